import type { Change } from '../../model/comparison.js'
import { changeKey, isLoud } from '../../store/comparisons.js'
import type { ReviewRow } from '../../store/tables.js'
import { EffectChip, SeverityMark } from './chips.js'
import { Icon } from './icons.js'
import { articleName, type Reader, type Say, when } from './page.js'

interface ChangeCardProps {
  change: Change
  review: ReviewRow | null
  reader: Reader
  view: 'inline' | 'side'
  /** Where a review is sent; null for readers who may not. */
  action: string | null
  documents: { old: string; new: string; oldVersion: string; newVersion: string }
}

/** One change: what it does to the customer and why, with the words of both sides. */
export function ChangeCard({ change, review, reader, view, action, documents }: ChangeCardProps) {
  const { t, language } = reader
  const key = changeKey(change)
  const loud = isLoud(change)
  return (
    <article class={`change-card effect-${change.effect} ${review ? 'is-reviewed' : ''}`} id={`change-${key}`}>
      <header>
        {loud ? <SeverityMark severity={change.severity} t={t} /> : null}
        <EffectChip effect={change.effect} t={t} />
        <span class="change-kind">{t(`change.${change.kind}`)}</span>
        <span class="change-place">{placeOf(change)}</span>
        <span class="change-items">
          {change.items.map((item) => (
            <a class="tag" href={`/documents/${documents.new}?version=${documents.newVersion}#item-${item}`}>
              {item}
            </a>
          ))}
        </span>
      </header>
      {change.reasons.length > 0 ? (
        <ul class="reasons">
          {change.reasons.map((r) => (
            <li>
              {r.text[language]}
              {r.old !== null || r.new !== null ? (
                <span class="from-to">
                  <del>{r.old ?? t('compare.nothing-before')}</del> → <ins>{r.new ?? t('compare.nothing-after')}</ins>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {view === 'side' ? <SideBySide change={change} t={t} /> : <Inline change={change} />}
      {change.ask ? (
        <p class="ask">
          <strong>{t('item.ask')}</strong> {change.ask[language]}
        </p>
      ) : null}
      {loud ? (
        <footer>
          {review ? (
            <span class="reviewed">
              <Icon name="favourable" />
              {t('compare.reviewed-by', {
                name: review.by_name === 'home' ? t('decision.you') : review.by_name,
                date: when(review.created_at, language),
              })}
            </span>
          ) : null}
          {action ? (
            <form method="post" action={action}>
              <input type="hidden" name="change" value={key} />
              <input type="hidden" name="view" value={view} />
              {review ? (
                <button type="submit" name="reviewed" value="0" class="quiet">
                  {t('compare.reopen')}
                </button>
              ) : (
                <button type="submit">{t('compare.review')}</button>
              )}
            </form>
          ) : null}
        </footer>
      ) : null}
    </article>
  )
}

function placeOf(change: Change): string {
  const [older, newer] = [articleName(change.old), articleName(change.new)]
  return older && newer && older !== newer ? `${older} → ${newer}` : newer || older
}

function Inline({ change }: { change: Change }) {
  const ops = change.diff.length > 0 ? change.diff : wholeSides(change)
  return (
    <p class="diff">
      {ops.map(({ op, text }) => (op === 'equal' ? text : op === 'delete' ? <del>{text}</del> : <ins>{text}</ins>))}
    </p>
  )
}

function SideBySide({ change, t }: { change: Change; t: Say }) {
  const ops = change.diff.length > 0 ? change.diff : wholeSides(change)
  return (
    <div class="sides">
      <div class="side side-old">
        <h4>{t('versions.old')}</h4>
        <p class="diff">
          {change.old ? (
            ops.map(({ op, text }) => (op === 'equal' ? text : op === 'delete' ? <del>{text}</del> : null))
          ) : (
            <span class="hint">{t('compare.nothing-before')}</span>
          )}
        </p>
      </div>
      <div class="side side-new">
        <h4>{t('versions.new')}</h4>
        <p class="diff">
          {change.new ? (
            ops.map(({ op, text }) => (op === 'equal' ? text : op === 'insert' ? <ins>{text}</ins> : null))
          ) : (
            <span class="hint">{t('compare.nothing-after')}</span>
          )}
        </p>
      </div>
    </div>
  )
}

function wholeSides(change: Change): Change['diff'] {
  return [
    ...(change.old ? [{ op: 'delete' as const, text: change.old.quote }] : []),
    ...(change.new ? [{ op: 'insert' as const, text: change.new.quote }] : []),
  ]
}
