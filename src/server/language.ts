import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { Language } from '../model/text.js'
import type { Variables } from './context.js'

/** The cookie that remembers which language a person chose. */
export const LANGUAGE_COOKIE = 'yakkan_lang'

/** The reader's language: `?lang=`, the one they chose, the browser's, Japanese. */
export const readersLanguage = createMiddleware<Variables>(async (c, next) => {
  const asked = Language.safeParse(c.req.query('lang'))
  const chosen = Language.safeParse(getCookie(c, LANGUAGE_COOKIE))
  c.set('language', asked.data ?? chosen.data ?? accepted(c.req.header('accept-language')) ?? 'ja')
  await next()
})

/** The first of our languages in an Accept-Language header, by its weights. */
function accepted(header: string | undefined): Language | null {
  const wanted = (header ?? '').split(',').map((part) => {
    const [tag = '', ...params] = part.trim().split(';')
    const weight = params.map((p) => /^\s*q=([\d.]{1,5})\s*$/.exec(p)?.[1]).find((q) => q !== undefined)
    return { tag: tag.slice(0, 2).toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
  })
  for (const { tag } of wanted.toSorted((a, b) => b.weight - a.weight)) {
    const language = Language.safeParse(tag)
    if (language.success) return language.data
  }
  return null
}
