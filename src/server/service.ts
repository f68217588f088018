import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { loadLibrary } from '../library/library.js'
import { applyRetention, eraseTraces } from '../store/erasure.js'
import { FIRST_OWNER } from '../store/members.js'
import { SERVICE } from '../store/scope.js'
import { Store } from '../store/store.js'
import { readWatchEnvironment } from '../watch/watch-environment.js'
import { Watcher } from '../watch/watcher.js'
import { JobRunner } from './analysis/runner.js'
import { type App, createApp } from './app.js'
import type { Service } from './context.js'
import type { Environment } from './environment.js'
import { Events } from './events.js'
import { ServerError } from './failure.js'
import { Accounts } from './identity/accounts.js'
import { type Logger, openLog } from './log.js'
import { Metrics } from './metrics.js'
import { Assets } from './web/assets.js'

/** How often what is past its retention is deleted, in milliseconds. */
const SWEEP_MS = 3_600_000

/** A service that has been started. */
export interface Running {
  app: App
  service: Service
  /** Where it is reached. */
  address: string
  /** For a team's first start: the link by which the first owner makes an account; null once somebody has. */
  firstOwnerLink: string | null
  stop(): Promise<void>
}

export interface StartOptions {
  log?: Logger
  now?: () => Date
  /** False leaves out the socket: tests ask the app itself. */
  listen?: boolean
}

/**
 * Starts the service: database, threads, socket.
 *
 * @throws StoreError when the database cannot be opened; ServerError `port-taken`
 */
export async function startService(environment: Environment, options: StartOptions = {}): Promise<Running> {
  const log = options.log ?? openLog(environment.logLevel)
  const library = loadLibrary()
  const store = await Store.open(environment.place, options.now)
  let address = environment.publicUrl ?? `http://127.0.0.1:${environment.port}`
  const accounts = environment.team ? await Accounts.open(store, environment, address) : null
  const events = new Events()
  const metrics = new Metrics(() => store.jobs.count())
  const service: Service = {
    environment,
    address: () => address,
    store,
    library,
    runner: new JobRunner(store, library, events, log, metrics, environment.threads),
    events,
    accounts,
    metrics,
    log,
    assets: await Assets.load(),
  }
  const workspace = (await store.workspaces.list())[0] ?? (await store.workspaces.create('yakkan', 'ja'))
  const app = createApp(service, environment.team ? null : workspace)
  const server = options.listen === false ? null : await listen(app, environment)
  if (server && !environment.publicUrl) {
    const { port } = server.address() as AddressInfo
    address = `http://${environment.host === 'localhost' ? 'localhost' : environment.host.includes(':') ? `[${environment.host}]` : environment.host}:${port}`
  }
  await service.runner.start()
  const watcher = new Watcher({
    store,
    library,
    base: () => address,
    environment: readWatchEnvironment(process.env),
    onResult: ({ watched, outcome }) => log.info({ watched: watched.id, outcome }, 'looked at published terms'),
    onError: (error) => log.error({ err: error }, 'published terms could not be looked at'),
  })
  await watcher.start()
  const sweep = setInterval(() => void swept(store, log), SWEEP_MS)
  sweep.unref()
  await swept(store, log)
  return {
    app,
    service,
    address,
    firstOwnerLink: environment.team ? await firstOwnerLink(store, workspace.id, address) : null,
    async stop() {
      clearInterval(sweep)
      await watcher.stop()
      if (server) {
        server.close()
        if ('closeAllConnections' in server) server.closeAllConnections()
      }
      await service.runner.stop()
      await store.close()
    },
  }
}

function listen(app: App, { host, port }: Environment): Promise<ReturnType<typeof createAdaptorServer>> {
  const server = createAdaptorServer({ fetch: app.fetch })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new ServerError(500, 'port-taken', String(port)) : error),
    )
    server.listen(port, host, () => resolve(server))
  })
}

/** Deletes what every workspace keeps no longer. */
async function swept(store: Store, log: Logger): Promise<void> {
  try {
    let deleted = 0
    for (const { id } of await store.workspaces.list()) {
      const workspace = store.in(id, SERVICE)
      deleted += (await applyRetention(workspace.scope, await workspace.settings.read())).length
    }
    if (deleted === 0) return
    await eraseTraces(store.database)
    log.info({ documents: deleted }, 'deleted what was past its retention')
  } catch (error) {
    log.error({ err: error }, 'retention could not be applied')
  }
}

/** A new link while no account has a seat: only whoever sees the service's own output can become its first owner. */
async function firstOwnerLink(store: Store, workspaceId: string, address: string): Promise<string | null> {
  const { members } = store.in(workspaceId, SERVICE)
  if ((await members.list()).some((m) => m.user_id !== null)) return null
  return `${address}/join/${await members.invite(FIRST_OWNER, 'Owner', 'owner')}`
}
