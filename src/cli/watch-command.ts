import { type Command, Option } from 'commander'
import { sayIn } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'
import type { Language } from '../model/text.js'
import type { WorkspaceStore } from '../store/store.js'
import type { CheckResult } from '../watch/check.js'
import { print } from './console.js'
import { ExitCode } from './exit-code.js'
import { CliError, readInput } from './input-file.js'

interface Opened {
  store: import('../store/store.js').Store
  home: WorkspaceStore
}

/** Opens the service's own database: what the command adds, the web page shows, and the other way round. */
async function open(data: string | undefined): Promise<Opened> {
  const [{ readEnvironment }, { Store }, { SERVICE }] = await Promise.all([
    import('../server/environment.js'),
    import('../store/store.js'),
    import('../store/scope.js'),
  ])
  const { place } = readEnvironment({ ...process.env, ...(data === undefined ? {} : { YAKKAN_DATA: data }) })
  const store = await Store.open(place)
  const workspace = (await store.workspaces.list())[0] ?? (await store.workspaces.create('yakkan', 'ja'))
  return { store, home: store.in(workspace.id, SERVICE) }
}

/** `yakkan watch …`: keep re-checking what providers publish. */
export function register(program: Command, language: Language): void {
  const t = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(language, `cli.watch.${key}`, params)
  const watch = program.command('watch').description(t('description'))
  const data = (): Option => new Option('--data <folder>', sayIn(language, 'server.cli.db.data'))
  const using = async (folder: string | undefined, work: (o: Opened) => Promise<number>): Promise<void> => {
    const opened = await open(folder)
    try {
      process.exitCode = await work(opened)
    } finally {
      await opened.store.close()
    }
  }

  watch
    .command('add')
    .description(t('add'))
    .argument('<provider>', t('provider'))
    .argument('<name>', t('name'))
    .argument('<address...>', t('address'))
    .addOption(
      new Option('--kind <kind>', t('kind'))
        .choices(['terms', 'contract', 'sla', 'dpa', 'privacy', 'other'])
        .default('terms'),
    )
    .option('--service <name>', t('service'), '')
    .addOption(new Option('--language <language>', t('language')).choices(['ja', 'en']))
    .option('--select <selector...>', t('select'))
    .option('--remove <selector...>', t('remove-part'))
    .option('--schedule <cron>', t('schedule'), '0 3 * * *')
    .option('--owner <who>', t('owner'), '')
    .option('--browser', t('browser'))
    .addOption(data())
    .action(async (provider: string, name: string, addresses: string[], call) =>
      using(call.data, async ({ home, store }) => {
        const { checkDeclared, Watched } = await import('../watch/declaration.js')
        const { readWatchEnvironment } = await import('../watch/watch-environment.js')
        const declared = Watched.parse({
          provider,
          service: call.service,
          name,
          kind: call.kind,
          language: call.language ?? null,
          schedule: call.schedule,
          owner: call.owner,
          sources: addresses.map((address) => ({
            address,
            select: call.select ?? [],
            remove: call.remove ?? [],
            needs_browser: call.browser === true,
          })),
        })
        checkDeclared(declared, readWatchEnvironment(process.env).allowed)
        const row = await home.watch.add(provider, name, JSON.stringify(declared), store.now().toISOString())
        await print(`${t('added', { id: row.id, provider, name })}\n`)
        return ExitCode.done
      }),
    )

  watch
    .command('list')
    .description(t('list'))
    .addOption(data())
    .action(async (call) =>
      using(call.data, async ({ home }) => {
        for (const row of await home.watch.list()) {
          const [last] = await home.watch.looks(row.id, 1)
          const state = last ? t(`outcome.${last.outcome}`) : t('never')
          const cells = [row.id, row.provider, row.name, last?.at.slice(0, 16) ?? '', state, row.next_look.slice(0, 16)]
          await print(`${cells.join('\t')}\n`)
        }
        return ExitCode.done
      }),
    )

  watch
    .command('check')
    .description(t('check'))
    .argument('[id...]', t('ids'))
    .option('--all', t('all'))
    .addOption(
      new Option('--fail-on <level>', sayIn(language, 'cli.analyze.fail-on')).choices(['high', 'medium', 'low']),
    )
    .addOption(data())
    .action(async (ids: string[], call) =>
      using(call.data, async ({ store, home }) => {
        const [{ loadLibrary }, { Watcher }, { readWatchEnvironment }] = await Promise.all([
          import('../library/library.js'),
          import('../watch/watcher.js'),
          import('../watch/watch-environment.js'),
        ])
        const results: CheckResult[] = []
        const watcher = new Watcher({
          store,
          library: loadLibrary(),
          base: () => process.env.YAKKAN_URL ?? 'http://127.0.0.1:3000',
          environment: readWatchEnvironment(process.env),
          onResult: (result) => results.push(result),
        })
        try {
          const all = ids.length > 0 ? ids : call.all ? (await home.watch.list()).map((w) => w.id) : undefined
          const { looked, delivered } = await watcher.turn(all)
          for (const r of [...results].sort((a, b) => (a.watched.id < b.watched.id ? -1 : 1))) {
            await print(`${describe(r, language)}\n`)
          }
          await print(`${t('looked', { looked, delivered })}\n`)
        } finally {
          await watcher.stop()
        }
        return exitCodeOf(results, call.failOn)
      }),
    )

  watch
    .command('history')
    .description(t('history'))
    .argument('<id>', t('id'))
    .addOption(data())
    .action(async (id: string, call) =>
      using(call.data, async ({ home }) => {
        await home.watch.get(id)
        for (const look of await home.watch.looks(id)) {
          const why = look.why ? (JSON.parse(look.why) as Record<Language, string>)[language] : ''
          await print(`${look.at}\t${t(`outcome.${look.outcome}`)}\t${look.version_id ?? ''}\t${why}\n`)
        }
        return ExitCode.done
      }),
    )

  watch
    .command('import')
    .description(t('import'))
    .argument('<file...>', t('declaration'))
    .addOption(data())
    .action(async (files: string[], call) =>
      using(call.data, async ({ home }) => {
        const { importDeclaration } = await import('../watch/import-declaration.js')
        const { readWatchEnvironment } = await import('../watch/watch-environment.js')
        const { allowed } = readWatchEnvironment(process.env)
        let code: number = ExitCode.done
        for (const file of files) {
          try {
            const { added, notices } = await importDeclaration(home, await readJson(file), file, allowed)
            for (const row of added) await print(`${t('added', row)}\n`)
            for (const n of notices) await print(`${n.place}: ${n.text[language]}\n`)
          } catch (error) {
            if (!(error instanceof YakkanError)) throw error
            // The other files are taken over all the same.
            await print(`${error.place}: ${error.text[language]} ${error.next[language]}\n`)
            code = ExitCode.unreadable
          }
        }
        return code
      }),
    )

  watch
    .command('remove')
    .description(t('remove'))
    .argument('<id>', t('id'))
    .addOption(data())
    .action(async (id: string, call) =>
      using(call.data, async ({ home }) => {
        await home.watch.remove(id)
        await print(`${t('removed', { id })}\n`)
        return ExitCode.done
      }),
    )
}

/** @throws CliError `no-file`, `no-access` or `no-json` */
async function readJson(file: string): Promise<unknown> {
  const { bytes } = await readInput(file)
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new CliError('no-json', file, { cause })
  }
}

function describe(result: CheckResult, language: Language): string {
  const name = `${result.watched.provider} ${result.watched.name}`
  const outcome = sayIn(language, `cli.watch.outcome.${result.outcome}`)
  const why = result.failure
    ? `${result.failure.text[language]} ${result.failure.next[language]}`
    : (result.why?.[language] ?? '')
  const hurts = result.comparison
    ? sayIn(language, 'cli.watch.hurts', {
        count: result.comparison.summary.hurts + result.comparison.summary.mixed,
        highest: result.comparison.summary.highest,
      })
    : ''
  return [name, outcome, hurts, why].filter(Boolean).join('\t')
}

const LEVELS = ['none', 'low', 'medium', 'high']

function exitCodeOf(results: readonly CheckResult[], failOn: string | undefined): number {
  const reached = results.some(
    (r) => failOn && r.comparison && LEVELS.indexOf(r.comparison.summary.highest) >= LEVELS.indexOf(failOn),
  )
  if (reached) return ExitCode.found
  return results.some((r) => r.outcome === 'failed') ? ExitCode.unreadable : ExitCode.done
}
