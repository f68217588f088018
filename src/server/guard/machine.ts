import { createMiddleware } from 'hono/factory'
import type { Variables } from '../context.js'

/** Notes the address of the asking machine: the socket's, or the one that a trusted proxy names. */
export function machine(trustProxy: boolean) {
  return createMiddleware<Variables>(async (c, next) => {
    const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
    const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
    c.set('machine', forwarded ?? socket?.remoteAddress ?? 'unknown')
    await next()
  })
}
