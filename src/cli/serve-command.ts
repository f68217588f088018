import type { Command } from 'commander'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'

interface ServeCall {
  port?: string
  host?: string
  data?: string
  team?: boolean
}

/** `yakkan serve`: the service and its web page, until it is told to stop. */
export function register(program: Command, language: Language): void {
  const t = (key: string): string => sayIn(language, `server.cli.serve.${key}`)
  program
    .command('serve')
    .description(t('description'))
    .option('-p, --port <number>', t('port'))
    .option('--host <name>', t('host'))
    .option('--data <folder>', sayIn(language, 'server.cli.db.data'))
    .option('--team', t('team'))
    .action(async (call: ServeCall) => {
      const [{ readEnvironment }, { startService }] = await Promise.all([
        import('../server/environment.js'),
        import('../server/service.js'),
      ])
      const environment = readEnvironment({
        ...process.env,
        ...(call.port === undefined ? {} : { PORT: call.port }),
        ...(call.host === undefined ? {} : { HOST: call.host }),
        ...(call.data === undefined ? {} : { YAKKAN_DATA: call.data }),
        ...(call.team ? { YAKKAN_TEAM: '1' } : {}),
      })
      const running = await startService(environment)
      process.stdout.write(`${sayIn(language, 'server.cli.serve.at', { address: running.address })}\n`)
      if (running.firstOwnerLink)
        process.stdout.write(`${sayIn(language, 'server.cli.serve.first-owner', { link: running.firstOwnerLink })}\n`)
      await new Promise<void>((resolve) => {
        process.once('SIGINT', () => resolve())
        process.once('SIGTERM', () => resolve())
      })
      await running.stop()
    })
}
