import { sayIn } from '../../messages/index.js'
import type { Language } from '../../model/text.js'
import type { Notice, ToldChange } from './change-notice.js'

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

/** The facts that stand above the changes: when they take effect, how many days are left, whether the old clause allows it. */
export function facts(notice: Notice, language: Language): string[] {
  const t = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(language, `watch.tell.${key}`, params)
  if (notice.kind !== 'change') return [notice.why[language], notice.next[language]]
  const when =
    notice.effective === null
      ? t('no-date')
      : notice.daysLeft !== null && notice.daysLeft >= 0
        ? t('effective', { date: notice.effective, days: notice.daysLeft })
        : t('in-force', { date: notice.effective })
  return [
    when,
    `${t(`allowed-${notice.allowed}`)} ${notice.allowedWhy[language]}`,
    ...notice.options.map((o) => (o.until ? `${o.text[language]} (${o.until})` : o.text[language])),
  ]
}

/** The whole notice as plain text. */
export function plainNotice(notice: Notice, language: Language): string {
  const t = (key: string): string => sayIn(language, `watch.tell.${key}`)
  const lines = [headline(notice, language), '', ...facts(notice, language)]
  if (notice.kind === 'change') {
    for (const [k, c] of notice.changes.entries()) {
      lines.push('', `${k + 1}. [${standing(c, language)}] ${c.place}`)
      lines.push(...c.reasons.map((r) => `   ${r[language]}`))
      if (c.old) lines.push(`   ${t('old')}: ${c.old}`)
      if (c.new) lines.push(`   ${t('new')}: ${c.new}`)
      if (c.ask) lines.push(`   → ${c.ask[language]}`)
    }
  }
  return [...lines, '', notice.link, ''].join('\n')
}
