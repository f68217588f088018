import { sayIn } from '../../messages/index.js'
import type { Language } from '../../model/text.js'
import type { ChangeNotice, Notice, ToldChange } from './change-notice.js'

/** One line that says what happened: the subject of a mail, the title of a feed entry. */
export function headline(notice: Notice, language: Language): string {
  const { provider, document } = notice
  if (notice.kind !== 'change') return sayIn(language, `watch.tell.${notice.kind}`, { provider, document })
  const helps = notice.changes.length > 0 && notice.changes.every((c) => c.effect === 'helps')
  return sayIn(language, `watch.tell.${notice.hurts > 0 ? 'hurts' : helps ? 'only-helps' : 'changed'}`, {
    provider,
    document,
    count: notice.hurts,
  })
}

/** How a change stands, in a word: how much it hurts, or that it helps. */
export function standing(change: ToldChange, language: Language): string {
  return sayIn(language, change.effect === 'helps' ? 'watch.tell.helps' : `watch.tell.severity-${change.severity}`)
}

/** When the change takes effect and how many days are left; for a failure or flapping, what happened and what to do. */
export function timing(notice: Notice, language: Language): string[] {
  if (notice.kind !== 'change') return [notice.why[language], notice.next[language]]
  const { effective, daysLeft } = notice
  if (effective === null) return [sayIn(language, 'watch.tell.no-date')]
  return [
    daysLeft !== null && daysLeft >= 0
      ? sayIn(language, 'watch.tell.effective', { date: effective, days: daysLeft })
      : sayIn(language, 'watch.tell.in-force', { date: effective }),
  ]
}

/** Whether the change clause in force allows the change, and why. */
export function allowance(notice: ChangeNotice, language: Language): string {
  return `${sayIn(language, `watch.tell.allowed-${notice.allowed}`)} ${notice.allowedWhy[language]}`
}

/** What the customer can do, each with its last day where there is one. */
export function options(notice: ChangeNotice, language: Language): string[] {
  return notice.options.map((o) => (o.until ? `${o.text[language]} (${o.until})` : o.text[language]))
}

/** The whole notice as plain text: what changed first, then the rest. */
export function plainNotice(notice: Notice, language: Language): string {
  const t = (key: string): string => sayIn(language, `watch.tell.${key}`)
  const lines = [headline(notice, language), '', ...timing(notice, language)]
  if (notice.kind === 'change') {
    for (const [k, c] of notice.changes.entries()) {
      lines.push('', `${k + 1}. [${standing(c, language)}] ${c.place}`)
      lines.push(...c.reasons.map((r) => `   ${r[language]}`))
      if (c.old) lines.push(`   ${t('old')}: ${c.old}`)
      if (c.new) lines.push(`   ${t('new')}: ${c.new}`)
      if (c.ask) lines.push(`   → ${c.ask[language]}`)
    }
    const can = options(notice, language)
    if (can.length > 0) lines.push('', `${t('options')}:`, ...can.map((o) => `- ${o}`))
    lines.push('', allowance(notice, language))
  }
  return [...lines, '', notice.link, ''].join('\n')
}
