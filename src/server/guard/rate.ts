import { createMiddleware } from 'hono/factory'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Variables } from '../context.js'
import { ServerError } from '../failure.js'
import { REQUESTS_A_MINUTE, SIGN_INS_A_QUARTER_HOUR } from '../limits.js'

/** How often a caller may ask, and how often anybody may try a password. */
export class Rates {
  readonly #requests = new RateLimiterMemory({ points: REQUESTS_A_MINUTE, duration: 60 })
  readonly #signIns = new RateLimiterMemory({ points: SIGN_INS_A_QUARTER_HOUR, duration: 900 })

  /** Counts each request on its caller, or on its machine while nobody has signed in. */
  requests() {
    return createMiddleware<Variables>(async (c, next) => {
      await spend(this.#requests, c.get('identity')?.id ?? c.get('machine'))
      await next()
    })
  }

  /** @throws ServerError 429 when this machine, or anyone for this account, tried too often */
  async signIn(machine: string, email: string): Promise<void> {
    await spend(this.#signIns, `machine ${machine}`)
    await spend(this.#signIns, `account ${email.trim().toLowerCase()}`)
  }
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new ServerError(429, 'too-many-requests', '', {}, Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)))
  }
}
