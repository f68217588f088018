import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Change, Comparison, PackChange } from '../../model/comparison.js'
import { changeKey, isLoud, type StoredComparison } from '../../store/comparisons.js'
import type { ItemDecision } from '../../store/decisions.js'
import { overview } from '../../store/overview.js'
import type { DocumentRow, ReviewRow, VersionRow } from '../../store/tables.js'
import { compareOnDemand } from '../compare-on-demand.js'
import { may, mustBe, type Service, type Variables, workspaceOf } from '../context.js'
import { ServerError } from '../failure.js'
import { libraryVersion } from '../house.js'
import { ChangeCard } from './change-card.js'
import { Chip, EffectChip, SeverityMark } from './chips.js'
import { DocumentHead, type Head } from './document.js'
import { failureOf } from './failures.js'
import { Layout, Notice } from './layout.js'
import { type Frame, type Page, type Reader, readerOf, THEME_COOKIE, when } from './page.js'

const EXPORTS = [
  'docx',
  'redline-docx',
  'table-docx',
  'table-html',
  'xlsx',
  'pdf',
  'html',
  'markdown',
  'csv',
  'json',
] as const

/** The versions of a document as a timeline, and any two versions set side by side. */
export const compare: Page = {
  navigation: null,
  routes(service, frame) {
    const app = new Hono<Variables>()

    app.get('/documents/:document/versions', async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const row = await workspace.documents.get(c.req.param('document'))
      const versions = await workspace.versions.of(row.id)
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const provider = row.provider_id ? await workspace.providers.find(row.provider_id) : null
      const providers = (await workspace.providers.list()).map((p) => p.name)
      const steps = await Promise.all(
        versions.map(async (version) => {
          const older = versions.find((v) => v.seq < version.seq && v.state === 'done')
          const stored =
            older && version.state === 'done' ? await workspace.comparisons.between(older.id, version.id) : null
          const reviews = older
            ? await workspace.comparisons.reviews(older.id, version.id)
            : new Map<string, ReviewRow>()
          return { version, older: older ?? null, stored, reviewed: reviews.size }
        }),
      )
      const others = (await overview(workspace.scope)).filter((s) => s.version.state === 'done')
      const choices = [
        ...versions
          .filter((v) => v.state === 'done')
          .map((v) => ({ id: v.id, name: `${reader.t('document.version', { seq: v.seq })} – ${v.file_name}` })),
        ...others
          .filter((s) => s.document.id !== row.id)
          .map((s) => ({
            id: s.version.id,
            name: `${s.provider ? `${s.provider}: ` : ''}${s.version.title || s.document.name}`,
          })),
      ]
      const head = { row, version: versions[0]!, versions, provider: provider?.name ?? null, providers }
      return c.html(
        <VersionsPage service={service} frame={frame} reader={reader} head={head} steps={steps} choices={choices} />,
      )
    })

    app.get('/compare', async (c) => {
      mustBe(c, 'reader')
      const { old: older, new: newer } = c.req.query()
      if (!older || !newer) throw new ServerError(404, 'no-such-page')
      return c.redirect(`/compare/${encodeURIComponent(older)}/${encodeURIComponent(newer)}`, 303)
    })

    app.get('/compare/:old/:new', async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const pair = { old: c.req.param('old'), new: c.req.param('new') }
      const stored = await compareOnDemand(service, workspace, pair)
      const [older, newer] = [await workspace.versions.get(pair.old), await workspace.versions.get(pair.new)]
      const document = await workspace.documents.get(newer.document_id)
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const reviews = await workspace.comparisons.reviews(pair.old, pair.new)
      const decisions =
        older.document_id === newer.document_id
          ? await workspace.decisions.of(newer.id)
          : new Map<string, ItemDecision>()
      const view = c.req.query('view') === 'side' ? 'side' : 'inline'
      const current = await libraryVersion(service.library, workspace)
      const props = {
        current,
        service,
        frame,
        reader,
        older,
        newer,
        document,
        stored,
        reviews,
        decisions,
        view,
      } as const
      return c.html(<ComparePage {...props} />)
    })

    app.post('/compare/:old/:new/reviews', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const pair = { old: c.req.param('old'), new: c.req.param('new') }
      const form = await c.req.formData()
      const stored = await compareOnDemand(service, workspace, pair)
      if (!stored) throw new ServerError(409, 'not-ready', '', {}, 2)
      const change = form.get('change')
      const keys =
        typeof change === 'string' && change !== ''
          ? [change]
          : [...new Set(stored.comparison.changes.filter(isLoud).map(changeKey))]
      await workspace.comparisons.review(stored.row.id, keys, form.get('reviewed') !== '0')
      const view = form.get('view') === 'side' ? '?view=side' : ''
      return c.redirect(`/compare/${pair.old}/${pair.new}${view}${keys.length === 1 ? `#change-${keys[0]}` : ''}`, 303)
    })

    return app
  },
}

interface VersionsProps {
  service: Service
  frame: Frame
  reader: Reader
  head: Head
  steps: { version: VersionRow; older: VersionRow | null; stored: StoredComparison | null; reviewed: number }[]
  choices: { id: string; name: string }[]
}

function VersionsPage({ service, frame, reader, head, steps, choices }: VersionsProps) {
  const { t, language } = reader
  const pending = steps
    .filter(
      (s) =>
        s.version.state === 'queued' ||
        s.version.state === 'reading' ||
        (s.older && s.version.state === 'done' && !s.stored),
    )
    .map((s) => s.version.id)
  const title = steps.find((s) => s.version.title)?.version.title || head.row.name
  return (
    <Layout service={service} frame={frame} reader={reader} title={t('versions.title')} pending={pending}>
      <DocumentHead reader={reader} head={head} title={title} />
      <section aria-labelledby="timeline">
        <h2 id="timeline">{t('versions.timeline')}</h2>
        <ol class="timeline" reversed>
          {steps.map(({ version, older, stored, reviewed }) => {
            const failure = failureOf(version)
            return (
              <li>
                <div class="step-head">
                  <a href={`/documents/${head.row.id}?version=${version.id}`}>
                    <strong>{t('document.version', { seq: version.seq })}</strong>
                  </a>
                  <span class="file">{version.file_name}</span>
                  <span class="by">
                    {when(version.created_at, language)}
                    {version.created_by === 'home' ? '' : `, ${version.created_by}`}
                  </span>
                  <a href={`/api/versions/${version.id}/original`} target="_blank" rel="noopener">
                    {t('document.original')}
                  </a>
                </div>
                {failure ? (
                  <p class="problem">{failure.text[language]}</p>
                ) : version.state !== 'done' ? (
                  <Chip kind="working" icon="clock">
                    {t(`state.${version.state}`)}
                  </Chip>
                ) : stored && older ? (
                  <a class="step-change" href={`/compare/${older.id}/${version.id}`}>
                    <SeverityMark severity={stored.row.highest} t={t} />
                    {t('versions.changes', { count: stored.row.changes, hurts: stored.row.hurts })}{' '}
                    {stored.row.changes > 0 ? (
                      <span class="hint">{t('versions.reviewed', { reviewed, count: stored.row.changes })}</span>
                    ) : null}
                  </a>
                ) : older ? (
                  <Chip kind="working" icon="clock">
                    {t('state.compare')}
                  </Chip>
                ) : (
                  <span class="hint">{t('versions.first')}</span>
                )}
              </li>
            )
          })}
        </ol>
      </section>
      {choices.length > 1 ? (
        <section aria-labelledby="any-two">
          <h2 id="any-two">{t('versions.any-two')}</h2>
          <form class="any-two" method="get" action="/compare">
            <label>
              {t('versions.old')}
              <select name="old">
                {choices.map(({ id, name }, i) => (
                  <option value={id} selected={i === 1}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {t('versions.new')}
              <select name="new">
                {choices.map(({ id, name }) => (
                  <option value={id}>{name}</option>
                ))}
              </select>
            </label>
            <button type="submit" class="primary">
              {t('versions.compare')}
            </button>
          </form>
        </section>
      ) : null}
    </Layout>
  )
}

interface CompareProps {
  /** Version of the library that comparisons are made by now. */
  current: string
  service: Service
  frame: Frame
  reader: Reader
  older: VersionRow
  newer: VersionRow
  document: DocumentRow
  stored: StoredComparison | null
  reviews: Map<string, ReviewRow>
  decisions: Map<string, ItemDecision>
  view: 'inline' | 'side'
}

function ComparePage(props: CompareProps) {
  const { current, service, frame, reader, older, newer, document, stored, reviews, decisions, view } = props
  const { t, language } = reader
  const title = newer.title || document.name
  const pending = stored && stored.comparison.library === current ? [] : [newer.id]
  const name = (v: VersionRow) =>
    older.document_id === newer.document_id ? t('document.version', { seq: v.seq }) : v.title || v.file_name
  return (
    <Layout service={service} frame={frame} reader={reader} title={`${t('compare.title')}: ${title}`} pending={pending}>
      <div class="document-head">
        <div>
          <p class="crumbs">
            <a href="/">{t('nav.home')}</a> / <a href={`/documents/${document.id}`}>{title}</a> /{' '}
            <a href={`/documents/${document.id}/versions`}>{t('versions.title')}</a>
          </p>
          <h1>{t('compare.title')}</h1>
          <p class="facts">
            <span>
              {name(older)} → {name(newer)}
            </span>
            <span class="file">{newer.file_name}</span>
          </p>
        </div>
        {stored ? (
          <div class="actions">
            <nav class="switch" aria-label={t('compare.view')}>
              <a class="button" href="?view=inline" aria-current={view === 'inline' ? 'true' : undefined}>
                {t('compare.inline')}
              </a>
              <a class="button" href="?view=side" aria-current={view === 'side' ? 'true' : undefined}>
                {t('compare.side')}
              </a>
            </nav>
            <details class="menu">
              <summary class="button">{t('export.title')}</summary>
              <ul>
                {EXPORTS.map((format) => (
                  <li>
                    <a
                      href={`/api/comparisons/${older.id}/${newer.id}/export?format=${format}&lang=${language}`}
                      download
                    >
                      {t(`export.${format}`)}
                    </a>
                  </li>
                ))}
              </ul>
            </details>
          </div>
        ) : null}
      </div>
      {stored ? (
        <Compared {...props} comparison={stored.comparison} reviews={reviews} decisions={decisions} />
      ) : (
        <div class="working">
          <Chip kind="working" icon="clock">
            {t('state.compare')}
          </Chip>
          <p>{t('compare.working')}</p>
          <progress aria-label={t('state.compare')} />
        </div>
      )}
    </Layout>
  )
}

function Compared({
  reader,
  older,
  newer,
  document,
  comparison,
  reviews,
  decisions,
  view,
}: CompareProps & { comparison: Comparison }) {
  const { t, language } = reader
  const loud = comparison.changes.filter(isLoud)
  const quiet = comparison.changes.filter((c) => !isLoud(c))
  const editable = may(reader.identity, 'editor')
  const open = loud.filter((c) => !reviews.has(changeKey(c))).length
  const action = `/compare/${older.id}/${newer.id}/reviews`
  const card = (change: Change) => (
    <ChangeCard
      change={change}
      review={reviews.get(changeKey(change)) ?? null}
      reader={reader}
      view={view}
      action={editable ? action : null}
      documents={{ old: older.document_id, new: newer.document_id, oldVersion: older.id, newVersion: newer.id }}
    />
  )
  return (
    <>
      {comparison.outcome !== 'compared' ? (
        <Notice kind="error">
          <p>
            <strong>{t(`outcome.${comparison.outcome}`)}</strong>
          </p>
          {comparison.outcome_why ? <p>{comparison.outcome_why[language]}</p> : null}
        </Notice>
      ) : null}
      {comparison.notices.map((n) => (
        <Notice kind="info">
          {n.place ? `${n.place}: ` : ''}
          {n.text[language]}
        </Notice>
      ))}
      <div class="compare-top">
        <ul class="tally" aria-label={t('compare.tally')}>
          {(['hurts', 'mixed', 'unclear', 'helps', 'neutral'] as const).map((effect) => (
            <li>
              <span class="tally-number">{comparison.summary[effect]}</span>
              <EffectChip effect={effect} t={t} />
            </li>
          ))}
        </ul>
        <Effective comparison={comparison} reader={reader} />
      </div>
      {(comparison.packs ?? []).map((pack) => (
        <PackChanges pack={pack} reader={reader} />
      ))}
      <Carried decisions={decisions} reader={reader} documentId={document.id} versionId={newer.id} />
      <section aria-labelledby="changes">
        <div class="section-head">
          <h2 id="changes">{t('compare.changes', { count: loud.length })}</h2>
          {editable && loud.length > 0 ? (
            <form method="post" action={action}>
              <input type="hidden" name="view" value={view} />
              {open > 0 ? (
                <button type="submit">{t('compare.review-all', { count: open })}</button>
              ) : (
                <button type="submit" name="reviewed" value="0" class="quiet">
                  {t('compare.reopen-all')}
                </button>
              )}
            </form>
          ) : null}
        </div>
        {loud.length === 0 ? (
          <p class="empty">{t('compare.nothing')}</p>
        ) : (
          <ol class="changes">
            {loud.map((c) => (
              <li>{card(c)}</li>
            ))}
          </ol>
        )}
      </section>
      {quiet.length > 0 ? (
        <details class="quiet-changes">
          <summary>{t('compare.quiet', { count: quiet.length })}</summary>
          <ol class="changes">
            {quiet.map((c) => (
              <li>{card(c)}</li>
            ))}
          </ol>
        </details>
      ) : null}
    </>
  )
}

/** What becomes of a pack's answers: requirements that are met no longer come first. */
function PackChanges({ pack, reader: { t, language } }: { pack: PackChange; reader: Reader }) {
  const key = (answer: string) => t(`requirements.result-${answer.replaceAll(' ', '-')}`)
  return (
    <section class="card" aria-labelledby={`pack-${pack.id}`}>
      <h2 id={`pack-${pack.id}`}>{pack.name[language]}</h2>
      <p>{t('compare.pack-counts', { before: pack.met_before, after: pack.met_after, of: pack.of })}</p>
      {pack.changes.length > 0 ? (
        <ul class="pack-changes">
          {pack.changes.map((c) => (
            <li>
              <details open={c.effect === 'lost'}>
                <summary>
                  <Chip
                    kind={c.effect === 'lost' ? 'adverse' : c.effect === 'gained' ? 'favourable' : 'unclear'}
                    icon={c.effect === 'lost' ? 'adverse' : c.effect === 'gained' ? 'favourable' : 'unclear'}
                  >
                    {t(`compare.pack-${c.effect}`)}
                  </Chip>{' '}
                  {c.name[language]}{' '}
                  <span class="hint">
                    {t(`requirements.${c.level}`)} · {key(c.old)} → {key(c.new)}
                  </span>
                </summary>
                <p>{c.new_why[language]}</p>
                {c.old_evidence.slice(0, 2).map((e) => (
                  <blockquote>
                    <del>{e.quote}</del>
                  </blockquote>
                ))}
                {c.new_evidence.slice(0, 2).map((e) => (
                  <blockquote>
                    <ins>{e.quote}</ins>
                  </blockquote>
                ))}
                {c.ask ? <p class="ask">{c.ask[language]}</p> : null}
              </details>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** When the new version takes effect, whether the old one allows it, and what can still be done. */
function Effective({ comparison: { effective }, reader: { t, language } }: { comparison: Comparison; reader: Reader }) {
  return (
    <div class="effective">
      <dl>
        <div>
          <dt>{t('compare.effective')}</dt>
          <dd>{effective.date ?? t('compare.not-stated')}</dd>
        </div>
        {effective.notice_days === null ? null : (
          <div>
            <dt>{t('compare.notice')}</dt>
            <dd>{t('compare.days', { count: effective.notice_days })}</dd>
          </div>
        )}
        <div>
          <dt>{t('compare.allowed')}</dt>
          <dd>{t(`allowed.${effective.old_clause_allows}`)}</dd>
        </div>
      </dl>
      {effective.why[language] ? <p>{effective.why[language]}</p> : null}
      {effective.options.length > 0 ? (
        <>
          <h3>{t('compare.options')}</h3>
          <ul>
            {effective.options.map((o) => (
              <li>
                {o.text[language]}
                {o.until ? <strong> {t('compare.until', { date: o.until })}</strong> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}

/** Which decisions on the earlier version still stand, and which must be made again. */
function Carried({
  decisions,
  reader: { t },
  documentId,
  versionId,
}: {
  decisions: Map<string, ItemDecision>
  reader: Reader
  documentId: string
  versionId: string
}) {
  const carried = [...decisions.values()].filter((d) => d.carry).sort((a, b) => (a.item < b.item ? -1 : 1))
  if (carried.length === 0) return null
  const again = carried.filter((d) => d.carry!.outcome === 'ask-again' && !d.holds)
  return (
    <section class="carried" aria-labelledby="carried">
      <h2 id="carried">{t('compare.carried')}</h2>
      <p>{t('compare.carried-text', { carried: carried.length - again.length, again: again.length })}</p>
      <ul>
        {carried.map((d) => (
          <li>
            <a href={`/documents/${documentId}?version=${versionId}#item-${d.item}`}>{d.item}</a>{' '}
            {t(`carry.${d.carry!.outcome}-${d.carry!.why}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}
