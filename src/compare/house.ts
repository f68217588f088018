import type { House, Silence } from '../library/house-rules.js'
import { say } from '../messages/index.js'
import type { Change } from '../model/comparison.js'
import type { Warning } from '../model/document.js'

/**
 * Applies a house's own severities and silences to judged changes. A severity is set for a rule (by the full id of a
 * reason or its first part) or for an item; a silence of a change counts until its day has passed.
 *
 * @param today ISO 8601 day against which silences expire; without it none has
 * @returns the changes with the house's severity, the silenced ones marked and at severity `none`; and what silences of
 * rules did or did not do: expired ones no longer hold, and one that met nothing is named
 */
export function applyHouse(
  changes: readonly Change[],
  house: House | null,
  today: string | null,
): { changes: Change[]; notices: Warning[] } {
  if (!house) return { changes: [...changes], notices: [] }
  const used = new Set<Silence>()
  const expired = (s: Silence): boolean => today !== null && s.until < today
  const speaks = (c: Change, by: { rule?: string | undefined; item?: string | undefined }): boolean =>
    by.item !== undefined
      ? c.items.includes(by.item)
      : c.reasons.some(
          (r) => r.rule === by.rule || r.rule.startsWith(`${by.rule}/`) || r.rule.split('/').includes(by.rule!),
        )
  const applied = changes.map((c) => {
    if (c.quiet) return c
    let out = c
    const set = house.rules.severities.find((s) => speaks(c, s))
    if (set && c.effect !== 'neutral') {
      const words = `${set.reason} (${set.by})`
      out = {
        ...out,
        severity: set.severity,
        reasons: [
          ...out.reasons,
          {
            rule: 'house-severity',
            old: c.severity,
            new: set.severity,
            text: say('compare.reason.house-severity', { new: set.severity, words }),
          },
        ],
      }
    }
    const silence = house.rules.silence.find(
      (s) =>
        speaks(c, s) &&
        (s.quote === undefined || (c.new?.quote ?? '').includes(s.quote) || (c.old?.quote ?? '').includes(s.quote)) &&
        !expired(s),
    )
    if (silence) {
      used.add(silence)
      out = { ...out, severity: 'none', silenced: { reason: silence.reason, by: silence.by, until: silence.until } }
    }
    return out
  })
  // A silence of an item speaks of findings too, where its absence among these changes says nothing.
  const notices = house.rules.silence.flatMap((s): Warning[] => {
    if (s.rule === undefined || used.has(s)) return []
    const code = expired(s) ? 'silence-expired' : 'silence-unused'
    return [{ code, place: '', text: say(`house.${code}`, { what: s.rule, until: s.until, by: s.by }) }]
  })
  return { changes: applied, notices }
}
