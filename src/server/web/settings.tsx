import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import { LibraryError } from '../../library/library-error.js'
import type { AuditCheck } from '../../store/audit.js'
import { Settings } from '../../store/settings.js'
import { type ApiKeyRow, type AuditRow, type MemberRow, Role } from '../../store/tables.js'
import { may, mustBe, type Service, type Variables, workspaceOf } from '../context.js'
import { ServerError } from '../failure.js'
import { homeCountry, silencesIn, withHome, withoutSilence, withSilence } from '../house-rules-text.js'
import { replaceSettings } from '../replace-settings.js'
import { Layout, Notice } from './layout.js'
import { day, type Frame, type Page, type Reader, readerOf, THEME_COOKIE, when } from './page.js'

/** What house rules look like; shown where there are none yet. */
const EXAMPLE = `name: Example Corp.
home:
  country: Japan
thresholds:
  - { item: C13, value: notice, adverse_below: 30 days }
severities:
  - { item: C05, severity: low, reason: we keep our own backups, by: Legal }`

/** Rows of the audit log on one page. */
const AUDIT_ROWS = 100

/** What a workspace decides for itself: house rules, members, keys, retention, language; and its audit log. */
export const settings: Page = {
  navigation: { href: '/settings', label: 'nav.settings' },
  routes(service, frame) {
    const app = new Hono<Variables>()

    app.get('/settings', async (c) => {
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      return c.html(
        await settingsPage(service, frame, reader, workspaceOf(c, service, 'reader'), {
          saved: c.req.query('saved') !== undefined,
        }),
      )
    })

    app.post('/settings', async (c) => {
      const workspace = workspaceOf(c, service, 'owner')
      const form = Object.fromEntries(await c.req.formData())
      const before = await workspace.settings.read()
      const days = String(form.retention_days ?? '').trim()
      const country = String(form.home_country ?? '').trim()
      const changed = Settings.safeParse({
        ...before,
        language: form.language,
        retention_days: days === '' ? null : Number(days),
        house_rules:
          country === homeCountry(before.house_rules) ? before.house_rules : withHome(before.house_rules, country),
      })
      if (!changed.success) throw refusedBy(changed.error)
      await replaceSettings(service, workspace, changed.data)
      return c.redirect('/settings?saved', 303)
    })

    app.post('/settings/house-rules', async (c) => {
      const workspace = workspaceOf(c, service, 'owner')
      const source = String((await c.req.formData()).get('house_rules') ?? '').replace(/\r\n?/g, '\n')
      const before = await workspace.settings.read()
      try {
        await replaceSettings(service, workspace, { ...before, house_rules: source.trim() === '' ? null : source })
        return c.redirect('/settings?saved#rules', 303)
      } catch (error) {
        if (!(error instanceof LibraryError)) throw error
        const reader = readerOf(c, getCookie(c, THEME_COOKIE))
        return c.html(await settingsPage(service, frame, reader, workspace, { refused: { error, source } }), 422)
      }
    })

    app.post('/settings/silences', async (c) => {
      const identity = mustBe(c, 'owner')
      const workspace = workspaceOf(c, service, 'owner')
      const form = Object.fromEntries(await c.req.formData())
      const before = await workspace.settings.read()
      const house_rules =
        typeof form.remove === 'string'
          ? withoutSilence(before.house_rules, Number(form.remove))
          : withSilence(before.house_rules, {
              item: String(form.item ?? ''),
              reason: String(form.reason ?? '').trim(),
              by: identity.by === 'home' ? 'home' : identity.name,
              until: String(form.until ?? ''),
            })
      await replaceSettings(service, workspace, { ...before, house_rules })
      return c.redirect('/settings?saved#silences', 303)
    })

    app.post('/settings/keys', async (c) => {
      const workspace = workspaceOf(c, service, 'owner')
      const form = Object.fromEntries(await c.req.formData())
      if (typeof form.revoke === 'string') {
        await workspace.keys.revoke(form.revoke)
        return c.redirect('/settings?saved#keys', 303)
      }
      const input = z
        .object({
          name: z.string().trim().min(1).max(100),
          role: Role.exclude(['owner']),
          days: z.coerce.number().int().min(0).max(3650),
        })
        .safeParse(form)
      if (!input.success) throw refusedBy(input.error)
      const { name, role, days } = input.data
      const { secret } = await workspace.keys.create(name, role, days === 0 ? null : days)
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      // Drawn in the answer itself: a secret has no place in an address.
      return c.html(await settingsPage(service, frame, reader, workspace, { secret }))
    })

    app.post('/settings/members', async (c) => {
      const workspace = workspaceOf(c, service, 'owner')
      const form = Object.fromEntries(await c.req.formData())
      if (!service.accounts) throw new ServerError(409, 'no-accounts')
      if (typeof form.remove === 'string') {
        await workspace.members.remove(form.remove)
        return c.redirect('/settings?saved#members', 303)
      }
      if (typeof form.member === 'string') {
        await workspace.members.setRole(form.member, Role.parse(form.role))
        return c.redirect('/settings?saved#members', 303)
      }
      const input = z
        .object({ email: z.email().max(200), name: z.string().trim().min(1).max(100), role: Role })
        .safeParse(form)
      if (!input.success) throw refusedBy(input.error)
      const secret = await workspace.members.invite(input.data.email, input.data.name, input.data.role)
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      return c.html(
        await settingsPage(service, frame, reader, workspace, { invitation: `${service.address()}/join/${secret}` }),
      )
    })

    app.get('/settings/audit', async (c) => {
      const { audit } = workspaceOf(c, service, 'owner')
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const before = Number(c.req.query('before')) || undefined
      const [check, rows] = [await audit.verify(), await audit.list(AUDIT_ROWS, before)]
      return c.html(<AuditPage service={service} frame={frame} reader={reader} check={check} rows={rows} />)
    })

    return app
  },
}

function refusedBy(error: z.ZodError): ServerError {
  const issue = error.issues[0]
  return new ServerError(422, 'bad-request', issue?.path.join('.') ?? '', { why: issue?.message ?? '' })
}

interface Told {
  /** House rules that could not be used, as they were typed. */
  refused?: { error: LibraryError; source: string }
  saved?: boolean
  secret?: string
  invitation?: string
}

async function settingsPage(
  service: Service,
  frame: Frame,
  reader: Reader,
  workspace: ReturnType<typeof workspaceOf>,
  told: Told,
) {
  const owner = may(reader.identity, 'owner')
  return (
    <SettingsPage
      service={service}
      frame={frame}
      reader={reader}
      settings={await workspace.settings.read()}
      members={service.accounts ? await workspace.members.list() : null}
      keys={owner ? await workspace.keys.list() : []}
      told={told}
    />
  )
}

interface SettingsProps {
  service: Service
  frame: Frame
  reader: Reader
  settings: Settings
  members: MemberRow[] | null
  keys: ApiKeyRow[]
  told: Told
}

function SettingsPage({ service, frame, reader, settings: s, members, keys, told }: SettingsProps) {
  const { t, language, identity } = reader
  const owner = may(identity, 'owner')
  const silences = silencesIn(s.house_rules)
  const itemName = (id: string) => service.library.items.find((i) => i.id === id)?.names[language] ?? id
  return (
    <Layout service={service} frame={frame} reader={reader} title={t('settings.title')}>
      <div class="page-head">
        <h1>{t('settings.title')}</h1>
        {owner ? (
          <a class="button" href="/settings/audit">
            {t('audit.title')}
          </a>
        ) : null}
      </div>
      {told.saved ? <Notice kind="done">{t('settings.saved')}</Notice> : null}
      {told.secret ? (
        <Notice kind="done">
          <p>{t('settings.key-made')}</p>
          <p>
            <code id="secret">{told.secret}</code>{' '}
            <button type="button" data-copy="secret" data-copied={t('questions.copied')} hidden>
              {t('questions.copy')}
            </button>
          </p>
        </Notice>
      ) : null}
      {told.invitation ? (
        <Notice kind="done">
          <p>{t('settings.invited')}</p>
          <p>
            <code id="invitation">{told.invitation}</code>{' '}
            <button type="button" data-copy="invitation" data-copied={t('questions.copied')} hidden>
              {t('questions.copy')}
            </button>
          </p>
        </Notice>
      ) : null}

      <section class="card" aria-labelledby="house">
        <h2 id="house">{t('settings.house')}</h2>
        <form method="post" action="/settings" class="fields">
          <label>
            {t('settings.language')}
            <select name="language" disabled={!owner}>
              {(['ja', 'en'] as const).map((l) => (
                <option value={l} selected={s.language === l}>
                  {t(`language.${l}`)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('settings.home-country')}
            <input name="home_country" required maxlength={60} value={homeCountry(s.house_rules)} disabled={!owner} />
          </label>
          <label>
            {t('settings.retention')}
            <input
              name="retention_days"
              type="number"
              min={1}
              max={36500}
              value={s.retention_days ?? ''}
              placeholder={t('settings.keep-for-good')}
              disabled={!owner}
            />
          </label>
          {owner ? (
            <button type="submit" class="primary">
              {t('save')}
            </button>
          ) : null}
        </form>
      </section>

      <section class="card" aria-labelledby="silences">
        <h2 id="silences">{t('settings.silences')}</h2>
        <p class="hint">{t('settings.silences-text')}</p>
        {silences.length > 0 ? (
          <section class="table-frame" tabindex={0} aria-label={t('settings.silences')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('matrix.item')}</th>
                  <th scope="col">{t('decision.reason')}</th>
                  <th scope="col">{t('settings.by')}</th>
                  <th scope="col">{t('settings.until')}</th>
                  <th scope="col">
                    <span class="visually-hidden">{t('document.more')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {silences.map((silence, i) => (
                  <tr>
                    <td>
                      <span class="item-id">{silence.item ?? silence.rule}</span>{' '}
                      {silence.item ? itemName(silence.item) : ''}
                    </td>
                    <td>{silence.reason}</td>
                    <td>{silence.by === 'home' ? t('decision.you') : silence.by}</td>
                    <td>{silence.until}</td>
                    <td>
                      {owner ? (
                        <form method="post" action="/settings/silences">
                          <button type="submit" name="remove" value={String(i)} class="quiet">
                            {t('settings.remove')}
                          </button>
                        </form>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ) : null}
        {owner ? (
          <form method="post" action="/settings/silences" class="fields">
            <label>
              {t('matrix.item')}
              <select name="item" required>
                {service.library.items.map((item) => (
                  <option value={item.id}>{`${item.id} ${item.names[language]}`}</option>
                ))}
              </select>
            </label>
            <label class="grow">
              {t('decision.reason')}
              <input name="reason" required maxlength={500} />
            </label>
            <label>
              {t('settings.until')}
              <input name="until" type="date" required />
            </label>
            <button type="submit">{t('settings.silence')}</button>
          </form>
        ) : null}
      </section>

      <section class="card" aria-labelledby="rules">
        <h2 id="rules">{t('settings.rules')}</h2>
        <p class="hint">{t('settings.rules-text')}</p>
        {told.refused ? (
          <Notice kind="error">
            <p>
              <strong>{told.refused.error.text[language]}</strong>
            </p>
            <p class="code">{told.refused.error.place}</p>
            <p>{told.refused.error.next[language]}</p>
          </Notice>
        ) : null}
        <form method="post" action="/settings/house-rules" class="stack">
          <label>
            <span class="visually-hidden">{t('settings.rules')}</span>
            <textarea
              name="house_rules"
              rows={10}
              class="code"
              spellcheck={false}
              readonly={!owner}
              placeholder={EXAMPLE}
            >
              {told.refused?.source ?? s.house_rules ?? ''}
            </textarea>
          </label>
          {owner ? (
            <div>
              <button type="submit">{t('settings.rules-save')}</button>
            </div>
          ) : null}
        </form>
      </section>

      {members ? <Members members={members} owner={owner} reader={reader} /> : null}

      {owner ? (
        <section class="card" aria-labelledby="keys">
          <h2 id="keys">{t('settings.keys')}</h2>
          <p class="hint">
            {t('settings.keys-text')} <a href="/api/docs">{t('nav.api')}</a>
          </p>
          {keys.length > 0 ? (
            <section class="table-frame" tabindex={0} aria-label={t('settings.keys')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('settings.key-name')}</th>
                    <th scope="col">{t('settings.role')}</th>
                    <th scope="col">{t('settings.made')}</th>
                    <th scope="col">{t('settings.until')}</th>
                    <th scope="col">{t('settings.last-used')}</th>
                    <th scope="col">
                      <span class="visually-hidden">{t('document.more')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {keys.map((key) => (
                    <tr>
                      <td>
                        {key.name} <code>{key.hint}…</code>
                      </td>
                      <td>{t(`role.${key.role}`)}</td>
                      <td>{day(key.created_at, language)}</td>
                      <td>{key.expires_at ? day(key.expires_at, language) : t('settings.for-good')}</td>
                      <td>{key.last_used_at ? when(key.last_used_at, language) : '–'}</td>
                      <td>
                        <form method="post" action="/settings/keys">
                          <button type="submit" name="revoke" value={key.id} class="quiet">
                            {t('settings.revoke')}
                          </button>
                        </form>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          ) : null}
          <form method="post" action="/settings/keys" class="fields">
            <label class="grow">
              {t('settings.key-name')}
              <input name="name" required maxlength={100} autocomplete="off" />
            </label>
            <label>
              {t('settings.role')}
              <select name="role">
                <option value="editor">{t('role.editor')}</option>
                <option value="reader">{t('role.reader')}</option>
              </select>
            </label>
            <label>
              {t('settings.days')}
              <select name="days">
                <option value="90">{t('settings.days-n', { count: 90 })}</option>
                <option value="365">{t('settings.days-n', { count: 365 })}</option>
                <option value="0">{t('settings.for-good')}</option>
              </select>
            </label>
            <button type="submit">{t('settings.make-key')}</button>
          </form>
        </section>
      ) : null}

      <section class="card" aria-labelledby="about">
        <h2 id="about">{t('settings.about')}</h2>
        <dl class="values">
          <div>
            <dt>{t('settings.library')}</dt>
            <dd>
              <code>{service.library.version.slice(0, 12)}</code>
            </dd>
          </div>
          <div>
            <dt>{t('settings.database')}</dt>
            <dd>{service.store.database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'}</dd>
          </div>
        </dl>
      </section>
    </Layout>
  )
}

function Members({ members, owner, reader: { t } }: { members: MemberRow[]; owner: boolean; reader: Reader }) {
  return (
    <section class="card" aria-labelledby="members">
      <h2 id="members">{t('settings.members')}</h2>
      <section class="table-frame" tabindex={0} aria-label={t('settings.members')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('settings.name')}</th>
              <th scope="col">{t('settings.email')}</th>
              <th scope="col">{t('settings.role')}</th>
              <th scope="col">
                <span class="visually-hidden">{t('document.more')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {members.map((m) => (
              <tr>
                <td>
                  {m.name} {m.user_id ? null : <span class="hint">{t('settings.not-joined')}</span>}
                </td>
                <td>{m.email}</td>
                <td>
                  {owner ? (
                    <form method="post" action="/settings/members" class="inline">
                      <input type="hidden" name="member" value={m.id} />
                      <select name="role" aria-label={`${t('settings.role')}: ${m.name}`}>
                        {Role.options.map((role) => (
                          <option value={role} selected={m.role === role}>
                            {t(`role.${role}`)}
                          </option>
                        ))}
                      </select>
                      <button type="submit" class="quiet">
                        {t('save')}
                      </button>
                    </form>
                  ) : (
                    t(`role.${m.role}`)
                  )}
                </td>
                <td>
                  {owner ? (
                    <form method="post" action="/settings/members">
                      <button type="submit" name="remove" value={m.id} class="quiet">
                        {t('settings.remove')}
                      </button>
                    </form>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {owner ? (
        <form method="post" action="/settings/members" class="fields">
          <label>
            {t('settings.name')}
            <input name="name" required maxlength={100} autocomplete="off" />
          </label>
          <label class="grow">
            {t('settings.email')}
            <input name="email" type="email" required maxlength={200} autocomplete="off" />
          </label>
          <label>
            {t('settings.role')}
            <select name="role">
              <option value="editor">{t('role.editor')}</option>
              <option value="reader">{t('role.reader')}</option>
              <option value="owner">{t('role.owner')}</option>
            </select>
          </label>
          <button type="submit">{t('settings.invite')}</button>
        </form>
      ) : null}
    </section>
  )
}

function AuditPage({
  service,
  frame,
  reader,
  check,
  rows,
}: {
  service: Service
  frame: Frame
  reader: Reader
  check: AuditCheck
  rows: AuditRow[]
}) {
  const { t, language } = reader
  const last = rows.at(-1)
  return (
    <Layout service={service} frame={frame} reader={reader} title={t('audit.title')}>
      <p class="crumbs">
        <a href="/settings">{t('settings.title')}</a>
      </p>
      <h1>{t('audit.title')}</h1>
      {check.broken.length > 0 ? (
        <Notice kind="error">{t('audit.broken', { rows: check.broken.join(', ') })}</Notice>
      ) : (
        <Notice kind="done">{t('audit.whole', { count: check.rows })}</Notice>
      )}
      <section class="table-frame" tabindex={0} aria-label={t('audit.title')}>
        <table class="audit">
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('audit.number')}
              </th>
              <th scope="col">{t('audit.at')}</th>
              <th scope="col">{t('settings.by')}</th>
              <th scope="col">{t('audit.action')}</th>
              <th scope="col">{t('audit.subject')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr class={check.broken.includes(row.seq) ? 'broken' : ''}>
                <td class="number">{row.seq}</td>
                <td>{when(row.at, language)}</td>
                <td>{row.actor_name === 'home' ? t('decision.you') : row.actor_name}</td>
                <td>{t(`audit.actions.${row.action.replace('.', '-')}`)}</td>
                <td>
                  <code>{row.subject}</code> <span class="detail">{row.detail === '{}' ? '' : row.detail}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {last && last.seq > 1 && rows.length === AUDIT_ROWS ? (
        <p>
          <a href={`/settings/audit?before=${last.seq}`}>{t('audit.older')}</a>
        </p>
      ) : null}
    </Layout>
  )
}
