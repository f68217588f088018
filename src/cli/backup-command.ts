import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { StoreError } from '../store/failure.js'
import { print } from './console.js'

/** `yakkan backup FILE`: a whole copy of the service's database, while it goes on working. */
export function register(program: Command, language: Language): void {
  const t = (key: string, params = {}): string => sayIn(language, `server.cli.backup.${key}`, params)
  program
    .command('backup')
    .description(t('description'))
    .argument('<file>', t('file'))
    .option('--data <folder>', sayIn(language, 'server.cli.db.data'))
    .action(async (file: string, call: { data?: string }) => {
      const [{ readEnvironment }, { Store }] = await Promise.all([
        import('../server/environment.js'),
        import('../store/store.js'),
      ])
      if (existsSync(file)) throw new StoreError('file-exists', file)
      const { place } = readEnvironment({
        ...process.env,
        ...(call.data === undefined ? {} : { YAKKAN_DATA: call.data }),
      })
      const store = await Store.open(place)
      try {
        await store.backup(file)
        await print(`${t('done', { file })}\n`)
      } finally {
        await store.close()
      }
    })
}
