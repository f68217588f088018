import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { YakkanError } from '../model/failure.js'
import { answers } from '../store/database.js'
import { comparisonRoutes } from './api/comparisons.js'
import { documentRoutes } from './api/documents.js'
import { eventRoutes } from './api/events.js'
import { itemRoutes } from './api/items.js'
import { noticeRoutes } from './api/notices.js'
import { packRoutes } from './api/packs.js'
import { versionRoutes } from './api/versions.js'
import { watchRoutes } from './api/watch.js'
import { workspaceRoutes } from './api/workspace.js'
import type { Ask, Service, Variables } from './context.js'
import { ServerError } from './failure.js'
import { securityHeaders } from './guard/headers.js'
import { hostAndOrigin } from './guard/host.js'
import { machine } from './guard/machine.js'
import { Rates } from './guard/rate.js'
import { identify } from './identity/identify.js'
import { readersLanguage } from './language.js'
import { MAX_REQUEST_BYTES, MAX_UPLOAD_REQUEST_BYTES } from './limits.js'
import { problemOf, problemResponse } from './problem.js'
import { failurePage } from './web/failure-page.js'
import type { Frame } from './web/page.js'
import { PAGES } from './web/pages.js'
import { preferences } from './web/preferences.js'
import { reference } from './web/reference.js'
import { signIn } from './web/sign-in.js'

export type App = OpenAPIHono<Variables>

/** The whole service as one Hono app: what stands on guard, the API, the pages. */
export function createApp(service: Service, home: { id: string; name: string } | null): App {
  const app: App = new OpenAPIHono<Variables>()
  const frame: Frame = { navigation: PAGES.flatMap((p) => p.navigation ?? []) }
  const rates = new Rates()

  app.onError((error, c) => failed(c, service, frame, error))
  app.notFound((c) => failed(c, service, frame, new ServerError(404, 'no-such-page')))

  app.use(securityHeaders(service))
  app.use(measured(service))
  app.use(readersLanguage)
  app.use(machine(service.environment.trustProxy))
  app.use(hostAndOrigin(service))

  app.get('/health', (c) => c.text('ok'))
  app.get('/ready', async (c) =>
    (await answers(service.store.database)) ? c.text('ready') : c.text('no database', 503),
  )
  app.get('/metrics', async (c) => {
    const { team, metricsToken } = service.environment
    const allowed = metricsToken ? c.req.header('authorization') === `Bearer ${metricsToken}` : !team
    if (!allowed) throw new ServerError(404, 'no-such-page')
    const { registry } = service.metrics
    return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType })
  })
  app.get('/assets/:hash/:name', (c) => {
    const asset = service.assets.get(c.req.param('name'))
    if (!asset || asset.hash !== c.req.param('hash')) throw new ServerError(404, 'no-such-page')
    return c.body(asset.body as never, 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })

  app.use(identify(service, home))
  app.use(rates.requests())
  app.use(limited())

  if (service.accounts) app.route('/', signIn(service, frame, rates))

  const api = [
    documentRoutes,
    versionRoutes,
    comparisonRoutes,
    itemRoutes,
    packRoutes,
    watchRoutes,
    noticeRoutes,
    workspaceRoutes,
    eventRoutes,
  ]
  for (const routes of api) app.route('/api', routes(service))
  const describe = () =>
    app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'yakkan',
        version: '1',
        description:
          'Reads cloud contracts and terms and tells the customer what is regulated, how it stands, and what changed.',
      },
      servers: [{ url: service.address() }],
      security: service.environment.team ? [{ key: [] }] : [],
    })
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  app.get('/api/openapi.json', (c) => c.json(describe()))
  app.route('/', reference(service, frame, describe))

  app.route('/', preferences(service))
  for (const page of PAGES) app.route('/', page.routes(service, frame))
  return app
}

/** Requests are measured under their route's pattern, never their address. */
function measured(service: Service) {
  return createMiddleware<Variables>(async (c, next) => {
    const began = performance.now()
    await next()
    const route = c.req.routePath === '*' || c.req.routePath === '/*' ? 'other' : c.req.routePath
    service.metrics.requests.inc({ method: c.req.method, route, status: c.res.status })
    service.metrics.seconds.observe({ route }, (performance.now() - began) / 1000)
    service.log.debug(
      { method: c.req.method, route, status: c.res.status, ms: Math.round(performance.now() - began) },
      'answered',
    )
  })
}

/** Bodies above their limit are refused while they come in, whatever their declared length. */
function limited() {
  const refuse = (limit: string) => () => {
    throw new ServerError(413, 'upload-too-large', '', { limit })
  }
  const upload = bodyLimit({ maxSize: MAX_UPLOAD_REQUEST_BYTES, onError: refuse('100 MiB') })
  const other = bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: refuse('1 MiB') })
  const takesFiles = /^(\/api)?\/documents(\/[^/]+\/versions)?$/
  return createMiddleware<Variables>((c, next) => (takesFiles.test(c.req.path) ? upload : other)(c, next))
}

/** API callers get problem details, people a page; someone who must sign in is taken there. */
function failed(c: Ask, service: Service, frame: Frame, error: Error): Response | Promise<Response> {
  if (!(error instanceof YakkanError) || (error instanceof ServerError && error.status >= 500))
    service.log.error({ err: error, route: c.req.routePath, method: c.req.method }, 'a request failed')
  const language = c.get('language') ?? 'ja'
  const wantsPage = !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html')
  if (!wantsPage) return problemResponse(error, c.req.path, language)
  if (error instanceof ServerError && error.code === 'sign-in-needed' && service.accounts)
    return c.redirect('/sign-in', 303)
  const problem = problemOf(error, c.req.path, language)
  if (error instanceof ServerError && error.retryAfter !== null) c.header('retry-after', String(error.retryAfter))
  return failurePage(c, service, frame, problem)
}
