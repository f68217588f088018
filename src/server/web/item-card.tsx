import { valueName } from '../../frames/values/value-words.js'
import type { Analysis, Finding } from '../../model/analysis.js'
import { valueText } from '../../report/words.js'
import type { ItemDecision } from '../../store/decisions.js'
import { Chip, CommitmentChip, PositionChip, StatusChip } from './chips.js'
import { articleName, type Reader, type Say, when } from './page.js'

/** What the list of items is narrowed to; empty strings mean all. */
export interface Filter {
  status: string
  position: string
  commitment: string
  undecided: boolean
}

const STATUSES = ['present', 'partial', 'absent'] as const
const POSITIONS = ['adverse', 'unclear', 'neutral', 'favourable'] as const
const COMMITMENTS = ['guaranteed', 'target', 'described', 'none'] as const

export function readFilter(query: Record<string, string>): Filter {
  const one = (name: string, allowed: readonly string[]) => (allowed.includes(query[name] ?? '') ? query[name]! : '')
  return {
    status: one('status', STATUSES),
    position: one('position', POSITIONS),
    commitment: one('commitment', COMMITMENTS),
    undecided: query.undecided === '1',
  }
}

export function matches(finding: Finding, decision: ItemDecision | undefined, filter: Filter): boolean {
  const { status, position, commitment } = standing(finding, decision)
  return (
    (!filter.status || status === filter.status) &&
    (!filter.position || position === filter.position) &&
    (!filter.commitment || commitment === filter.commitment) &&
    (!filter.undecided || isUndecided(finding, decision))
  )
}

/** What holds after a person's override. */
function standing(finding: Finding, decision: ItemDecision | undefined) {
  const override = decision?.holds?.verdict === 'override' ? decision.holds : null
  return {
    status: override?.status ?? finding.status,
    position: override?.position ?? finding.position,
    commitment: override?.commitment ?? finding.commitment,
    overridden: override !== null,
  }
}

/** Something is adverse, unclear or to be asked, and nobody has said anything yet. */
function isUndecided(finding: Finding, decision: ItemDecision | undefined): boolean {
  if (decision?.holds || finding.silenced) return false
  return finding.position === 'adverse' || finding.position === 'unclear' || decision?.carry?.outcome === 'ask-again'
}

interface FilterBarProps {
  reader: Reader
  filter: Filter
  versionId: string
  analysis: Analysis
  decisions: Map<string, ItemDecision>
}

export function FilterBar({ reader: { t, path }, filter, versionId, analysis, decisions }: FilterBarProps) {
  const count = (holds: (f: Finding) => boolean) => analysis.items.filter(holds).length
  const by = (key: 'status' | 'position' | 'commitment', value: string) =>
    count((f) => standing(f, decisions.get(f.id))[key] === value)
  const select = (name: 'status' | 'position' | 'commitment', values: readonly string[]) => (
    <label>
      <span>{t(`filter.${name}`)}</span>
      <select name={name}>
        <option value="">{t('filter.all')}</option>
        {values.map((value) => (
          <option value={value} selected={filter[name] === value}>
            {`${t(`${name}.${value}`)} (${by(name, value)})`}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <form class="filter" method="get" action={path} data-filter>
      <input type="hidden" name="version" value={versionId} />
      {select('status', STATUSES)}
      {select('position', POSITIONS)}
      {select('commitment', COMMITMENTS)}
      <label class="check">
        <input type="checkbox" name="undecided" value="1" checked={filter.undecided} />
        {t('filter.undecided', { count: count((f) => isUndecided(f, decisions.get(f.id))) })}
      </label>
      <button type="submit" data-plain>
        {t('filter.apply')}
      </button>
    </form>
  )
}

interface ItemCardProps {
  finding: Finding
  decision: ItemDecision | undefined
  analysis: Analysis
  reader: Reader
  /** Where decisions on this version go. */
  base: string
  original: string | null
  editable: boolean
  hidden: boolean
  refused: boolean
}

/** One item of the checklist: how it stands, why, on which words, what to ask, what people decided. */
export function ItemCard({
  finding,
  decision,
  analysis,
  reader,
  base,
  original,
  editable,
  hidden,
  refused,
}: ItemCardProps) {
  const { t, language } = reader
  const { status, position, commitment, overridden } = standing(finding, decision)
  return (
    <details
      class={`item item-${position ?? status}`}
      id={`item-${finding.id}`}
      hidden={hidden}
      open={refused}
      data-item={finding.id}
      data-status={status}
      data-position={position ?? ''}
      data-commitment={commitment ?? ''}
      data-undecided={isUndecided(finding, decision) ? '1' : ''}
    >
      <summary>
        <span class="item-id">{finding.id}</span>
        <span class="item-name">{finding.name[language]}</span>
        <span class="item-chips">
          {status === 'absent' || status === 'partial' ? <StatusChip status={status} t={t} /> : null}
          <PositionChip position={position} t={t} />
          <CommitmentChip commitment={commitment} t={t} />
          {finding.silenced ? (
            <Chip kind="status-partial" icon="neutral">
              {t('item.silenced')}
            </Chip>
          ) : null}
          <DecisionChip decision={decision} overridden={overridden} t={t} />
        </span>
      </summary>
      <div class="item-body">
        <p class="why">{finding.why[language]}</p>
        {finding.silenced ? (
          <p class="machine">
            {t('item.silenced-by', {
              reason: finding.silenced.reason,
              name: finding.silenced.by,
              date: finding.silenced.until,
            })}
          </p>
        ) : null}
        {overridden ? (
          <p class="machine">
            {t('item.machine-said')} <PositionChip position={finding.position} t={t} />
            <CommitmentChip commitment={finding.commitment} t={t} />
          </p>
        ) : null}
        {finding.values.length > 0 ? (
          <dl class="values">
            {finding.values.map((v) => (
              <div>
                <dt>{valueName(v.name)[language]}</dt>
                <dd>{valueText(v, language)}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        {finding.evidence.map((e, i) => {
          const article = analysis.document.articles.find((a) => a.id === e.article)
          const place = articleName(article)
          return (
            <figure class="evidence">
              <blockquote lang={analysis.document.language}>
                <a href={`#quote-${finding.id}-${i}`} class="to-quote">
                  {e.quote}
                </a>
              </blockquote>
              <figcaption>
                {place}
                {e.page ? (
                  original ? (
                    <a href={`${original}#page=${e.page}`} target="_blank" rel="noopener">
                      {t('document.page', { page: e.page })}
                    </a>
                  ) : (
                    <span>{t('document.page', { page: e.page })}</span>
                  )
                ) : null}
              </figcaption>
            </figure>
          )
        })}
        {finding.ask ? (
          <div class="ask">
            <h4>{t('item.ask')}</h4>
            <p>{finding.ask[language]}</p>
          </div>
        ) : null}
        {finding.status === 'absent' ? null : (
          <p class="confidence">{t('item.confidence', { percent: Math.round(finding.confidence * 100) })}</p>
        )}
        <Decisions decision={decision} t={t} reader={reader} />
        {editable ? <DecisionForm finding={finding} base={base} refused={refused} t={t} /> : null}
      </div>
    </details>
  )
}

function DecisionChip({
  decision,
  overridden,
  t,
}: {
  decision: ItemDecision | undefined
  overridden: boolean
  t: Say
}) {
  if (!decision) return null
  if (!decision.holds)
    return decision.carry?.outcome === 'ask-again' ? (
      <Chip kind="again" icon="again">
        {t('decision.ask-again')}
      </Chip>
    ) : null
  return (
    <Chip kind="decided" icon="person">
      {t(overridden ? 'decision.overridden' : 'decision.agreed')}
    </Chip>
  )
}

function Decisions({
  decision,
  t,
  reader: { language },
}: {
  decision: ItemDecision | undefined
  t: Say
  reader: Reader
}) {
  if (!decision) return null
  const carried = decision.carry?.outcome === 'carried' ? decision.holds : null
  const shown = [
    ...decision.history,
    ...(decision.earlier ? [decision.earlier] : []),
    ...(carried && !decision.history.includes(carried) ? [carried] : []),
  ]
  return (
    <div class="decisions">
      {decision.carry ? (
        <p class={`carry carry-${decision.carry.outcome}`}>
          {t(`carry.${decision.carry.outcome}-${decision.carry.why}`)}
        </p>
      ) : null}
      <ul>
        {shown.map((d) => (
          <li>
            <strong>{t(`decision.${d.verdict}`)}</strong>
            {d.position ? ` → ${t(`position.${d.position}`)}` : ''}
            {d.commitment ? ` → ${t(`commitment.${d.commitment}`)}` : ''}
            {d.status ? ` → ${t(`status.${d.status}`)}` : ''}
            {d.reason || d.note ? <span class="said">{d.reason || d.note}</span> : null}
            <span class="by">
              {d.by_name === 'home' ? t('decision.you') : d.by_name}, {when(d.created_at, language)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function DecisionForm({ finding, base, refused, t }: { finding: Finding; base: string; refused: boolean; t: Say }) {
  const id = finding.id
  const sla = finding.id.startsWith('S')
  return (
    <div class="decide">
      {refused ? (
        <p class="field-error" role="alert">
          {t('decision.needs-words')}
        </p>
      ) : null}
      <form method="post" action={base} class="inline">
        <input type="hidden" name="item" value={id} />
        <button type="submit" name="verdict" value="agree">
          {t('decision.agree')}
        </button>
      </form>
      <details class="decide-more" open={refused}>
        <summary>{t('decision.override')}</summary>
        <form method="post" action={base}>
          <input type="hidden" name="item" value={id} />
          {sla ? (
            <label>
              {t('decision.holds')}
              <select name="commitment" required>
                {COMMITMENTS.map((value) => (
                  <option value={value}>{t(`commitment.${value}`)}</option>
                ))}
              </select>
            </label>
          ) : (
            <label>
              {t('decision.holds')}
              <select name="position" required>
                {POSITIONS.map((value) => (
                  <option value={value} selected={value === 'neutral'}>
                    {t(`position.${value}`)}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            {t('decision.reason')}
            <textarea name="reason" rows={2} maxlength={4000} required />
          </label>
          <button type="submit" name="verdict" value="override">
            {t('decision.save-override')}
          </button>
        </form>
      </details>
      <details class="decide-more">
        <summary>{t('decision.note')}</summary>
        <form method="post" action={base}>
          <input type="hidden" name="item" value={id} />
          <label>
            {t('decision.note')}
            <textarea name="note" rows={2} maxlength={4000} required />
          </label>
          <button type="submit" name="verdict" value="note">
            {t('decision.save-note')}
          </button>
        </form>
      </details>
    </div>
  )
}
