import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { type Proposal, proposals } from '../../packs/proposal.js'
import type { DocumentRow, VersionRow } from '../../store/tables.js'
import { structure } from '../../structure/structure.js'
import { type Service, type Variables, workspaceOf } from '../context.js'
import { ServerError } from '../failure.js'
import { NegotiationForm } from '../negotiation.js'
import { analysisOf } from '../read-analysis.js'
import { Chip } from './chips.js'
import { Layout } from './layout.js'
import { type Frame, type Page, type Reader, readerOf, THEME_COOKIE } from './page.js'

/** What to propose to the provider for a document's open points, to be picked and taken along as files. */
export const negotiation: Page = {
  navigation: null,
  routes(service, frame) {
    const app = new Hono<Variables>()

    app.get('/documents/:document/negotiation', async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const row = await workspace.documents.get(c.req.param('document'))
      const version = (await workspace.versions.of(row.id))[0]
      if (!version) throw new ServerError(409, 'not-ready', '', {}, 2)
      const { document, analysis } = await analysisOf(workspace, version.id)
      const points = proposals({ agreement: structure(document), analysis })
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const word = document.format === 'docx'
      return c.html(<NegotiationPage {...{ service, frame, reader, row, version, points, word }} />)
    })

    return app
  },
}

interface NegotiationProps {
  service: Service
  frame: Frame
  reader: Reader
  row: DocumentRow
  version: VersionRow
  points: Proposal[]
  /** Whether the file is a Word file, into which changes can be written. */
  word: boolean
}

function NegotiationPage({ service, frame, reader, row, version, points, word }: NegotiationProps) {
  const { t, language } = reader
  const title = version.title || row.name
  return (
    <Layout service={service} frame={frame} reader={reader} title={`${t('negotiation.title')}: ${title}`}>
      <p class="crumbs">
        <a href="/">{t('nav.home')}</a> / <a href={`/documents/${row.id}`}>{title}</a>
      </p>
      <h1>{t('negotiation.title')}</h1>
      <p class="hint lead">{t('negotiation.text')}</p>
      {points.length === 0 ? (
        <p class="empty">{t('negotiation.none')}</p>
      ) : (
        <form method="get" action={`/api/versions/${version.id}/negotiation`}>
          <input type="hidden" name="lang" value={language} />
          <div class="actions">
            {NegotiationForm.options
              .filter((form) => form !== 'redline' || word)
              .map((form) => (
                <button type="submit" name="form" value={form} class={form === 'letter' ? 'primary' : undefined}>
                  {t(`negotiation.${form}`)}
                </button>
              ))}
          </div>
          {word ? null : <p class="hint">{t('negotiation.word-only')}</p>}
          <ol class="changes">
            {points.map((point) => (
              <li>
                <Point point={point} reader={reader} />
              </li>
            ))}
          </ol>
        </form>
      )}
    </Layout>
  )
}

function Point({ point, reader }: { point: Proposal; reader: Reader }) {
  const { t, language } = reader
  const { item, name, status, position, commitment, article } = point
  const standing =
    status === 'absent'
      ? t('status.absent')
      : position
        ? t(`position.${position}`)
        : t(commitment && commitment !== 'none' ? `commitment.${commitment}` : `status.${status}`)
  const place = [article?.number, article?.heading].filter(Boolean).join(' ')
  return (
    <section class="card" aria-labelledby={`point-${item}`}>
      <h2 id={`point-${item}`}>
        <label>
          <input type="checkbox" name="item" value={item} checked /> {item} {name[language]}
        </label>{' '}
        <Chip
          kind={status === 'absent' ? 'status-absent' : position === 'adverse' ? 'adverse' : 'unclear'}
          icon={status === 'absent' ? 'absent' : position === 'adverse' ? 'adverse' : 'unclear'}
        >
          {standing}
        </Chip>
      </h2>
      <p>{point.why[language]}</p>
      {point.evidence.slice(0, 2).map((e) => (
        <blockquote>
          {e.quote} {place ? <span class="hint">{place}</span> : null}
        </blockquote>
      ))}
      {point.ask ? <p class="ask">{point.ask[language]}</p> : null}
      <p>
        <strong>{t('negotiation.proposal')}</strong> {point.wording[language]}
      </p>
    </section>
  )
}
