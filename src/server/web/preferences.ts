import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { Language } from '../../model/text.js'
import type { Service, Variables } from '../context.js'
import { LANGUAGE_COOKIE } from '../language.js'
import { THEME_COOKIE } from './page.js'

const YEAR = 365 * 24 * 3600

/** Remembers language and light or dark in the reader's own browser. */
export function preferences(service: Service) {
  const app = new Hono<Variables>()
  app.post('/preferences', async (c) => {
    const form = await c.req.formData()
    const options = {
      path: '/',
      maxAge: YEAR,
      httpOnly: true,
      sameSite: 'Lax',
      secure: service.address().startsWith('https:'),
    } as const
    const language = Language.safeParse(form.get('lang'))
    if (language.success) setCookie(c, LANGUAGE_COOKIE, language.data, options)
    const theme = form.get('theme')
    if (theme === 'light' || theme === 'dark' || theme === 'auto') setCookie(c, THEME_COOKIE, theme, options)
    return c.redirect(ownPath(String(form.get('back') ?? '/')), 303)
  })
  return app
}

/** A path of this service; anything that could lead elsewhere becomes the start page. */
function ownPath(path: string): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.includes('\\') ? path : '/'
}
