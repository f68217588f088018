import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Analysis } from '../../model/analysis.js'
import type { Document } from '../../model/document.js'
import type { ItemDecision } from '../../store/decisions.js'
import type { DocumentRow, VersionRow } from '../../store/tables.js'
import { deleteDocument } from '../api/documents.js'
import { may, type Service, type Variables, workspaceOf } from '../context.js'
import { ServerError } from '../failure.js'
import { libraryVersion } from '../house.js'
import { receive } from '../receive.js'
import { uploadedFiles } from '../uploaded-files.js'
import { Chip } from './chips.js'
import { DocumentText } from './document-text.js'
import { failureOf } from './failures.js'
import { type Filter, FilterBar, ItemCard, matches, readFilter } from './item-card.js'
import { Layout, Notice } from './layout.js'
import { articleName, day, type Frame, type Page, type Reader, readerOf, THEME_COOKIE } from './page.js'

/** Formats that a browser opens at a page. */
const OPENS_AT_PAGE = new Set(['pdf'])
const EXPORTS = ['xlsx', 'docx', 'pdf', 'html', 'markdown', 'csv', 'json'] as const

/** One document: its text beside the checklist's findings, and what people decide on them. */
export const document: Page = {
  navigation: null,
  routes(service, frame) {
    const app = new Hono<Variables>()

    app.get('/documents/:document', async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const row = await workspace.documents.get(c.req.param('document'))
      const versions = await workspace.versions.of(row.id)
      const asked = c.req.query('version')
      const version = asked ? versions.find((v) => v.id === asked) : versions[0]
      if (!version) throw new ServerError(404, 'no-such-page')
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const provider = row.provider_id ? await workspace.providers.find(row.provider_id) : null
      const providers = (await workspace.providers.list()).map((p) => p.name)
      const head = { row, version, versions, provider: provider?.name ?? null, providers }
      const text = version.state === 'done' ? await workspace.versions.extraction(version.id) : null
      const stored = version.state === 'done' ? await workspace.analyses.latest(version.id) : null
      if (!text || !stored) return c.html(<UnreadPage service={service} frame={frame} reader={reader} head={head} />)
      const props: ReadProps = {
        service,
        frame,
        reader,
        head,
        text,
        analysis: stored.analysis,
        outdated: stored.row.library !== (await libraryVersion(service.library, workspace)),
        decisions: await workspace.decisions.of(version.id),
        filter: readFilter(c.req.query()),
        refused: c.req.query('refused') ?? null,
      }
      return c.html(<ReadPage {...props} />)
    })

    const Decision = z.object({
      item: z.string(),
      verdict: z.enum(['agree', 'override', 'note']),
      position: z.enum(['favourable', 'neutral', 'adverse', 'unclear', '']).optional(),
      commitment: z.enum(['guaranteed', 'target', 'described', 'none', '']).optional(),
      status: z.enum(['present', 'partial', 'absent', '']).optional(),
      reason: z.string().optional(),
      note: z.string().optional(),
    })

    app.post('/documents/:document/versions/:version/decisions', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const row = await workspace.documents.get(c.req.param('document'))
      const version = await workspace.versions.get(c.req.param('version'))
      if (version.document_id !== row.id) throw new ServerError(404, 'no-such-page')
      const form = Decision.parse(Object.fromEntries(await c.req.formData()))
      const back = `/documents/${row.id}?version=${version.id}`
      const text = (form.verdict === 'override' ? form.reason : form.note)?.trim() ?? ''
      const value = form.position || form.commitment || form.status
      // Told in place rather than as an error page: the words already typed are still in the browser.
      if ((form.verdict === 'override' && (!text || !value)) || (form.verdict === 'note' && !text))
        return c.redirect(`${back}&refused=${encodeURIComponent(form.item)}#item-${encodeURIComponent(form.item)}`, 303)
      await workspace.decisions.make(version.id, {
        item: form.item,
        verdict: form.verdict,
        position: form.position || null,
        commitment: form.commitment || null,
        status: form.status || null,
        reason: form.verdict === 'override' ? text : '',
        note: form.verdict === 'note' ? text : '',
      })
      return c.redirect(`${back}#item-${encodeURIComponent(form.item)}`, 303)
    })

    app.post('/documents/:document/versions', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const row = await workspace.documents.get(c.req.param('document'))
      const { files } = await uploadedFiles(c)
      if (files.length > 1) throw new ServerError(422, 'one-file')
      await receive(service, workspace, files, { documentId: row.id, provider: null }, null)
      return c.redirect(`/documents/${row.id}/versions`, 303)
    })

    app.post('/documents/:document/versions/:version/again', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const row = await workspace.documents.get(c.req.param('document'))
      const version = await workspace.versions.get(c.req.param('version'))
      if (version.document_id !== row.id) throw new ServerError(404, 'no-such-page')
      await service.store.jobs.tryAgain(workspace.scope, version.id)
      service.runner.poke()
      return c.redirect(`/documents/${row.id}?version=${version.id}`, 303)
    })

    app.post('/documents/:document/change', async (c) => {
      const form = await c.req.formData()
      const provider = String(form.get('provider') ?? '')
        .trim()
        .slice(0, 200)
      const name = String(form.get('name') ?? '')
        .trim()
        .slice(0, 200)
      const id = c.req.param('document')
      await workspaceOf(c, service, 'editor').documents.update(id, {
        provider: provider || null,
        name: name || undefined,
      })
      return c.redirect(`/documents/${id}`, 303)
    })

    app.post('/documents/:document/delete', async (c) => {
      await deleteDocument(c, service, c.req.param('document'))
      return c.redirect('/', 303)
    })

    app.get('/documents/:document/questions', async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const row = await workspace.documents.get(c.req.param('document'))
      const version = (await workspace.versions.of(row.id))[0]
      const stored = version ? await workspace.analyses.latest(version.id) : null
      if (!version || !stored) throw new ServerError(409, 'not-ready', '', {}, 2)
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const decisions = await workspace.decisions.of(version.id)
      return c.html(
        <QuestionsPage
          service={service}
          frame={frame}
          reader={reader}
          row={row}
          analysis={stored.analysis}
          decisions={decisions}
        />,
      )
    })

    return app
  },
}

export interface Head {
  row: DocumentRow
  version: VersionRow
  versions: VersionRow[]
  provider: string | null
  providers: string[]
}

interface BaseProps {
  service: Service
  frame: Frame
  reader: Reader
  head: Head
}

interface ReadProps extends BaseProps {
  text: Document
  analysis: Analysis
  outdated: boolean
  decisions: Map<string, ItemDecision>
  filter: Filter
  refused: string | null
}

function ReadPage({ service, frame, reader, head, text, analysis, outdated, decisions, filter, refused }: ReadProps) {
  const { t, language } = reader
  const { row, version } = head
  const original = `/api/versions/${version.id}/original`
  const atPage = OPENS_AT_PAGE.has(version.format ?? '') ? original : null
  const editable = may(reader.identity, 'editor')
  const groups = ['contract', 'sla'] as const
  const groupOf = new Map(service.library.items.map((i) => [i.id, i.group]))
  const title = analysis.document.title || row.name
  return (
    <Layout
      service={service}
      frame={frame}
      reader={reader}
      title={title}
      scripts={['document.js']}
      pending={outdated ? [version.id] : []}
      wide
    >
      <DocumentHead reader={reader} head={head} title={title} />
      {outdated ? <Notice kind="info">{t('document.outdated')}</Notice> : null}
      {analysis.notices.length > 0 ? (
        <details class="notices">
          <summary>{t('document.notices', { count: analysis.notices.length })}</summary>
          <ul>
            {analysis.notices.map((n) => (
              <li>
                {n.place ? <span class="place">{n.place}</span> : null} {n.text[language]}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <nav class="pane-switch" aria-label={t('document.parts')}>
        <a href="#items-heading">{t('document.to-items')}</a>
        <a href="#text-heading">{t('document.to-text')}</a>
      </nav>
      <div class="reading">
        <section class="pane pane-text" aria-labelledby="text-heading">
          <div class="pane-head">
            <h2 id="text-heading">{t('document.text')}</h2>
            <details class="outline">
              <summary>{t('document.outline')}</summary>
              <nav aria-label={t('document.outline')}>
                <ol>
                  {analysis.document.articles
                    .filter((a) => a.number || a.heading)
                    .map((a) => (
                      <li>
                        <a href={`#article-${a.id}`}>
                          {a.number ? <span class="article-number">{a.number}</span> : null} {a.heading}
                        </a>
                      </li>
                    ))}
                </ol>
              </nav>
            </details>
          </div>
          <section class="pane-body" tabindex={0} aria-labelledby="text-heading" data-pane="text">
            <DocumentText document={text} analysis={analysis} original={atPage} t={t} />
          </section>
        </section>
        <section class="pane pane-items" aria-labelledby="items-heading">
          <div class="pane-head">
            <h2 id="items-heading">{t('document.items')}</h2>
            <FilterBar
              reader={reader}
              filter={filter}
              versionId={version.id}
              analysis={analysis}
              decisions={decisions}
            />
          </div>
          <div class="pane-body" data-pane="items">
            {groups.map((group) => {
              const items = analysis.items.filter(
                (f) => (groupOf.get(f.id) ?? (f.id.startsWith('S') ? 'sla' : 'contract')) === group,
              )
              const shown = items.filter((f) => matches(f, decisions.get(f.id), filter))
              return (
                <div class="item-group">
                  <h3>
                    {t(`group.${group}`)}{' '}
                    <span class="count">{t('document.shown', { shown: shown.length, all: items.length })}</span>
                  </h3>
                  {items.map((f) => (
                    <ItemCard
                      finding={f}
                      decision={decisions.get(f.id)}
                      analysis={analysis}
                      reader={reader}
                      base={`/documents/${row.id}/versions/${version.id}/decisions`}
                      original={atPage}
                      editable={editable}
                      hidden={!shown.includes(f)}
                      refused={refused === f.id}
                    />
                  ))}
                </div>
              )
            })}
            <p class="keys-hint">{t('document.keys')}</p>
          </div>
        </section>
      </div>
    </Layout>
  )
}

/** Name, provider, version and what can be done with a document; stands on all its pages. */
export function DocumentHead({ reader, head, title }: { reader: Reader; head: Head; title: string }) {
  const { t, language } = reader
  const { row, version, versions, provider, providers } = head
  const editable = may(reader.identity, 'editor')
  const facts = [
    version.kind ? t(`kind.${version.kind}`) : null,
    version.language ? t(`language.${version.language}`) : null,
    version.pages ? t('document.pages', { count: version.pages }) : null,
    t('document.version', { seq: version.seq }),
    day(version.created_at, language),
    version.created_by === 'home' ? null : version.created_by,
  ].filter((f) => f !== null)
  return (
    <div class="document-head">
      <div>
        <p class="crumbs">
          <a href="/">{t('nav.home')}</a>
          {provider ? (
            <>
              {' / '}
              <a href={`/?provider=${encodeURIComponent(provider)}`}>{provider}</a>
            </>
          ) : null}
        </p>
        <h1>{title}</h1>
        <p class="facts">
          <span class="file">{version.file_name}</span>
          {facts.map((f) => (
            <span>{f}</span>
          ))}
        </p>
      </div>
      <div class="actions">
        <a class="button" href={`/documents/${row.id}/versions`}>
          {t('document.versions', { count: versions.length })}
        </a>
        {version.state === 'done' ? (
          <>
            <a class="button" href={`/documents/${row.id}/questions`}>
              {t('document.questions')}
            </a>
            <a class="button" href={`/documents/${row.id}/negotiation`}>
              {t('negotiation.title')}
            </a>
            <details class="menu">
              <summary class="button">{t('export.title')}</summary>
              <ul>
                {EXPORTS.map((format) => (
                  <li>
                    <a href={`/api/versions/${version.id}/export?format=${format}&lang=${language}`} download>
                      {t(`export.${format}`)}
                    </a>
                  </li>
                ))}
              </ul>
            </details>
          </>
        ) : null}
        <a class="button" href={`/api/versions/${version.id}/view`} target="_blank" rel="noopener">
          {t('document.original')}
        </a>
        {editable ? (
          <details class="menu menu-wide">
            <summary class="button">{t('document.more')}</summary>
            <div class="menu-body">
              <form method="post" action={`/documents/${row.id}/versions`} enctype="multipart/form-data">
                <label>
                  {t('document.new-version')}
                  <input type="file" name="file" required accept=".pdf,.docx,.html,.htm,.md,.markdown,.txt" />
                </label>
                <button type="submit">{t('document.compare-at-once')}</button>
              </form>
              <form method="post" action={`/documents/${row.id}/change`}>
                <label>
                  {t('document.name')}
                  <input name="name" value={row.name} maxlength={200} required />
                </label>
                <label>
                  {t('document.provider')}
                  <input name="provider" value={provider ?? ''} list="providers" maxlength={200} autocomplete="off" />
                </label>
                <datalist id="providers">
                  {providers.map((name) => (
                    <option value={name} />
                  ))}
                </datalist>
                <button type="submit">{t('save')}</button>
              </form>
              <details class="delete">
                <summary>{t('document.delete')}</summary>
                <form method="post" action={`/documents/${row.id}/delete`}>
                  <p>{t('document.delete-warning')}</p>
                  <button type="submit" class="danger">
                    {t('document.delete-now')}
                  </button>
                </form>
              </details>
            </div>
          </details>
        ) : null}
      </div>
    </div>
  )
}

function UnreadPage({ service, frame, reader, head }: BaseProps) {
  const { t, language } = reader
  const { row, version } = head
  const failure = failureOf(version)
  return (
    <Layout service={service} frame={frame} reader={reader} title={row.name} pending={failure ? [] : [version.id]}>
      <DocumentHead reader={reader} head={head} title={row.name} />
      {failure ? (
        <Notice kind="error">
          <p>
            <strong>{failure.text[language]}</strong>
          </p>
          <p>{failure.next[language]}</p>
          <p class="code">
            {failure.code} {failure.place}
          </p>
          {may(reader.identity, 'editor') ? (
            <form method="post" action={`/documents/${row.id}/versions/${version.id}/again`}>
              <button type="submit">{t('upload.retry')}</button>
            </form>
          ) : null}
        </Notice>
      ) : (
        <div class="working">
          <Chip kind="working" icon="clock">
            {t(`state.${version.state === 'done' ? 'reading' : version.state}`)}
          </Chip>
          <p>{t('document.being-read')}</p>
          <progress aria-label={t('state.reading')} />
        </div>
      )}
    </Layout>
  )
}

interface QuestionsProps extends Omit<BaseProps, 'head'> {
  row: DocumentRow
  analysis: Analysis
  decisions: Map<string, ItemDecision>
}

/** What is still to be asked of the provider, as one text to copy. */
function QuestionsPage({ service, frame, reader, row, analysis, decisions }: QuestionsProps) {
  const { t } = reader
  const open = analysis.items.filter((f) => f.ask !== null && !isSettled(decisions.get(f.id)))
  // A question goes to the provider in the language of its document, whatever the reader speaks.
  const theirs = analysis.document.language
  const lines = open.map((f, i) => {
    const place = f.evidence[0]?.article
    const article = analysis.document.articles.find((a) => a.id === place)
    const where = articleName(article)
    return `${i + 1}. ${f.name[theirs]}${where ? ` – ${where}` : ''}\n   ${f.ask![theirs]}`
  })
  const title = analysis.document.title || row.name
  const letter = `${title}\n\n${lines.join('\n\n')}\n`
  return (
    <Layout service={service} frame={frame} reader={reader} title={t('questions.title')}>
      <p class="crumbs">
        <a href="/">{t('nav.home')}</a> / <a href={`/documents/${row.id}`}>{title}</a>
      </p>
      <h1>{t('questions.title')}</h1>
      <p>
        {open.length === 0
          ? t('questions.none')
          : t('questions.text', { count: open.length, language: t(`language.${theirs}`) })}
      </p>
      {open.length > 0 ? (
        <div class="questions">
          <label class="visually-hidden" for="letter">
            {t('questions.title')}
          </label>
          <textarea id="letter" readonly rows={Math.min(40, letter.split('\n').length + 1)} lang={theirs}>
            {letter}
          </textarea>
          <button class="primary" type="button" data-copy="letter" data-copied={t('questions.copied')} hidden>
            {t('questions.copy')}
          </button>
        </div>
      ) : null}
      <p>
        <a href={`/documents/${row.id}`}>{t('back')}</a>
      </p>
    </Layout>
  )
}

/** An item that a person has judged to be fine needs no question. */
function isSettled(decision: ItemDecision | undefined): boolean {
  const position = decision?.holds?.verdict === 'override' ? decision.holds.position : null
  return position === 'favourable' || position === 'neutral'
}
