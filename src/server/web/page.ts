import type { Hono } from 'hono'
import { sayIn } from '../../messages/index.js'
import type { Language } from '../../model/text.js'
import type { Ask, Identity, Service, Variables } from '../context.js'

/** A page of the service, or a group of pages that belong together. */
export interface Page {
  /** Its place in the main navigation; null for pages that are reached from others. */
  navigation: { href: string; label: string } | null
  routes(service: Service, frame: Frame): Hono<Variables>
}

/** What every page is drawn with. */
export interface Frame {
  navigation: readonly { href: string; label: string }[]
}

/** A sentence of the pages in the reader's language. */
export type Say = (key: string, params?: Record<string, string | number>) => string

export interface Reader {
  language: Language
  t: Say
  identity: Identity | null
  theme: Theme
  path: string
}

export type Theme = 'auto' | 'light' | 'dark'
export const THEME_COOKIE = 'yakkan_theme'

export function sayer(language: Language): Say {
  return (key, params) => sayIn(language, `server.web.${key}`, params)
}

/** The reader of a page, from the request. */
export function readerOf(c: Ask, theme: string | undefined): Reader {
  const language = c.get('language')
  return {
    language,
    t: sayer(language),
    identity: c.get('identity'),
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    path: c.req.path,
  }
}

/** An instant as people write it; the service's own time zone. */
export function when(instant: string, language: Language): string {
  const date = new Date(instant)
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    year: 'numeric',
    month: language === 'ja' ? 'numeric' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(date)
}

/** A day as people write it. */
export function day(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    year: 'numeric',
    month: language === 'ja' ? 'numeric' : 'short',
    day: 'numeric',
  }).format(new Date(instant))
}

/** How an article is named: 第2条（利用料金）, `7.2 Fees`. */
export function articleName(article: { number: string | null; heading: string | null } | null | undefined): string {
  const { number, heading } = article ?? { number: null, heading: null }
  if (!number || !heading) return number ?? heading ?? ''
  return /^[（(]/.test(heading) ? `${number}${heading}` : `${number} ${heading}`
}
