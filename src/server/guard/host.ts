import { createMiddleware } from 'hono/factory'
import type { Service, Variables } from '../context.js'
import { isLoopback } from '../environment.js'
import { ServerError } from '../failure.js'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
/** What machines ask under whatever name they know; nothing there is anyone's. */
const OPEN = new Set(['/health', '/ready', '/metrics'])

/**
 * Refuses requests that were made for another name (a page elsewhere whose name was pointed at this machine), and
 * changing requests that a page of another origin has the browser send.
 */
export function hostAndOrigin(service: Service) {
  return createMiddleware<Variables>(async (c, next) => {
    const host = c.req.header('host') ?? ''
    const own = new URL(service.address())
    if (!OPEN.has(c.req.path) && !isOwnHost(host, own, service.environment.team))
      throw new ServerError(421, 'foreign-host')
    if (!SAFE.has(c.req.method)) {
      const origin = c.req.header('origin')
      const site = c.req.header('sec-fetch-site')
      const allowed = service.environment.team ? own.origin : `${own.protocol}//${host}`
      const foreign =
        origin !== undefined ? origin !== allowed : site !== undefined && site !== 'same-origin' && site !== 'none'
      if (foreign) throw new ServerError(403, 'foreign-origin')
      // A browser that sends a session always says where from; a caller that does not must show a key.
      const hasCookie = c.req.header('cookie') !== undefined && c.req.header('authorization') === undefined
      if (service.environment.team && hasCookie && origin === undefined && site === undefined)
        throw new ServerError(403, 'foreign-origin')
    }
    await next()
  })
}

function isOwnHost(host: string, own: URL, team: boolean): boolean {
  if (team) return host.toLowerCase() === own.host
  const parsed = parse(host)
  return parsed !== null && isLoopback(parsed.hostname) && parsed.port === own.port
}

function parse(host: string): URL | null {
  return host !== '' && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null
}
