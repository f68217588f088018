import { createMiddleware } from 'hono/factory'
import type { Service, Variables } from '../context.js'

/** Pages run the service's own scripts and styles, nothing inline and nothing from elsewhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** Files that came from outside are shown by the browser without any right at all. */
export const FILE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Security headers on every answer; an answer that sets its own policy keeps it. */
export function securityHeaders(service: Service) {
  return createMiddleware<Variables>(async (c, next) => {
    await next()
    const { headers } = c.res
    const set = (name: string, value: string) => {
      if (!headers.has(name)) headers.set(name, value)
    }
    set('content-security-policy', PAGE_POLICY)
    set('x-content-type-options', 'nosniff')
    set('x-frame-options', 'DENY')
    set('referrer-policy', 'same-origin')
    set('cross-origin-opener-policy', 'same-origin')
    set('cross-origin-resource-policy', 'same-origin')
    set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    set('cache-control', 'no-store')
    if (service.environment.publicUrl?.startsWith('https:')) set('strict-transport-security', 'max-age=31536000')
  })
}
