import { OpenAPIHono } from '@hono/zod-openapi'
import type { Variables } from '../context.js'
import { ServerError } from '../failure.js'

/** A part of the API; a request that does not fit its schema is refused with the field's name. */
export function routes(): OpenAPIHono<Variables> {
  return new OpenAPIHono<Variables>({
    defaultHook: (result) => {
      if (result.success) return
      const issue = result.error.issues[0]
      throw new ServerError(422, 'bad-request', issue?.path.join('.') ?? '', { why: issue?.message ?? '' })
    },
  })
}

/** An answer whose body is at hand as text or bytes already; OpenAPI's types know JSON objects only. */
export function raw(
  body: string | Uint8Array,
  contentType: string,
  headers: Record<string, string> = {},
  status = 200,
): never {
  return new Response(body as BodyInit, { status, headers: { 'content-type': contentType, ...headers } }) as never
}
