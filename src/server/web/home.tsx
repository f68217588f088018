import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { type DocumentSummary, overview } from '../../store/overview.js'
import type { NoticeRow } from '../../store/tables.js'
import { may, type Service, type Variables, workspaceOf } from '../context.js'
import { receive } from '../receive.js'
import { sampleFiles } from '../sample.js'
import { uploadedFiles } from '../uploaded-files.js'
import { Chip, SeverityMark } from './chips.js'
import { failureOf } from './failures.js'
import { Icon } from './icons.js'
import { Layout } from './layout.js'
import { OpenNotices } from './notice-card.js'
import { day, type Frame, type Page, type Reader, readerOf, THEME_COOKIE } from './page.js'

/** Documents by provider, what needs a look first, and where files are dropped. */
export const home: Page = {
  navigation: { href: '/', label: 'nav.home' },
  routes(service, frame) {
    const app = new Hono<Variables>()

    app.get('/', async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const query = c.req.query('q')?.trim() || undefined
      const provider = c.req.query('provider') || undefined
      const all = await overview(workspace.scope)
      const shown = query || provider ? await overview(workspace.scope, { query, provider }) : all
      const providers = (await workspace.providers.list()).map((p) => p.name)
      const notices = await workspace.notices.list()
      return c.html(
        <HomePage
          service={service}
          frame={frame}
          reader={reader}
          all={all}
          shown={shown}
          providers={providers}
          notices={notices}
          filter={{ query, provider }}
        />,
      )
    })

    app.post('/documents', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const { files, fields } = await uploadedFiles(c)
      const destination = { documentId: null, provider: fields.get('provider')?.trim().slice(0, 200) || null }
      const receipts = await receive(service, workspace, files, destination, null)
      return c.redirect(receipts.length === 1 ? `/documents/${receipts[0]!.document}` : '/', 303)
    })

    app.post('/sample', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const { versions, provider } = sampleFiles(c.get('language'))
      let documentId: string | null = null
      for (const file of versions) {
        const receipts = await receive(service, workspace, [file], { documentId, provider }, null)
        documentId = receipts[0]!.document
      }
      return c.redirect(`/documents/${documentId}`, 303)
    })

    return app
  },
}

interface HomeProps {
  service: Service
  frame: Frame
  reader: Reader
  all: DocumentSummary[]
  shown: DocumentSummary[]
  providers: string[]
  notices: NoticeRow[]
  filter: { query: string | undefined; provider: string | undefined }
}

function HomePage({ service, frame, reader, all, shown, providers, notices, filter }: HomeProps) {
  const { t } = reader
  const editable = may(reader.identity, 'editor')
  const pending = all
    .filter((s) => s.version.state === 'queued' || s.version.state === 'reading')
    .map((s) => s.version.id)
  const first = all.filter((s) => reasonToLook(s, reader) !== null).slice(0, 5)
  return (
    <Layout
      service={service}
      frame={frame}
      reader={reader}
      title={t('home.title')}
      scripts={['upload.js']}
      pending={pending}
    >
      <div class="page-head">
        <h1>{t('home.title')}</h1>
        {all.length > 0 ? <Totals all={all} reader={reader} /> : null}
      </div>
      {editable ? <UploadForm reader={reader} providers={providers} empty={all.length === 0} /> : null}
      <OpenNotices notices={notices} reader={reader} />
      {all.length === 0 ? (
        <Welcome reader={reader} editable={editable} />
      ) : (
        <>
          {first.length > 0 && !filter.query && !filter.provider ? (
            <section aria-labelledby="look-first">
              <h2 id="look-first">{t('home.look-first')}</h2>
              <ol class="look-first">
                {first.map((s) => (
                  <li>
                    <LookFirst summary={s} reader={reader} />
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
          <section aria-labelledby="documents">
            <div class="section-head">
              <h2 id="documents">{t('home.documents')}</h2>
              <search>
                <form class="search" method="get" action="/">
                  <label>
                    <span class="visually-hidden">{t('home.search')}</span>
                    <input type="search" name="q" value={filter.query ?? ''} placeholder={t('home.search')} />
                  </label>
                  {filter.provider ? <input type="hidden" name="provider" value={filter.provider} /> : null}
                  <button type="submit">{t('home.find')}</button>
                  {filter.query || filter.provider ? <a href="/">{t('home.all')}</a> : null}
                </form>
              </search>
            </div>
            {shown.length === 0 ? (
              <p class="empty">{t('home.nothing-found')}</p>
            ) : (
              <Documents summaries={shown} reader={reader} />
            )}
          </section>
        </>
      )}
    </Layout>
  )
}

function Totals({ all, reader: { t } }: { all: DocumentSummary[]; reader: Reader }) {
  const sum = (of: (s: DocumentSummary) => number) => all.reduce((n, s) => n + of(s), 0)
  return (
    <dl class="totals">
      <div>
        <dt>{t('home.total-documents')}</dt>
        <dd>{all.length}</dd>
      </div>
      <div>
        <dt>{t('home.total-adverse')}</dt>
        <dd>{sum((s) => s.judged?.adverse ?? 0)}</dd>
      </div>
      <div>
        <dt>{t('home.total-undecided')}</dt>
        <dd>{sum((s) => s.judged?.undecided ?? 0)}</dd>
      </div>
      <div>
        <dt>{t('home.total-unreviewed')}</dt>
        <dd>{sum((s) => s.change?.unreviewed ?? 0)}</dd>
      </div>
    </dl>
  )
}

function UploadForm({
  reader: { t, language },
  providers,
  empty,
}: {
  reader: Reader
  providers: string[]
  empty: boolean
}) {
  const words = Object.fromEntries(UPLOAD_WORDS.map((key) => [key, t(`upload.${key}`)]))
  return (
    <form
      class={`drop${empty ? ' drop-large' : ''}`}
      method="post"
      action="/documents"
      enctype="multipart/form-data"
      data-island="upload"
      data-words={JSON.stringify(words)}
      data-language={language}
    >
      <div class="drop-main">
        <label class="file-button">
          <Icon name="file" />
          {t('upload.choose')}
          <input
            class="visually-hidden"
            type="file"
            name="file"
            multiple
            required
            accept=".pdf,.docx,.html,.htm,.md,.markdown,.txt"
          />
        </label>
        <p class="drop-hint">{t('upload.hint')}</p>
      </div>
      <div class="drop-side">
        <label>
          {t('upload.provider')}
          <input
            name="provider"
            list="providers"
            maxlength={200}
            autocomplete="off"
            placeholder={t('upload.provider-hint')}
          />
        </label>
        <datalist id="providers">
          {providers.map((name) => (
            <option value={name} />
          ))}
        </datalist>
        <button type="submit" class="primary" data-plain>
          {t('upload.send')}
        </button>
      </div>
      <div class="uploads" aria-live="polite" />
    </form>
  )
}

/** Words that the upload island shows; it has no catalogue of its own. */
const UPLOAD_WORDS = [
  'waiting',
  'sending',
  'queued',
  'parse',
  'ocr',
  'judge',
  'compare',
  'done',
  'failed',
  'cancel',
  'cancelled',
  'retry',
  'remove',
  'open',
  'offline',
  'too-large',
  'drop-here',
  'busy',
] as const

function Welcome({ reader: { t }, editable }: { reader: Reader; editable: boolean }) {
  return (
    <section class="welcome">
      <h2>{t('home.welcome')}</h2>
      <p>{t('home.welcome-text')}</p>
      {editable ? (
        <form method="post" action="/sample">
          <button type="submit">{t('home.sample')}</button>
          <span class="hint">{t('home.sample-hint')}</span>
        </form>
      ) : null}
    </section>
  )
}

/** Why a document needs a look, in a sentence; null when it does not. */
function reasonToLook({ version, change, judged }: DocumentSummary, { t, language }: Reader): string | null {
  if (version.state === 'failed') return failureOf(version)?.text[language] ?? t('state.failed')
  if (change && change.unreviewed > 0)
    return t('home.reason-changes', { count: change.unreviewed, hurts: change.hurts })
  if (judged && judged.askAgain > 0) return t('home.reason-ask-again', { count: judged.askAgain })
  if (judged && judged.undecided > 0)
    return t('home.reason-undecided', { count: judged.undecided, adverse: judged.adverse })
  return null
}

function LookFirst({ summary, reader }: { summary: DocumentSummary; reader: Reader }) {
  const { document, version, change, provider } = summary
  const { t } = reader
  const changed = change !== null && change.unreviewed > 0
  const href = changed ? `/compare/${change.oldVersion}/${version.id}` : `/documents/${document.id}`
  return (
    <a class="look" href={href}>
      {version.state === 'failed' ? (
        <Chip kind="adverse" icon="failed">
          {t('state.failed')}
        </Chip>
      ) : changed ? (
        <SeverityMark severity={change.highest} t={t} />
      ) : (
        <Chip kind="unclear" icon="unclear">
          {t('home.to-decide')}
        </Chip>
      )}
      <span class="look-name">{version.title || document.name}</span>
      {provider ? <span class="look-provider">{provider}</span> : null}
      <span class="look-reason">{reasonToLook(summary, reader)}</span>
    </a>
  )
}

function Documents({ summaries, reader }: { summaries: DocumentSummary[]; reader: Reader }) {
  const { t } = reader
  const groups = new Map<string | null, DocumentSummary[]>()
  for (const s of summaries) groups.set(s.provider, [...(groups.get(s.provider) ?? []), s])
  const ordered = [...groups].sort(([a], [b]) =>
    a === null ? 1 : b === null ? -1 : a.localeCompare(b, reader.language),
  )
  return (
    <section class="table-frame" tabindex={0} aria-label={t('home.documents')}>
      <table class="documents">
        <thead>
          <tr>
            <th scope="col">{t('home.column-document')}</th>
            <th scope="col">{t('home.column-kind')}</th>
            <th scope="col" class="number">
              {t('home.column-adverse')}
            </th>
            <th scope="col" class="number">
              {t('home.column-undecided')}
            </th>
            <th scope="col">{t('home.column-changes')}</th>
            <th scope="col">{t('home.column-version')}</th>
          </tr>
        </thead>
        {ordered.map(([provider, documents]) => (
          <tbody>
            <tr class="group">
              <th scope="rowgroup" colspan={6}>
                {provider ?? t('home.no-provider')} <span class="count">{documents.length}</span>
              </th>
            </tr>
            {documents.map((s) => (
              <DocumentRow summary={s} reader={reader} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function DocumentRow({
  summary: { document, version, versions, judged, change },
  reader,
}: {
  summary: DocumentSummary
  reader: Reader
}) {
  const { t, language } = reader
  const working = version.state === 'queued' || version.state === 'reading'
  const failure = failureOf(version)
  return (
    <tr>
      <td class="name">
        <a href={`/documents/${document.id}`}>{version.title || document.name}</a>
        <span class="file">{version.file_name}</span>
        {failure ? <span class="problem">{failure.text[language]}</span> : null}
      </td>
      <td class="what">
        {version.kind ? t(`kind.${version.kind}`) : ''}
        {version.language ? <span class="language">{t(`language.${version.language}`)}</span> : null}
      </td>
      <td class="number" data-label={t('home.column-adverse')}>
        {judged ? <span class={judged.adverse > 0 ? 'figure figure-adverse' : 'figure'}>{judged.adverse}</span> : '–'}
      </td>
      <td class="number" data-label={t('home.column-undecided')}>
        {judged ? <span class="figure">{judged.undecided}</span> : '–'}
      </td>
      <td data-label={t('home.column-changes')}>
        {change ? (
          <a class="change" href={`/compare/${change.oldVersion}/${version.id}`}>
            <SeverityMark severity={change.highest} t={t} />
            {change.unreviewed > 0 ? t('home.unreviewed', { count: change.unreviewed }) : t('home.reviewed')}
          </a>
        ) : (
          '–'
        )}
      </td>
      <td class="version">
        {working ? (
          <Chip kind="working" icon="clock">
            {t(`state.${version.state}`)}
          </Chip>
        ) : version.state === 'failed' ? (
          <Chip kind="adverse" icon="failed">
            {t('state.failed')}
          </Chip>
        ) : (
          <a href={`/documents/${document.id}/versions`}>{t('home.version', { seq: version.seq, count: versions })}</a>
        )}
        <span class="date">{day(version.created_at, language)}</span>
      </td>
    </tr>
  )
}
