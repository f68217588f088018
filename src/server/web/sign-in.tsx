import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { FIRST_OWNER, findInvitation, seatsOf, takeSeat } from '../../store/members.js'
import type { Service, Variables } from '../context.js'
import { ServerError } from '../failure.js'
import type { Rates } from '../guard/rate.js'
import type { Account } from '../identity/accounts.js'
import { WORKSPACE_COOKIE } from '../identity/identify.js'
import { MIN_PASSWORD_CHARACTERS } from '../limits.js'
import { Layout, Notice } from './layout.js'
import { type Frame, readerOf, THEME_COOKIE } from './page.js'

/** Signing in and out of a team's service, and taking up an invitation. */
export function signIn(service: Service, frame: Frame, rates: Rates) {
  const app = new Hono<Variables>()
  const accounts = service.accounts!

  const page = (c: Parameters<typeof readerOf>[0], failure: ServerError | null, email = '') => {
    const reader = readerOf(c, getCookie(c, THEME_COOKIE))
    const { t, language } = reader
    return c.html(
      <Layout service={service} frame={frame} reader={reader} title={t('sign-in.title')}>
        <div class="narrow">
          <h1>{t('sign-in.title')}</h1>
          {failure ? (
            <Notice kind="error">
              <p>{failure.text[language]}</p>
              <p>{failure.next[language]}</p>
            </Notice>
          ) : null}
          <form method="post" action="/sign-in" class="card stack">
            <label>
              {t('settings.email')}
              <input name="email" type="email" required autocomplete="username" value={email} />
            </label>
            <label>
              {t('sign-in.password')}
              <input name="password" type="password" required autocomplete="current-password" />
            </label>
            <button type="submit" class="primary">
              {t('sign-in.do')}
            </button>
          </form>
          {accounts.oidcName ? (
            <p>
              <a class="button" href="/sign-in/organisation">
                {t('sign-in.with', { name: accounts.oidcName })}
              </a>
            </p>
          ) : null}
          <p class="hint">{t('sign-in.invited-only')}</p>
        </div>
      </Layout>,
      failure ? (failure.status as 401) : 200,
    )
  }

  app.get('/sign-in', (c) => page(c, c.req.query('error') === undefined ? null : new ServerError(401, 'oidc-failed')))

  app.post('/sign-in', async (c) => {
    const form = await c.req.formData()
    const email = String(form.get('email') ?? '')
    await rates.signIn(c.get('machine'), email)
    try {
      const { cookies } = await accounts.signIn(email, String(form.get('password') ?? ''))
      for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
      return c.redirect('/', 303)
    } catch (error) {
      if (error instanceof ServerError) return page(c, error, email)
      throw error
    }
  })

  app.post('/sign-out', async (c) => {
    for (const cookie of await accounts.signOut(c.req.raw.headers)) c.header('set-cookie', cookie, { append: true })
    return c.redirect('/sign-in', 303)
  })

  app.get('/sign-in/organisation', async (c) => {
    if (!accounts.oidcName) throw new ServerError(404, 'no-such-page')
    const { url, cookies } = await accounts.oidcStart()
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
    return c.redirect(url, 303)
  })

  app.get('/api/auth/callback/:provider', (c) => accounts.oidcCallback(c.req.raw))

  // Here people arrive from their organisation's sign-in page: an invitation to their address becomes their seat.
  app.get('/sign-in/welcome', async (c) => {
    const session = await accounts.session(c.req.raw.headers)
    if (!session) return c.redirect('/sign-in?error', 303)
    if ((await seatsOf(service.store.database, session.account.id)).length === 0)
      await takeInvitedSeats(service, session.account)
    if ((await seatsOf(service.store.database, session.account.id)).length === 0)
      throw new ServerError(403, 'not-invited')
    return c.redirect('/', 303)
  })

  app.get('/join/:secret', async (c) => {
    const seat = await findInvitation(service.store.database, c.req.param('secret'), service.store.now())
    if (!seat) throw new ServerError(404, 'no-invitation')
    return joinPage(c, seat.name, seat.email, null)
  })

  const joinPage = (c: Parameters<typeof readerOf>[0], name: string, email: string, failure: ServerError | null) => {
    const reader = readerOf(c, getCookie(c, THEME_COOKIE))
    const { t, language } = reader
    return c.html(
      <Layout service={service} frame={frame} reader={reader} title={t('join.title')}>
        <div class="narrow">
          <h1>{t('join.title')}</h1>
          {failure ? (
            <Notice kind="error">
              <p>{failure.text[language]}</p>
              <p>{failure.next[language]}</p>
            </Notice>
          ) : null}
          <p>{isOpenSeat(email) ? t('join.owner') : t('join.text', { email })}</p>
          <form method="post" class="card stack">
            {isOpenSeat(email) ? (
              <label>
                {t('settings.email')}
                <input name="email" type="email" required maxlength={200} autocomplete="username" />
              </label>
            ) : (
              <input type="hidden" name="email" value={email} autocomplete="username" />
            )}
            <label>
              {t('settings.name')}
              <input name="name" required maxlength={100} autocomplete="name" value={name} />
            </label>
            <label>
              {t('join.password', { count: MIN_PASSWORD_CHARACTERS })}
              <input
                name="password"
                type="password"
                required
                minlength={MIN_PASSWORD_CHARACTERS}
                maxlength={256}
                autocomplete="new-password"
              />
            </label>
            <button type="submit" class="primary">
              {t('join.do')}
            </button>
          </form>
        </div>
      </Layout>,
      failure ? (failure.status as 422) : 200,
    )
  }

  app.post('/join/:secret', async (c) => {
    await rates.signIn(c.get('machine'), 'join')
    const seat = await findInvitation(service.store.database, c.req.param('secret'), service.store.now())
    if (!seat) throw new ServerError(404, 'no-invitation')
    const form = await c.req.formData()
    const name =
      String(form.get('name') ?? '')
        .trim()
        .slice(0, 100) || seat.name
    const password = String(form.get('password') ?? '')
    // An invitation holds for its own address; only the first owner, whom nobody could invite, names one.
    const email = isOpenSeat(seat.email)
      ? String(form.get('email') ?? '')
          .trim()
          .toLowerCase()
      : seat.email
    try {
      // Whoever has an account already takes the seat with its password.
      const signed = await accounts.signUp(email, name, password).catch((error: unknown) => {
        if (error instanceof ServerError && error.code === 'account-exists') return accounts.signIn(email, password)
        throw error
      })
      await takeSeat(service.store.database, seat.id, signed.account.id, { email, name })
      for (const cookie of signed.cookies) c.header('set-cookie', cookie, { append: true })
      setCookie(c, WORKSPACE_COOKIE, seat.workspace_id, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: service.address().startsWith('https:'),
      })
      return c.redirect('/', 303)
    } catch (error) {
      if (error instanceof ServerError && error.status !== 429) return joinPage(c, name, seat.email, error)
      throw error
    }
  })

  return app
}

/** The seat that waits for the first owner. */
function isOpenSeat(email: string): boolean {
  return email === FIRST_OWNER
}

async function takeInvitedSeats(service: Service, account: Account): Promise<void> {
  // Only an address that the organisation vouches for opens a seat.
  if (!account.emailVerified) return
  const seats = await service.store.database.db
    .selectFrom('members')
    .select('id')
    .where('email', '=', account.email.toLowerCase())
    .where('user_id', 'is', null)
    .where('invited_until', '>', service.store.now().toISOString())
    .execute()
  for (const { id } of seats) await takeSeat(service.store.database, id, account.id)
}
