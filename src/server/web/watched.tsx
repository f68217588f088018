import type { Text } from '../../model/text.js'
import type { LookRow, WatchedRow } from '../../store/tables.js'
import { Watched } from '../../watch/declaration.js'
import { may, type Service } from '../context.js'
import { Chip } from './chips.js'
import { DeclarationForm } from './declaration-form.js'
import type { IconName } from './icons.js'
import { Layout, Notice } from './layout.js'
import { type Frame, type Reader, when } from './page.js'

const OUTCOME: Record<string, { kind: string; icon: IconName }> = {
  first: { kind: 'neutral', icon: 'neutral' },
  unchanged: { kind: 'neutral', icon: 'neutral' },
  changed: { kind: 'adverse', icon: 'changed' },
  flapping: { kind: 'unclear', icon: 'unclear' },
  failed: { kind: 'unclear', icon: 'unclear' },
  upgraded: { kind: 'neutral', icon: 'neutral' },
}

/** How a look ended. */
export function OutcomeChip({ look, reader }: { look: LookRow; reader: Reader }) {
  const { kind, icon } = OUTCOME[look.outcome]!
  return (
    <Chip kind={kind} icon={icon}>
      {reader.t(`watch.outcome-${look.outcome}`)}
    </Chip>
  )
}

interface WatchedProps {
  service: Service
  frame: Frame
  reader: Reader
  row: WatchedRow
  looks: LookRow[]
}

/** One watched document: what is looked at, and its looks. */
export function WatchedPage({ service, frame, reader, row, looks }: WatchedProps) {
  const { t, language, identity, path } = reader
  const declared = Watched.parse(JSON.parse(row.declaration))
  return (
    <Layout service={service} frame={frame} reader={reader} title={`${row.provider} ${row.name}`}>
      <p class="crumbs">
        <a href="/watch">{t('watch.title')}</a>
      </p>
      <div class="page-head">
        <h1>
          {row.provider} – {row.name}
        </h1>
        <div class="actions">
          {row.document_id ? (
            <a class="button" href={`/documents/${row.document_id}`}>
              {t('watch.open-document')}
            </a>
          ) : null}
          {may(identity, 'editor') ? (
            <form method="post" action={path} class="inline">
              <button type="submit" name="action" value="look">
                {t('watch.look-now')}
              </button>{' '}
              <button type="submit" name="action" value="remove" class="quiet">
                {t('watch.stop')}
              </button>
            </form>
          ) : null}
        </div>
      </div>
      <Notice kind="info">{t('watch.next-look', { at: when(row.next_look, language) })}</Notice>
      <section aria-labelledby="sources">
        <h2 id="sources">{t('watch.sources')}</h2>
        <ul>
          {declared.sources.map((source) => (
            <li>
              <code>{source.address}</code>
            </li>
          ))}
        </ul>
      </section>
      {may(identity, 'editor') ? (
        <details class="card">
          <summary>{t('watch.change')}</summary>
          <DeclarationForm action={path} reader={reader} declared={declared} />
        </details>
      ) : null}
      <section aria-labelledby="timeline">
        <h2 id="timeline">{t('watch.timeline')}</h2>
        {looks.length === 0 ? <p class="empty">{t('watch.never')}</p> : null}
        <ol class="stack">
          {looks.map((look, k) => {
            // Newest first: the version before is that of the next look that kept one.
            const before = look.version_id ? looks.slice(k + 1).find((l) => l.version_id !== null) : undefined
            const why = look.why ? (JSON.parse(look.why) as Text)[language] : ''
            return (
              <li>
                <time datetime={look.at}>{when(look.at, language)}</time> <OutcomeChip look={look} reader={reader} />{' '}
                {look.version_id && row.document_id ? (
                  <a href={`/documents/${row.document_id}?version=${look.version_id}`}>{t('watch.version')}</a>
                ) : null}{' '}
                {before && look.outcome !== 'upgraded' ? (
                  <a href={`/compare/${before.version_id}/${look.version_id}`}>{t('watch.changes')}</a>
                ) : null}{' '}
                <span class="hint">{why}</span>
              </li>
            )
          })}
        </ol>
      </section>
    </Layout>
  )
}
