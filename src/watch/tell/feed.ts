import type { Language } from '../../model/text.js'
import type { Notice } from './change-notice.js'
import { headline, plainNotice } from './notice-words.js'

export interface FeedSubject {
  /** Address of the feed itself. */
  self: string
  title: string
  /** Page that the feed belongs to. */
  page: string
}

/** The notices of a provider, or of all, as an Atom feed (RFC 4287), newest first. */
export function atomFeed(notices: readonly Notice[], subject: FeedSubject, language: Language): string {
  const newest =
    notices
      .map((n) => n.at)
      .sort()
      .at(-1) ?? '1970-01-01T00:00:00Z'
  const entries = [...notices]
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1))
    .map(
      (n) => `  <entry>
    <id>urn:yakkan:${xml(n.id)}</id>
    <title>${xml(headline(n, language))}</title>
    <updated>${xml(n.at)}</updated>
    <author><name>${xml(n.provider)}</name></author>
    <link rel="alternate" href="${xml(n.link)}"/>
    <content type="text">${xml(plainNotice(n, language))}</content>
  </entry>`,
    )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  <id>${xml(subject.self)}</id>
  <title>${xml(subject.title)}</title>
  <updated>${xml(newest)}</updated>
  <link rel="self" type="application/atom+xml" href="${xml(subject.self)}"/>
  <link rel="alternate" type="text/html" href="${xml(subject.page)}"/>
${entries.join('\n')}
</feed>
`
}

function xml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!)
}
