import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { sayIn } from '../../messages/index.js'
import type { PackAnswer, PackResult } from '../../model/analysis.js'
import { type Pack, shippedPacks } from '../../packs/pack.js'
import type { Service, Variables } from '../context.js'
import { workspaceOf } from '../context.js'
import { workspaceJudging } from '../house.js'
import { type ProviderAnswers, providerAnswers } from '../requirements.js'
import { Chip } from './chips.js'
import type { IconName } from './icons.js'
import { Layout } from './layout.js'
import { type Frame, type Page, type Reader, readerOf, THEME_COOKIE } from './page.js'

const SHOWS = ['all', 'open', 'not-met', 'must'] as const
type Show = (typeof SHOWS)[number]

const ANSWER: Record<PackAnswer, { kind: string; icon: IconName; key: string }> = {
  met: { kind: 'favourable', icon: 'favourable', key: 'met' },
  'not met': { kind: 'adverse', icon: 'adverse', key: 'not-met' },
  'not stated': { kind: 'status-absent', icon: 'absent', key: 'not-stated' },
  'needs a person': { kind: 'unclear', icon: 'unclear', key: 'needs-a-person' },
}

/** Does each provider meet our requirements, and what the organisation needs? */
export const requirements: Page = {
  navigation: { href: '/requirements', label: 'nav.requirements' },
  routes(service, frame) {
    const app = new Hono<Variables>()

    app.get('/requirements', async (c) => {
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const workspace = workspaceOf(c, service, 'reader')
      const judging = await workspaceJudging(service.library, workspace)
      const packs = [...shippedPacks(), ...judging.ownPacks]
      const pack = packs.find((p) => p.id === c.req.query('pack')) ?? judging.packs[0]!
      const show = SHOWS.find((s) => s === c.req.query('show')) ?? 'all'
      const answers = await providerAnswers(workspace, pack, judging)
      return c.html(<RequirementsPage {...{ service, frame, reader, packs, pack, show, answers }} />)
    })

    return app
  },
}

interface Common {
  service: Service
  frame: Frame
  reader: Reader
}

interface RequirementsProps extends Common {
  packs: readonly Pack[]
  pack: Pack
  show: Show
  answers: ProviderAnswers[]
}

function RequirementsPage({ service, frame, reader, packs, pack, show, answers }: RequirementsProps) {
  const { t, language } = reader
  const rows = pack.requirements.filter((requirement) => {
    const results = answers.map((a) => a.results.find((r) => r.requirement === requirement.id)!.result)
    if (show === 'open') return results.some((r) => r !== 'met')
    if (show === 'not-met') return results.some((r) => r === 'not met')
    return show === 'must' ? requirement.level === 'must' : true
  })
  return (
    <Layout service={service} frame={frame} reader={reader} title={t('requirements.title')} wide>
      <div class="page-head">
        <h1>{t('requirements.title')}</h1>
        <div class="actions">
          <a class="button" href="/self-check">
            {t('self-check.title')}
          </a>
        </div>
      </div>
      <form class="filter" method="get" action="/requirements" data-filter>
        <label>
          <span>{t('requirements.pack')}</span>
          <select name="pack">
            {packs.map((p) => (
              <option value={p.id} selected={p.id === pack.id}>
                {p.name[language]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{t('requirements.show')}</span>
          <select name="show">
            {SHOWS.map((s) => (
              <option value={s} selected={s === show}>
                {t(`requirements.show-${s}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" data-plain>
          {t('filter.apply')}
        </button>
      </form>
      <p class="hint lead">
        {t('requirements.source', { source: pack.source[language], checked: pack.checked })}
        {pack.legal ? ` ${t('requirements.not-advice')}` : ''}
      </p>
      {answers.length === 0 ? (
        <p class="empty">{t('requirements.empty')}</p>
      ) : (
        <section class="table-frame" tabindex={0} aria-label={t('requirements.title')}>
          <table class="requirements">
            <thead>
              <tr>
                <th scope="col">{t('requirements.requirement')}</th>
                {answers.map((a) => (
                  <th scope="col">
                    {a.provider} <span class="hint">{tally(a.results, reader)}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((requirement) => (
                <tr>
                  <th scope="row">
                    {requirement.name[language]}{' '}
                    <span class="hint">
                      {t(`requirements.${requirement.level}`)} · {requirement.source}
                    </span>
                  </th>
                  {answers.map((a) => (
                    <AnswerCell
                      result={a.results.find((r) => r.requirement === requirement.id)!}
                      documents={a.documents}
                      reader={reader}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Needs answers={answers} reader={reader} />
      <Risks pack={pack} answers={answers} reader={reader} />
    </Layout>
  )
}

function tally(results: readonly PackResult[], { t }: Reader): string {
  return t('requirements.tally', { met: results.filter((r) => r.result === 'met').length, of: results.length })
}

interface AnswerCellProps {
  result: Pick<PackResult, 'result' | 'adverse' | 'why' | 'evidence' | 'ask'>
  documents: ProviderAnswers['documents']
  reader: Reader
}

function AnswerCell({ result, documents, reader }: AnswerCellProps) {
  const { t, language } = reader
  const { kind, icon, key } = ANSWER[result.result]
  return (
    <td>
      <details>
        <summary>
          <Chip kind={kind} icon={icon}>
            {t(`requirements.result-${key}`)}
          </Chip>{' '}
          {result.adverse ? (
            <Chip kind="adverse" icon="adverse">
              {t('requirements.but-adverse')}
            </Chip>
          ) : null}
        </summary>
        <p>{result.why[language]}</p>
        {result.evidence.slice(0, 2).map((e) => {
          const document = documents.find((d) => d.name === e.document) ?? documents[0]
          return (
            <blockquote>
              {e.quote} {document ? <a href={`/documents/${document.id}`}>{e.document}</a> : null}
            </blockquote>
          )
        })}
        {result.ask ? <p class="ask">{result.ask[language]}</p> : null}
      </details>
    </td>
  )
}

/** What the organisation needs of a service, against what each provider states; the need is set in the house rules. */
function Needs({ answers, reader }: { answers: ProviderAnswers[]; reader: Reader }) {
  const { t, language } = reader
  const needs = answers[0]?.fit
  if (answers.length === 0) return null
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{t('requirements.needs')}</h2>
      {needs ? (
        <section class="table-frame" tabindex={0} aria-label={t('requirements.needs')}>
          <table class="requirements">
            <thead>
              <tr>
                <th scope="col">{t('requirements.need')}</th>
                {answers.map((a) => (
                  <th scope="col">{a.provider}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {needs.map((need, k) => (
                <tr>
                  <th scope="row">
                    {sayIn(language, `packs.fit.${need.need}`)} <span class="hint">{need.wanted}</span>
                  </th>
                  {answers.map((a) => (
                    <AnswerCell result={{ ...a.fit![k]!, ask: null }} documents={a.documents} reader={reader} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <p class="hint">
          {t('requirements.no-need')} <a href="/settings#rules">{t('requirements.set-need')}</a>
        </p>
      )}
    </section>
  )
}

function Risks({ pack, answers, reader }: { pack: Pack; answers: ProviderAnswers[]; reader: Reader }) {
  const { t, language } = reader
  const name = (id: string): string => pack.requirements.find((r) => r.id === id)!.name[language]
  if (answers.length === 0) return null
  return (
    <section aria-labelledby="risks">
      <h2 id="risks">{t('requirements.risks')}</h2>
      <p class="hint">{t('requirements.risks-text')}</p>
      <section class="table-frame" tabindex={0} aria-label={t('requirements.risks')}>
        <table class="requirements">
          <thead>
            <tr>
              <th scope="col">{t('requirements.risk')}</th>
              {answers.map((a) => (
                <th scope="col">{a.provider}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answers[0]!.risks
              .filter((r) => r.of > 0)
              .map((risk) => (
                <tr>
                  <th scope="row">{t(`requirements.risk-${risk.risk}`)}</th>
                  {answers.map((a) => {
                    const sum = a.risks.find((r) => r.risk === risk.risk)!
                    return (
                      <td>
                        <details>
                          <summary>{t('requirements.risk-open', { open: sum.open, of: sum.of })}</summary>
                          <ul>
                            {sum.requirements.map((id) => (
                              <li>{name(id)}</li>
                            ))}
                          </ul>
                        </details>
                      </td>
                    )
                  })}
                </tr>
              ))}
          </tbody>
        </table>
      </section>
      {answers
        .filter((a) => a.contradictions.length > 0)
        .map((a) => (
          <section>
            <h3>{t('requirements.contradictions', { provider: a.provider })}</h3>
            <ul>
              {a.contradictions.map((x) => (
                <li>
                  {name(x.requirement)}: {x.documents[0]} ({x.seen[0]}) / {x.documents[1]} ({x.seen[1]}){' '}
                  {x.prevails ? t('requirements.prevails', { document: x.prevails }) : t('requirements.none-prevails')}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </section>
  )
}
