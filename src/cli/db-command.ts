import type { Command } from 'commander'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { print } from './console.js'
import { ExitCode } from './exit-code.js'

/** `yakkan db check`: is the service's database whole? */
export function register(program: Command, language: Language): void {
  const t = (key: string, params = {}): string => sayIn(language, `server.cli.db.${key}`, params)
  const db = program.command('db').description(t('description'))
  db.command('check')
    .description(t('check'))
    .option('--data <folder>', t('data'))
    .action(async (call: { data?: string }) => {
      const [{ readEnvironment }, { Store }, { checkSoundness }] = await Promise.all([
        import('../server/environment.js'),
        import('../store/store.js'),
        import('../store/soundness.js'),
      ])
      const { place } = readEnvironment({
        ...process.env,
        ...(call.data === undefined ? {} : { YAKKAN_DATA: call.data }),
      })
      const store = await Store.open(place)
      try {
        const faults = await checkSoundness(store.database)
        for (const { code, place: at } of faults) await print(`${t(`faults.${code}`)}: ${at}\n`)
        await print(`${faults.length === 0 ? t('sound') : t('unsound', { count: faults.length })}\n`)
        process.exitCode = faults.length === 0 ? ExitCode.done : ExitCode.fault
      } finally {
        await store.close()
      }
    })
}
