import { createTransport, type Transporter } from 'nodemailer'
import { Agent, fetch } from 'undici'
import { z } from 'zod'
import { type DueDelivery, settleDelivery, takeDeliveries } from '../../store/notices.js'
import type { Store } from '../../store/store.js'
import { guardedConnector } from '../guarded-connection.js'
import { checkAddress, type Resolve } from '../public-address.js'
import { calendarEntry } from './calendar.js'
import type { Notice } from './change-notice.js'
import { type Mail, mailOf } from './mail.js'
import { slackCall, webhookCall } from './webhook.js'

/** Attempts at one delivery; the pauses between them double from one minute to six hours. */
const MAX_ATTEMPTS = 8
const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 6 * 3_600_000
/** Time that a receiver of webhooks has, in milliseconds. */
const WEBHOOK_MS = 10_000

export interface DeliveryOptions {
  /** `smtp://user:password@host:port`, from `YAKKAN_SMTP`; without it mail channels wait and say why. */
  smtp?: string | undefined
  /** Sender of mails. */
  from: string
  /** `host:port` inside the network that the operator has opened for webhooks. */
  allowed?: ReadonlySet<string>
  /** How names of webhooks are resolved; the system's way unless a test brings its own. */
  resolve?: Resolve
}

/** Tells what is due: each notice once to each channel, however often a process dies in between. */
export class Deliverer {
  private readonly mail: Transporter | null
  /** A webhook's name may come to lead into the network after it was registered. */
  private readonly agent: Agent

  constructor(
    private readonly store: Store,
    private readonly options: DeliveryOptions,
  ) {
    this.mail = options.smtp ? createTransport(options.smtp) : null
    this.agent = new Agent({ connect: guardedConnector({ ...options, timeout: WEBHOOK_MS }) })
  }

  /**
   * Makes the deliveries that are due now. Those of one channel that fell due together, as in a digest, go out as one mail.
   *
   * @returns how many were delivered, and how many failed for now
   */
  async run(limit = 100): Promise<{ delivered: number; failed: number }> {
    const due = await takeDeliveries(this.store.database, this.store.now(), limit)
    let delivered = 0
    let failed = 0
    for (const group of grouped(due)) {
      const answer = await this.send(group).then(
        (text) => ({ ok: true, text }),
        (error: unknown) => ({ ok: false, text: reasonOf(error) }),
      )
      for (const { delivery } of group) {
        const now = this.store.now()
        if (answer.ok) {
          await settleDelivery(this.store.database, delivery.id, {
            state: 'delivered',
            answer: answer.text,
            next: null,
            deliveredAt: now.toISOString(),
          })
          delivered++
        } else {
          const over = delivery.attempts >= MAX_ATTEMPTS
          const pause = Math.min(FIRST_PAUSE_MS * 2 ** (delivery.attempts - 1), LONGEST_PAUSE_MS)
          await settleDelivery(this.store.database, delivery.id, {
            state: over ? 'given-up' : 'waiting',
            answer: answer.text.slice(0, 500),
            next: over ? null : new Date(now.getTime() + pause).toISOString(),
            deliveredAt: null,
          })
          failed++
        }
      }
    }
    return { delivered, failed }
  }

  async close(): Promise<void> {
    this.mail?.close()
    await this.agent.destroy()
  }

  private async send(group: readonly DueDelivery[]): Promise<string> {
    const { channel } = group[0]!
    // Written by the watch itself, in the transaction of the look.
    const notices = group.map((d) => JSON.parse(d.notice.notice) as Notice)
    if (channel.kind === 'mail') {
      const first = notices[0]!
      const calendar = notices.length === 1 && first.kind === 'change' ? calendarEntry(first, channel.language) : null
      return this.sendMail(
        mailOf(notices, channel.language, calendar),
        channel.target,
        ownersOf(notices, channel.target),
      )
    }
    const at = Math.floor(this.store.now().getTime() / 1000)
    const call =
      channel.kind === 'slack'
        ? slackCall(notices[0]!, channel.language, channel.secret, at)
        : webhookCall(notices[0]!, channel.secret, at)
    const url = checkAddress(channel.target, this.options.allowed)
    const response = await fetch(url, {
      dispatcher: this.agent,
      method: 'POST',
      redirect: 'error',
      body: call.body,
      headers: call.headers,
      signal: AbortSignal.timeout(WEBHOOK_MS),
    })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    return `HTTP ${response.status}`
  }

  private async sendMail(mail: Mail, to: string, cc: readonly string[]): Promise<string> {
    if (!this.mail) throw new Error('YAKKAN_SMTP is not set')
    const sent = await this.mail.sendMail({
      from: this.options.from,
      to,
      ...(cc.length > 0 ? { cc: [...cc] } : {}),
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      headers: { 'auto-submitted': 'auto-generated' },
      ...(mail.calendar ? { icalEvent: { method: 'PUBLISH', filename: 'deadline.ics', content: mail.calendar } } : {}),
    })
    return String(sent.response)
  }
}

/** What went wrong, by the innermost of the errors: “fetch failed” alone tells nobody what to mend. */
function reasonOf(error: unknown): string {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  return inner instanceof Error ? inner.message : String(inner)
}

/** Mails to one channel go out together; every webhook is a call of its own. */
function grouped(due: readonly DueDelivery[]): DueDelivery[][] {
  const groups = new Map<string, DueDelivery[]>()
  for (const d of due) {
    const key = d.channel.kind === 'mail' ? `${d.channel.id} ${d.delivery.due}` : d.delivery.id
    groups.set(key, [...(groups.get(key) ?? []), d])
  }
  return [...groups.values()]
}

/** Owners that are addresses and do not get the mail anyway. A name alone stands on the notice's page only. */
function ownersOf(notices: readonly Notice[], to: string): string[] {
  const addresses = notices.map((n) => n.owner).filter((o) => z.email().safeParse(o).success && o !== to)
  return [...new Set(addresses)].sort()
}
