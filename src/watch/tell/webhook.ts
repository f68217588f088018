import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Language } from '../../model/text.js'
import type { Notice } from './change-notice.js'
import { allowance, headline, options, standing, timing } from './notice-words.js'

export interface WebhookCall {
  body: string
  headers: Record<string, string>
}

/**
 * A notice as a signed call (the form of Standard Webhooks): `webhook-id` stays the same over retries, and
 * `webhook-signature` is HMAC-SHA256 over id, time and body.
 *
 * @param secret shared with the receiver
 * @param at seconds since 1970, when this attempt is made
 */
export function webhookCall(notice: Notice, secret: string, at: number): WebhookCall {
  return signed(notice.id, JSON.stringify({ type: `terms.${notice.kind}`, data: notice }), secret, at)
}

/** The same notice as a message that Slack and those who speak its form understand. */
export function slackCall(notice: Notice, language: Language, secret: string, at: number): WebhookCall {
  const lines = [`*${mrkdwn(headline(notice, language))}*`, ...timing(notice, language).map(mrkdwn)]
  if (notice.kind === 'change') {
    for (const c of notice.changes.slice(0, 10)) {
      const reasons = c.reasons.map((r) => mrkdwn(r[language])).join(' ')
      lines.push(`• ${standing(c, language)} *${mrkdwn(c.place)}* ${reasons}`)
    }
    lines.push(...options(notice, language).map((o) => `→ ${mrkdwn(o)}`), mrkdwn(allowance(notice, language)))
  }
  lines.push(`<${notice.link}>`)
  // A section of Slack holds 3,000 characters.
  const text = lines.join('\n').slice(0, 2_990)
  const body = JSON.stringify({
    text: headline(notice, language),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
  })
  return signed(notice.id, body, secret, at)
}

function signed(id: string, body: string, secret: string, at: number): WebhookCall {
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(at),
      'webhook-signature': `v1,${signature(id, at, body, secret)}`,
    },
  }
}

function signature(id: string, at: number, body: string, secret: string): string {
  return createHmac('sha256', secret).update(`${id}.${at}.${body}`).digest('base64')
}

/**
 * Whether a call was signed with the secret: what a receiver does.
 *
 * @param headers as received, names in lower case
 */
export function isSignedBy(body: string, headers: Readonly<Record<string, string>>, secret: string): boolean {
  const given = Buffer.from(headers['webhook-signature'] ?? '')
  const id = headers['webhook-id'] ?? ''
  const wanted = Buffer.from(`v1,${signature(id, Number(headers['webhook-timestamp']), body, secret)}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function mrkdwn(text: string): string {
  return text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)
}
