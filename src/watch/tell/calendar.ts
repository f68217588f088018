import { sayIn } from '../../messages/index.js'
import type { Language } from '../../model/text.js'
import type { ChangeNotice } from './change-notice.js'
import { headline } from './notice-words.js'

/**
 * The last day to object or leave as a calendar entry (RFC 5545), with a reminder a week before.
 *
 * @returns null when the notice names no such day
 */
export function calendarEntry(notice: ChangeNotice, language: Language): string | null {
  const days = notice.options
    .map((o) => o.until)
    .filter((d): d is string => d !== null && /^\d{4}-\d{2}-\d{2}$/.test(d))
  const last = days.sort()[0] ?? notice.effective
  if (last === null || !/^\d{4}-\d{2}-\d{2}$/.test(last)) return null
  const day = (iso: string): string => iso.replaceAll('-', '')
  const following = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10)
  const stamp = `${notice.at.slice(0, 19).replace(/[-:]/g, '')}Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//yakkan//terms watcher//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${notice.id}@yakkan.invalid`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${day(last)}`,
    `DTEND;VALUE=DATE:${day(following)}`,
    `SUMMARY:${escaped(sayIn(language, 'watch.tell.last-day', { provider: notice.provider, document: notice.document }))}`,
    `DESCRIPTION:${escaped(`${headline(notice, language)}\n${notice.link}`)}`,
    `URL:${notice.link}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(headline(notice, language))}`,
    'TRIGGER:-P7D',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r?\n/g, '\\n')
}

/** Lines of more than 75 octets go on in the next one, behind a space; no character is cut. */
function folded(line: string): string {
  const out: string[] = []
  let current = ''
  let octets = 0
  for (const c of line) {
    const size = Buffer.byteLength(c)
    if (octets + size > (out.length === 0 ? 75 : 74)) {
      out.push(current)
      current = ''
      octets = 0
    }
    current += c
    octets += size
  }
  return [...out, current].join('\r\n ')
}
