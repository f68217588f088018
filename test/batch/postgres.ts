import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres as start } from '../service/databases.js'

/** A PostgreSQL server that can be restarted as an operator would, with its clients still at work. */
export interface Postgres {
  create(): Promise<string>
  restart(): Promise<void>
  stop(): Promise<void>
}

export async function startPostgres(): Promise<Postgres> {
  const server = await start()
  return {
    create: () => server.create(),
    stop: () => server.stop(),
    async restart() {
      // The server's own command line, taken while it is alive; the same user, directory and port.
      const pid = readFileSync(join(server.folder, 'postmaster.pid'), 'utf8').split('\n')[0]!
      const [command, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
      const control = command!.replace(/postgres$/, 'pg_ctl')
      const owner = execFileSync('stat', ['-c', '%u', server.folder], { encoding: 'utf8' }).trim()
      const options = args.filter((_, k) => args[k] !== '-D' && args[k - 1] !== '-D').map((a) => `'${a}'`)
      const call = ['restart', '-D', server.folder, '-m', 'fast', '-w', '-o', options.join(' ')]
      const { status, stderr } = spawnSync(control, call, {
        uid: Number(owner),
        cwd: '/',
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      if (status !== 0) throw new Error(`PostgreSQL did not come back: ${stderr}`)
      await sleep(200)
    },
  }
}
