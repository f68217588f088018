import { z } from '@hono/zod-openapi'
import { YakkanError } from '../model/failure.js'
import { type Language, Text } from '../model/text.js'
import { ServerError } from './failure.js'

/** Problem details as of RFC 9457, with the sentence and the next step in both languages. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    place: z.string(),
    text: Text,
    next: Text,
  })
  .openapi('Problem')
export type Problem = z.infer<typeof Problem>

const STORE_STATUS: Readonly<Record<string, number>> = {
  'not-found': 404,
  conflict: 409,
  'key-reused': 422,
  'last-owner': 409,
}

/** What the caller is told of an error. Faults of ours say nothing of their inside. */
export function problemOf(error: unknown, path: string, language: Language): Problem {
  const told = error instanceof YakkanError ? error : new ServerError(500, 'fault')
  const status =
    told instanceof ServerError ? told.status : told.stage === 'store' ? (STORE_STATUS[told.code] ?? 500) : 422
  return {
    type: `/api/docs#problem-${told.code}`,
    title: told.text[language],
    status,
    detail: told.next[language],
    instance: path,
    code: told.code,
    place: told.place,
    text: told.text,
    next: told.next,
  }
}

/** The same as an answer, with Retry-After where the error names a time. */
export function problemResponse(error: unknown, path: string, language: Language): Response {
  const problem = problemOf(error, path, language)
  const headers = new Headers({
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': language,
  })
  if (error instanceof ServerError && error.retryAfter !== null) headers.set('retry-after', String(error.retryAfter))
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer realm="yakkan"')
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
