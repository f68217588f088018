import { getCookie } from 'hono/cookie'
import type { Ask, Service } from '../context.js'
import type { Problem } from '../problem.js'
import { Layout, Notice } from './layout.js'
import { type Frame, readerOf, THEME_COOKIE } from './page.js'

/** What went wrong, in the reader's language, with the next step and the way back. */
export function failurePage(c: Ask, service: Service, frame: Frame, problem: Problem) {
  const reader = readerOf(c, getCookie(c, THEME_COOKIE))
  const { t } = reader
  return c.html(
    <Layout service={service} frame={frame} reader={reader} title={problem.title}>
      <div class="narrow">
        <h1>{t('failure.title')}</h1>
        <Notice kind="error">
          <p>
            <strong>{problem.title}</strong>
          </p>
          <p>{problem.detail}</p>
        </Notice>
        <p>
          <a class="button" href="/">
            {t('failure.home')}
          </a>
        </p>
        <p class="hint">
          {problem.status} {problem.code}
        </p>
      </div>
    </Layout>,
    problem.status as 404,
  )
}
