import type { DeliveryRow, NoticeRow } from '../../store/tables.js'
import type { Notice as ToldNotice } from '../../watch/tell/change-notice.js'
import { headline, standing } from '../../watch/tell/notice-words.js'
import { may } from '../context.js'
import { type Reader, when } from './page.js'

interface NoticeProps {
  row: NoticeRow
  /** The delivery log, with the channel as people call it. */
  deliveries: (DeliveryRow & { channel: string })[]
  reader: Reader
}

/** A notice: what was told, to whom it went, and what is done about it. */
export function NoticeCard({ row, deliveries, reader }: NoticeProps) {
  const { t, language, identity } = reader
  // Written by the watch itself.
  const told = JSON.parse(row.notice) as ToldNotice
  return (
    <article class="card">
      <h3>
        <a href={new URL(told.link).pathname}>{headline(told, language)}</a>
      </h3>
      <p class="hint">{when(row.at, language)}</p>
      {told.kind === 'change' ? (
        <ul>
          {told.changes.slice(0, 5).map((change) => (
            <li>
              <span class={change.effect === 'helps' ? 'effect-helps' : `severity severity-${change.severity}`}>
                {standing(change, language)}
              </span>{' '}
              {change.place} {change.reasons.map((r) => r[language]).join(' ')}
            </li>
          ))}
        </ul>
      ) : (
        <p>
          {told.why[language]} {told.next[language]}
        </p>
      )}
      {deliveries.length > 0 ? (
        <details>
          <summary>
            {t('watch.deliveries', {
              done: deliveries.filter((d) => d.state === 'delivered').length,
              all: deliveries.length,
            })}
          </summary>
          <ul>
            {deliveries.map((d) => (
              <li>
                {d.channel} – {t(`watch.delivery-${d.state}`)} {when(d.delivered_at ?? d.due, language)}{' '}
                <span class="hint">
                  {t('watch.attempts', { count: d.attempts })} {d.answer ?? ''}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {may(identity, 'editor') ? (
        <form method="post" action={`/watch/notices/${row.id}`} class="fields">
          <label>
            {t('watch.assigned')}
            <input name="assigned_to" maxlength={200} value={row.assigned_to} />
          </label>
          <label class="grow">
            {t('watch.note')}
            <input name="note" maxlength={2000} value={row.note} />
          </label>
          <button type="submit" name="acknowledged" value="no">
            {t('save')}
          </button>
          <button type="submit" name="acknowledged" value="yes" class="primary">
            {t('watch.acknowledge')}
          </button>
        </form>
      ) : null}
    </article>
  )
}

/** The open notices in short, for the home page; nothing where none is open. */
export function OpenNotices({ notices, reader }: { notices: readonly NoticeRow[]; reader: Reader }) {
  const { t, language } = reader
  const open = notices.filter((n) => n.state === 'open')
  if (open.length === 0) return null
  return (
    <section aria-labelledby="open-notices">
      <h2 id="open-notices">
        <a href="/watch#notices">{t('watch.notices', { count: open.length })}</a>
      </h2>
      <ul>
        {open.slice(0, 5).map((row) => {
          const told = JSON.parse(row.notice) as ToldNotice
          return (
            <li>
              <a href={new URL(told.link).pathname}>{headline(told, language)}</a>{' '}
              <span class="hint">
                {when(row.at, language)} {row.assigned_to}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
