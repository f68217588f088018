import type { House, Silence } from '../library/house-rules.js'
import { say } from '../messages/index.js'
import type { Finding } from '../model/analysis.js'
import type { Warning } from '../model/document.js'

/**
 * Marks the findings that the house has settled. They stay in sight with the reason and the name, nothing is asked about
 * them, and they do not count as alarms. What a silence did or did not do is told: expired ones no longer hold, and one
 * that met nothing is named, so that no rule lies forgotten.
 *
 * @param today ISO 8601 day that expiry is measured against
 */
export function silenceFindings(
  findings: readonly Finding[],
  house: House,
  today: string,
): { findings: Finding[]; notices: Warning[] } {
  const notices: Warning[] = []
  const live: Silence[] = []
  for (const silence of house.rules.silence.filter((s) => s.item !== undefined)) {
    if (silence.until < today) {
      notices.push({ code: 'silence-expired', place: '', text: say('house.silence-expired', named(silence)) })
    } else live.push(silence)
  }
  const used = new Set<Silence>()
  const settled = findings.map((finding): Finding => {
    const silence =
      live.find((s) => s.item === finding.id && finding.status !== 'absent' && quoteHolds(s, finding)) ??
      live.find((s) => s.item === finding.id && finding.status === 'absent' && s.quote === undefined)
    if (!silence) return finding
    used.add(silence)
    const { reason, by, until } = silence
    return { ...finding, ask: null, silenced: { reason, by, until } }
  })
  for (const silence of live) {
    if (!used.has(silence)) {
      notices.push({ code: 'silence-unused', place: '', text: say('house.silence-unused', named(silence)) })
    }
  }
  if (used.size > 0) {
    notices.push({ code: 'silenced', place: '', text: say('house.silenced', { count: used.size }) })
  }
  return { findings: settled, notices }
}

function quoteHolds(silence: Silence, finding: Finding): boolean {
  return silence.quote === undefined || finding.evidence.some((e) => e.quote.includes(silence.quote!))
}

function named(silence: Silence): { what: string; until: string; by: string } {
  return {
    what: silence.quote ? `${silence.item} 「${silence.quote}」` : silence.item!,
    until: silence.until,
    by: silence.by,
  }
}
