import { parseFeed } from '@rowanmanning/feed-parser'
import ICAL from 'ical.js'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { calendarEntry } from './calendar.js'
import { type ChangeNotice, type FailureNotice, isLoudEnough } from './change-notice.js'
import { atomFeed } from './feed.js'
import { mailOf } from './mail.js'
import { plainNotice } from './notice-words.js'
import { isSignedBy, slackCall, webhookCall } from './webhook.js'

const change: ChangeNotice = {
  id: 'n1',
  kind: 'change',
  provider: 'なごり商会 <b>&"',
  document: '利用規約',
  owner: '',
  at: '2026-03-01T09:00:00.000Z',
  highest: 'high',
  hurts: 1,
  changes: [
    {
      effect: 'hurts',
      severity: 'high',
      place: '第12条 規約の変更',
      old: '30日前までに通知します。',
      new: '<script>alert(1)</script>7日前までに通知します。',
      reasons: [{ ja: '予告期間が30日から7日に短くなりました。', en: 'Notice falls from 30 to 7 days.' }],
      ask: { ja: '予告期間を元に戻していただけますか。', en: 'Will you restore the notice period?' },
    },
  ],
  effective: '2026-04-01',
  daysLeft: 31,
  allowed: 'no',
  allowedWhy: { ja: '旧規約は30日前の通知を求めています。', en: 'The old terms ask for 30 days.' },
  options: [{ text: { ja: '解約できます', en: 'You may leave' }, until: '2026-03-31' }],
  link: 'https://yakkan.example/compare/1',
}
const failure: FailureNotice = {
  id: 'n2',
  kind: 'failure',
  provider: 'なごり商会',
  document: 'SLA',
  owner: '',
  at: '2026-03-02T09:00:00.000Z',
  why: { ja: 'サーバーが状態 404 を返しました。', en: 'The server answered 404.' },
  next: { ja: '住所を確かめてください。', en: 'Check the address.' },
  link: 'https://yakkan.example/watch/2',
}

describe('telling', () => {
  it('says in the mail what changed, until when one can act, and leaves hostile words inert', () => {
    const mail = mailOf([change], 'ja', calendarEntry(change, 'ja'))
    expect(mail.subject).toContain('不利な変更が 1 件')
    for (const words of [
      '予告期間が30日から7日',
      'あと 31 日',
      '変更条項に沿っていません',
      'https://yakkan.example/compare/1',
    ]) {
      expect(mail.text).toContain(words)
      expect(parseHTML(mail.html).document.body.textContent + mail.html).toContain(words)
    }
    expect(parseHTML(mail.html).document.querySelectorAll('script').length).toBe(0)
    expect(mail.messageId).toBe(mailOf([change], 'ja', null).messageId)
  })

  it("tells in the customer's favour what only helps, and never loudly", () => {
    const [worse] = change.changes
    const better: ChangeNotice = {
      ...change,
      highest: 'none',
      hurts: 0,
      changes: [{ ...worse!, effect: 'helps', severity: 'high' }],
    }
    const mail = mailOf([better], 'en', null)
    expect(mail.subject).toContain('in your favour')
    expect(mail.text).toContain('1. [Helps]')
    expect(mail.html).not.toContain('>High<')
    expect(isLoudEnough(better, 'low')).toBe(false)
  })

  it('makes a digest of several notices', () => {
    const mail = mailOf([change, failure], 'en', null)
    expect(mail.subject).toBe('Changes of terms: 2 in this digest')
    expect(mail.text).toContain('could not be checked')
  })

  it('writes a calendar entry for the last day, with lines of at most 75 octets', () => {
    const entry = calendarEntry(change, 'ja')!
    for (const line of entry.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const calendar = new ICAL.Component(ICAL.parse(entry))
    const [component, ...others] = calendar.getAllSubcomponents('vevent')
    expect(others).toEqual([])
    const event = new ICAL.Event(component!)
    expect([event.startDate.toString(), event.endDate.toString(), event.startDate.isDate]).toEqual([
      '2026-03-31',
      '2026-04-01',
      true,
    ])
    expect(event.summary).toContain('なごり商会 <b>&"「利用規約」の変更に異議・解約ができる最後の日')
    expect(event.description).toContain('https://yakkan.example/compare/1')
    const alarm = component!.getFirstSubcomponent('valarm')!
    expect(alarm.getFirstPropertyValue('trigger')!.toString()).toBe('-P7D')
    expect(calendarEntry({ ...change, options: [], effective: null }, 'ja')).toBeNull()
  })

  it('writes an Atom feed that a feed reader reads', () => {
    const feed = parseFeed(
      atomFeed([change, failure], { self: 'https://y.example/feed', title: 'All', page: 'https://y.example' }, 'ja'),
    )
    expect(feed.meta).toMatchObject({ type: 'atom', version: '1.0' })
    expect([feed.title, feed.url, feed.updated?.toISOString()]).toEqual(['All', 'https://y.example', failure.at])
    expect(feed.items.map((e) => [e.id, e.url, e.updated?.toISOString()])).toEqual([
      ['urn:yakkan:n2', failure.link, failure.at],
      ['urn:yakkan:n1', change.link, change.at],
    ])
    // Contract text comes as text: a reader that shows markup has none to show.
    expect(feed.items[1]!.content).toContain('<script>alert(1)</script>')
    expect(feed.items[1]!.authors[0]!.name).toBe(change.provider)
  })

  it('signs a webhook so that a changed body is seen', () => {
    const call = webhookCall(change, 'secret', 1_770_000_000)
    expect(isSignedBy(call.body, call.headers, 'secret')).toBe(true)
    expect(isSignedBy(`${call.body} `, call.headers, 'secret')).toBe(false)
    expect(isSignedBy(call.body, call.headers, 'other')).toBe(false)
    expect(JSON.parse(call.body)).toMatchObject({ type: 'terms.change', data: { id: 'n1' } })
  })

  it('escapes what Slack would take for markup', () => {
    const body = JSON.parse(slackCall(change, 'en', 's', 1).body)
    expect(body.blocks[0].text.text).toContain('なごり商会 &lt;b&gt;&amp;')
  })

  it.each([
    ['high', true],
    ['low', true],
  ] as const)('tells a high change to a channel of %s: %s', (least, told) =>
    expect(isLoudEnough(change, least)).toBe(told),
  )

  it('keeps a low change from a channel of high, and never a failure', () => {
    expect(isLoudEnough({ ...change, highest: 'low' }, 'high')).toBe(false)
    expect(isLoudEnough(failure, 'high')).toBe(true)
  })

  it('reads well as plain text', () => expect(plainNotice(failure, 'ja')).toContain('状態 404'))
})
