import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Service } from '../context.js'
import { Icon } from './icons.js'
import type { Frame, Reader } from './page.js'

interface LayoutProps {
  service: Service
  frame: Frame
  reader: Reader
  title: string
  /** Scripts that the page needs beside the one of all pages. */
  scripts?: readonly string[]
  /** Versions that are still being worked on: the page is drawn again when they are ready. */
  pending?: readonly string[]
  /** Uses the whole width, for text beside findings. */
  wide?: boolean
  children?: Child
}

/** The frame of every page. */
export function Layout({
  service,
  frame,
  reader,
  title,
  scripts = [],
  pending = [],
  wide = false,
  children,
}: LayoutProps) {
  const { language, t, identity, theme, path } = reader
  const { assets } = service
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={language} data-theme={theme}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
          <title>{`${title} – yakkan`}</title>
          <link rel="icon" href={assets.url('icon.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={assets.url('style.css')} />
          {['page.js', ...scripts].map((script) => (
            <script type="module" src={assets.url(script)} />
          ))}
          {pending.length > 0 ? (
            <noscript>
              <meta http-equiv="refresh" content="3" />
            </noscript>
          ) : null}
        </head>
        <body class={wide ? 'wide' : ''} data-pending={pending.length > 0 ? pending.join(' ') : undefined}>
          <a class="skip" href="#main">
            {t('skip')}
          </a>
          <header class="top">
            <a class="brand" href="/">
              <span class="brand-mark" aria-hidden="true">
                約
              </span>
              yakkan
            </a>
            {identity ? (
              <nav aria-label={t('nav.label')}>
                {frame.navigation.map(({ href, label }) => (
                  <a href={href} aria-current={isCurrent(href, path) ? 'page' : undefined}>
                    {t(label)}
                  </a>
                ))}
              </nav>
            ) : (
              <nav />
            )}
            <form class="preferences" method="post" action="/preferences">
              <input type="hidden" name="back" value={path} />
              <button
                type="submit"
                name="lang"
                value={language === 'ja' ? 'en' : 'ja'}
                lang={language === 'ja' ? 'en' : 'ja'}
                class="quiet"
              >
                {language === 'ja' ? 'English' : '日本語'}
              </button>
              <button
                type="submit"
                name="theme"
                value={NEXT_THEME[theme]}
                class="quiet"
                title={t(`theme.next-${NEXT_THEME[theme]}`)}
              >
                {t(`theme.${theme}`)}
              </button>
            </form>
            {identity?.by === 'session' ? (
              <form class="who" method="post" action="/sign-out">
                <span>
                  <Icon name="person" />
                  {identity.name}
                </span>
                <button type="submit" class="quiet">
                  {t('sign-out')}
                </button>
              </form>
            ) : null}
          </header>
          <main id="main" tabindex={-1}>
            {children}
          </main>
          <footer class="bottom">
            <p>{t('not-advice')}</p>
            <p>
              <a href="/api/docs">{t('nav.api')}</a>
            </p>
          </footer>
        </body>
      </html>
    </>
  )
}

const NEXT_THEME = { auto: 'light', light: 'dark', dark: 'auto' } as const

function isCurrent(href: string, path: string): boolean {
  return href === '/'
    ? path === '/' || path.startsWith('/documents') || path.startsWith('/compare')
    : path.startsWith(href)
}

/** A message above the page's own content. */
export function Notice({ kind, children }: { kind: 'error' | 'done' | 'info'; children: Child }) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}
