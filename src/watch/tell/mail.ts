import { html } from 'hono/html'
import { sayIn } from '../../messages/index.js'
import type { Language } from '../../model/text.js'
import type { ChangeNotice, Notice, ToldChange } from './change-notice.js'
import { allowance, headline, options, plainNotice, standing, timing } from './notice-words.js'

export interface Mail {
  subject: string
  text: string
  html: string
  /** The same for every retry, so that a receiver can tell a doubled mail. */
  messageId: string
  /** A calendar entry, where there is a last day to act. */
  calendar: string | null
}

const TONE = { high: '#b42318', medium: '#b54708', low: '#475467', none: '#475467' } as const
const HELPS = '#067647'

function toneOf(change: ToldChange): string {
  return change.effect === 'helps' ? HELPS : TONE[change.severity]
}

/** A notice, or a digest of several, as a mail. Styles are inline, since mail readers drop style sheets. */
export function mailOf(notices: readonly Notice[], language: Language, calendar: string | null): Mail {
  const t = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(language, `watch.tell.${key}`, params)
  const first = notices[0]!
  const subject = notices.length === 1 ? headline(first, language) : t('digest', { count: notices.length })
  const body = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${subject}</title></head>
<body style="margin:0;padding:24px;background:#f6f7f9;color:#1d2433;font:15px/1.7 -apple-system,'Hiragino Sans','Yu Gothic UI','Noto Sans JP',sans-serif">
<div style="max-width:680px;margin:0 auto">${notices.map((n) => noticeHtml(n, language))}
<p style="color:#667085;font-size:12px">${t('why-sent')}</p></div></body></html>`
  return {
    subject,
    text: notices.map((n) => plainNotice(n, language)).join('\n----\n\n'),
    html: body.toString(),
    messageId: `<${notices.length === 1 ? first.id : `digest-${first.id}-${notices.length}`}@yakkan.invalid>`,
    calendar,
  }
}

function noticeHtml(notice: Notice, language: Language) {
  const t = (key: string): string => sayIn(language, `watch.tell.${key}`)
  const changes =
    notice.kind === 'change'
      ? notice.changes.map(
          (c) => html`<li style="margin:0 0 18px;padding:0 0 0 12px;border-left:4px solid ${toneOf(c)}">
<strong style="color:${toneOf(c)}">${standing(c, language)}</strong> <strong>${c.place}</strong>
${c.reasons.map((r) => html`<div>${r[language]}</div>`)}
${c.old ? html`<div style="color:#667085"><span>${t('old')}:</span> <del>${c.old}</del></div>` : ''}
${c.new ? html`<div><span style="color:#667085">${t('new')}:</span> <ins style="text-decoration:none;background:#fff3d6">${c.new}</ins></div>` : ''}
${c.ask ? html`<div style="margin-top:4px">→ ${c.ask[language]}</div>` : ''}</li>`,
        )
      : ''
  return html`<section style="background:#fff;border:1px solid #e4e7ec;border-radius:8px;padding:20px 24px;margin:0 0 16px">
<h1 style="font-size:18px;line-height:1.5;margin:0 0 8px">${headline(notice, language)}</h1>
${timing(notice, language).map((line) => html`<p style="margin:0 0 12px">${line}</p>`)}
<ol style="list-style:none;margin:0;padding:0">${changes}</ol>
${notice.kind === 'change' ? aboutChange(notice, language) : ''}
<p style="margin:16px 0 0"><a href="${notice.link}" style="color:#175cd3">${t('open')}</a></p></section>`
}

function aboutChange(notice: ChangeNotice, language: Language) {
  const can = options(notice, language)
  const title = (key: string) =>
    html`<h2 style="font-size:14px;margin:16px 0 4px">${sayIn(language, `watch.tell.${key}`)}</h2>`
  return html`${
    can.length > 0
      ? html`${title('options')}<ul style="margin:0;padding:0 0 0 20px">${can.map((o) => html`<li>${o}</li>`)}</ul>`
      : ''
  }${title('clause')}<p style="margin:0;color:#475467;font-size:14px">${allowance(notice, language)}</p>`
}
