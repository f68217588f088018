/**
 * Replays pairs of versions as histories of two steps through the whole path of the watch: the old version is
 * published, looked at, replaced by the new one, looked at twice more. Each pair that holds a change of substance must
 * be told once, and nothing more after that.
 *
 *   npm run watch:replay -- FOLDER    a folder with pairs/ID/old.* and new.*, and gold/pairs/ID.json
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { z } from 'zod'
import { loadLibrary } from '../../src/library/library.js'
import { HostTurns } from '../../src/store/host-turns.js'
import { SERVICE } from '../../src/store/scope.js'
import { Store } from '../../src/store/store.js'
import type { CheckContext } from '../../src/watch/check.js'
import { Watched } from '../../src/watch/declaration.js'
import { Fetcher } from '../../src/watch/fetch-terms.js'
import { Politeness } from '../../src/watch/politeness.js'
import { round } from '../../src/watch/round.js'
import { TermsSite } from './terms-site.js'

const folder = process.argv[2]
if (!folder) throw new Error('name the folder that holds pairs/')
const Gold = z.object({ changes: z.array(z.object({ effect: z.string(), severity: z.string() })) })
const TYPES: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

const site = await TermsSite.open()
const fetcher = new Fetcher({ allowed: new Set([site.host]) })
const library = loadLibrary()
const place = mkdtempSync(join(tmpdir(), 'yakkan-replay-'))
let day = Date.parse('2026-01-12T03:00:00Z')
const store = await Store.open({ folder: place }, () => new Date(day))
const home = store.in((await store.workspaces.create('replay', 'en')).id, SERVICE)
const context: CheckContext = {
  store,
  library,
  politeness: new Politeness(fetcher, new HostTurns(store.database), 0),
  base: 'http://127.0.0.1',
}

let wrong = 0
let pairs = 0
for (const id of readdirSync(join(folder, 'pairs')).sort()) {
  const files = readdirSync(join(folder, 'pairs', id))
  const page = (side: string) => {
    const name = files.find((f) => f.startsWith(`${side}.`))!
    const type = TYPES[extname(name)] ?? 'application/octet-stream'
    return { body: readFileSync(join(folder, 'pairs', id, name)), headers: { 'content-type': type } }
  }
  const { changes } = Gold.parse(JSON.parse(readFileSync(join(folder, 'gold', 'pairs', `${id}.json`), 'utf8')))
  const real = changes.some((c) => c.effect !== 'neutral')
  const path = `/${id}`
  const sources = [{ address: site.address(path) }]
  const declared = Watched.parse({ provider: id, name: 'terms', kind: 'terms', sources })
  const watched = await home.watch.add(id, 'terms', JSON.stringify(declared), new Date(day).toISOString())
  const outcomes: string[] = []
  const toldBefore = (await home.notices.list()).length
  for (const side of ['old', 'new', 'new', 'new']) {
    site.pages.set(path, page(side))
    await round(context, {
      only: [watched.id],
      onResult: (r) => outcomes.push(r.failure ? `${r.outcome} (${r.failure.code})` : r.outcome),
    })
    day += 86_400_000
  }
  const told = (await home.notices.list()).length - toldBefore
  const right = real ? outcomes[1] === 'changed' && told === 1 : told <= 1
  pairs++
  if (!right) wrong++
  console.log(
    `${right ? 'right' : 'WRONG'}  ${id}  ${real ? 'changes' : 'quiet'}  ${outcomes.join(' → ')}, told ${told}`,
  )
}
console.log(`${pairs} pairs, ${pairs - wrong} right, ${wrong} wrong`)
await fetcher.close()
await store.close()
await site.close()
rmSync(place, { recursive: true, force: true })
process.exitCode = wrong === 0 ? 0 : 1
