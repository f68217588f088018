import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { loadSelfCheck, type SelfCheckAnswers, scoreSelfCheck } from '../../packs/self-check.js'
import type { StoredAnswers } from '../../store/self-checks.js'
import { may, type Service, type Variables, workspaceOf } from '../context.js'
import { Layout } from './layout.js'
import { type Frame, type Page, type Reader, readerOf, THEME_COOKIE, when } from './page.js'

/** The organisation's own check of itself: questions, answers kept for the workspace, advice. */
export const selfCheck: Page = {
  navigation: null,
  routes(service, frame) {
    const app = new Hono<Variables>()

    app.get('/self-check', async (c) => {
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const stored = await workspaceOf(c, service, 'reader').selfChecks.read(loadSelfCheck().id)
      return c.html(<SelfCheckPage {...{ service, frame, reader, stored }} />)
    })

    app.post('/self-check', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const form = await c.req.formData()
      const check = loadSelfCheck()
      const answers: SelfCheckAnswers = {}
      for (const { id } of check.sections.flatMap((s) => s.questions)) {
        const value = form.get(id)
        if (value === 'yes' || value === 'no') answers[id] = value
      }
      await workspace.selfChecks.replace(check.id, answers)
      return c.redirect('/self-check', 303)
    })

    return app
  },
}

interface SelfCheckProps {
  service: Service
  frame: Frame
  reader: Reader
  stored: StoredAnswers
}

function SelfCheckPage({ service, frame, reader, stored }: SelfCheckProps) {
  const { t, language } = reader
  const check = loadSelfCheck()
  const { answers, at, by } = stored
  const editable = may(reader.identity, 'editor')
  const score = scoreSelfCheck(check, answers)
  return (
    <Layout service={service} frame={frame} reader={reader} title={t('self-check.title')}>
      <p class="crumbs">
        <a href="/requirements">{t('requirements.title')}</a>
      </p>
      <h1>{check.name[language]}</h1>
      <p class="hint lead">{t('self-check.source', { source: check.source[language] })}</p>
      {at ? <p class="hint">{t('self-check.answered', { at: when(at, language), by: by ?? '' })}</p> : null}
      <form method="post" action="/self-check">
        {check.sections.map((section, k) => {
          const sum = score.sections[k]!
          return (
            <section class="card" aria-labelledby={section.id}>
              <h2 id={section.id}>{section.name[language]}</h2>
              <p class="hint lead">{section.about[language]}</p>
              {section.questions.map((question, n) => (
                <fieldset class="question">
                  <legend>
                    {n + 1}. {question.ask[language]}
                  </legend>
                  {(['yes', 'no'] as const).map((value) => (
                    <label>
                      <input
                        type="radio"
                        name={question.id}
                        value={value}
                        checked={answers[question.id] === value}
                        disabled={!editable}
                      />{' '}
                      {t(`self-check.${value}`)}
                    </label>
                  ))}
                  {answers[question.id] === 'no' ? <p class="ask">{question.advice[language]}</p> : null}
                </fieldset>
              ))}
              <p>
                <strong>{t('self-check.count', { yes: sum.yes, of: sum.of })}</strong>{' '}
                {sum.verdict ? sum.verdict[language] : t('self-check.open', { open: sum.open })}
              </p>
            </section>
          )
        })}
        {editable ? (
          <p>
            <button type="submit" class="primary">
              {t('self-check.keep')}
            </button>
          </p>
        ) : null}
      </form>
      <section aria-labelledby="stages">
        <h2 id="stages">{t('self-check.stages')}</h2>
        <dl>
          {check.stages.map((stage) => (
            <>
              <dt>
                {stage.name[language]} {score.stage?.id === stage.id ? <strong>{t('self-check.yours')}</strong> : null}
              </dt>
              <dd>
                {stage.means[language]} {stage.next[language]}
              </dd>
            </>
          ))}
        </dl>
      </section>
    </Layout>
  )
}
