import { APIError, betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import type { Store } from '../../store/store.js'
import type { Environment } from '../environment.js'
import { ServerError } from '../failure.js'
import { MIN_PASSWORD_CHARACTERS, SESSION_HOURS } from '../limits.js'

export const OIDC = 'oidc'

/** A signed-in person, before it is clear in which workspace. */
export interface Account {
  id: string
  email: string
  emailVerified: boolean
  name: string
}

/** What signing in or up gave: the account, and the cookies that the browser must keep. */
export interface SignedIn {
  account: Account
  cookies: string[]
}

/** Accounts, passwords and sessions of a team. Only invited people get one, so nothing of it is mounted but the OIDC callback. */
export class Accounts {
  private constructor(
    private readonly auth: ReturnType<typeof build>,
    readonly oidcName: string | null,
  ) {}

  /** Brings the accounts' tables up to date. */
  static async open(store: Store, environment: Environment, address: string): Promise<Accounts> {
    const options = optionsFor(store, environment, address)
    await (await getMigrations(options)).runMigrations()
    return new Accounts(build(options), environment.oidc?.name ?? null)
  }

  /** @throws ServerError `wrong-password`, alike for an unknown address and a wrong password */
  async signIn(email: string, password: string): Promise<SignedIn> {
    try {
      const { headers, response } = await this.auth.api.signInEmail({ body: { email, password }, returnHeaders: true })
      return { account: response.user, cookies: headers.getSetCookie() }
    } catch (error) {
      if (error instanceof APIError) throw new ServerError(401, 'wrong-password')
      throw error
    }
  }

  /** @throws ServerError `weak-password`; `account-exists` */
  async signUp(email: string, name: string, password: string): Promise<SignedIn> {
    if ([...password].length < MIN_PASSWORD_CHARACTERS)
      throw new ServerError(422, 'weak-password', '', { count: MIN_PASSWORD_CHARACTERS })
    try {
      const body = { email, name, password }
      const { headers, response } = await this.auth.api.signUpEmail({ body, returnHeaders: true })
      return { account: response.user, cookies: headers.getSetCookie() }
    } catch (error) {
      if (error instanceof APIError) throw new ServerError(409, 'account-exists')
      throw error
    }
  }

  /** Who the cookies of a request belong to, and cookies to renew; null without a session that holds. */
  async session(headers: Headers): Promise<{ account: Account; cookies: string[] } | null> {
    if (!headers.get('cookie')?.includes('yakkan')) return null
    const { headers: renewed, response } = await this.auth.api.getSession({ headers, returnHeaders: true })
    return response ? { account: response.user, cookies: renewed.getSetCookie() } : null
  }

  /** Ends a session. @returns the cookies that take it out of the browser */
  async signOut(headers: Headers): Promise<string[]> {
    const { headers: cleared } = await this.auth.api.signOut({ headers, returnHeaders: true })
    return cleared.getSetCookie()
  }

  /** The address of the organisation's sign-in page, and the cookies that its answer will be checked against. */
  async oidcStart(): Promise<{ url: string; cookies: string[] }> {
    const { headers, response } = await this.auth.api.signInSocial({
      body: { provider: OIDC, callbackURL: '/sign-in/welcome', errorCallbackURL: '/sign-in', disableRedirect: true },
      returnHeaders: true,
    })
    if (!response.url) throw new ServerError(503, 'oidc-failed')
    return { url: response.url, cookies: headers.getSetCookie() }
  }

  /** The organisation's answer; better-auth checks state, code and tokens. */
  async oidcCallback(request: Request): Promise<Response> {
    return this.auth.handler(request)
  }
}

function optionsFor(store: Store, environment: Environment, address: string) {
  const { oidc } = environment
  return {
    database: { db: store.database.db, type: store.database.kind },
    baseURL: address,
    basePath: '/api/auth',
    secret: environment.secret,
    trustedOrigins: [address],
    emailAndPassword: { enabled: true, minPasswordLength: MIN_PASSWORD_CHARACTERS, maxPasswordLength: 256 },
    user: { modelName: 'account_people' },
    session: { modelName: 'account_sessions', expiresIn: SESSION_HOURS * 3600, updateAge: 3600 },
    account: { modelName: 'account_logins', accountLinking: { enabled: true } },
    verification: { modelName: 'account_proofs' },
    telemetry: { enabled: false },
    // Its messages may name people; what matters is told by the service's own log.
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'yakkan',
      useSecureCookies: address.startsWith('https:'),
      // Lax, since the organisation's sign-in page sends people back from another site.
      defaultCookieAttributes: { sameSite: 'lax' as const, httpOnly: true },
    },
    plugins: oidc
      ? [
          genericOAuth({
            config: [
              {
                providerId: OIDC,
                discoveryUrl: `${oidc.issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
                clientId: oidc.clientId,
                clientSecret: oidc.clientSecret,
                scopes: ['openid', 'email', 'profile'],
                pkce: true,
              },
            ],
          }),
        ]
      : [],
  }
}

function build(options: ReturnType<typeof optionsFor>) {
  return betterAuth(options)
}
