import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Text } from '../../model/text.js'
import type { LookRow, NoticeRow, WatchedRow } from '../../store/tables.js'
import { Watched } from '../../watch/declaration.js'
import { checkAddress } from '../../watch/public-address.js'
import type { Notice as ToldNotice } from '../../watch/tell/change-notice.js'
import { atomFeed } from '../../watch/tell/feed.js'
import { headline, standing } from '../../watch/tell/notice-words.js'
import { readWatchEnvironment } from '../../watch/watch-environment.js'
import { may, type Service, type Variables, workspaceOf } from '../context.js'
import { Chip } from './chips.js'
import type { IconName } from './icons.js'
import { Layout, Notice } from './layout.js'
import { type Frame, type Page, type Reader, readerOf, THEME_COOKIE, when } from './page.js'

const NewWatched = z.object({
  provider: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  kind: Watched.shape.kind,
  addresses: z.string().trim().min(1).max(8000),
  select: z.string().trim().max(1000).default(''),
})
const NewChannel = z.object({
  kind: z.enum(['mail', 'webhook', 'slack']),
  target: z.string().trim().min(3).max(2000),
  at_once_from: z.enum(['high', 'medium', 'low']),
  digest: z.enum(['daily', 'weekly', 'never']),
})

const OUTCOME: Record<string, { kind: string; icon: IconName }> = {
  first: { kind: 'neutral', icon: 'neutral' },
  unchanged: { kind: 'neutral', icon: 'neutral' },
  changed: { kind: 'adverse', icon: 'changed' },
  flapping: { kind: 'unclear', icon: 'unclear' },
  failed: { kind: 'unclear', icon: 'unclear' },
  upgraded: { kind: 'neutral', icon: 'neutral' },
}

/** What providers publish: the watched documents, what was told of them, and whom to tell. */
export const watch: Page = {
  navigation: { href: '/watch', label: 'nav.watch' },
  routes(service, frame) {
    const app = new Hono<Variables>()

    app.get('/watch', async (c) => {
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const workspace = workspaceOf(c, service, 'reader')
      const rows = await workspace.watch.list()
      const looks = new Map<string, LookRow | undefined>()
      for (const row of rows) looks.set(row.id, (await workspace.watch.looks(row.id, 1))[0])
      const notices = await workspace.notices.list()
      const channels = may(reader.identity, 'owner') ? await workspace.notices.channels() : []
      return c.html(<ListPage {...{ service, frame, reader, rows, looks, notices, channels }} problem={null} />)
    })

    app.post('/watch', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const input = NewWatched.parse(Object.fromEntries(await c.req.formData()))
      const { allowed } = readWatchEnvironment(process.env)
      const addresses = input.addresses.split(/\s+/).filter(Boolean)
      for (const address of addresses) checkAddress(address, allowed)
      const select = input.select === '' ? [] : [input.select]
      const declared = Watched.parse({
        provider: input.provider,
        name: input.name,
        kind: input.kind,
        sources: addresses.map((address) => ({ address, select })),
      })
      const now = service.store.now().toISOString()
      const row = await workspace.watch.add(input.provider, input.name, JSON.stringify(declared), now)
      return c.redirect(`/watch/${row.id}`, 303)
    })

    app.post('/watch/channels', async (c) => {
      const workspace = workspaceOf(c, service, 'owner')
      const form = Object.fromEntries(await c.req.formData())
      if (typeof form.remove === 'string') await workspace.notices.removeChannel(form.remove)
      else {
        const input = NewChannel.parse(form)
        if (input.kind !== 'mail') checkAddress(input.target, readWatchEnvironment(process.env).allowed)
        await workspace.notices.addChannel({ ...input, language: c.get('language') })
      }
      return c.redirect('/watch#channels', 303)
    })

    app.post('/watch/notices/:id', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const form = Object.fromEntries(await c.req.formData())
      await workspace.notices.settle(c.req.param('id'), {
        acknowledged: form.acknowledged === 'yes',
        assignedTo: String(form.assigned_to ?? '').slice(0, 200),
        note: String(form.note ?? '').slice(0, 2000),
      })
      return c.redirect('/watch#notices', 303)
    })

    app.get('/watch/feed.atom', async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const provider = c.req.query('provider')
      const rows = await workspace.watch.list()
      const ids = provider === undefined ? undefined : rows.filter((r) => r.provider === provider).map((r) => r.id)
      const notices = (await workspace.notices.list(ids)).map((n) => JSON.parse(n.notice) as ToldNotice)
      const self = `${service.address()}${c.req.path}${provider === undefined ? '' : `?provider=${encodeURIComponent(provider)}`}`
      const title = provider === undefined ? 'yakkan' : `yakkan: ${provider}`
      const feed = atomFeed(notices, { self, title, page: `${service.address()}/watch` }, c.get('language'))
      return c.body(feed, 200, { 'content-type': 'application/atom+xml; charset=utf-8' })
    })

    app.get('/watch/:id', async (c) => {
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const workspace = workspaceOf(c, service, 'reader')
      const row = await workspace.watch.get(c.req.param('id'))
      const looks = await workspace.watch.looks(row.id)
      return c.html(<WatchedPage {...{ service, frame, reader, row, looks }} />)
    })

    app.post('/watch/:id', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const id = c.req.param('id')
      const row = await workspace.watch.get(id)
      const form = Object.fromEntries(await c.req.formData())
      if (form.action === 'remove') {
        await workspace.watch.remove(id)
        return c.redirect('/watch', 303)
      }
      // A new declaration makes the document due at once; the same one does no more than that.
      await workspace.watch.redeclare(id, row.declaration)
      return c.redirect(`/watch/${id}?soon`, 303)
    })

    return app
  },
}

interface Common {
  service: Service
  frame: Frame
  reader: Reader
}

interface ListProps extends Common {
  rows: WatchedRow[]
  looks: ReadonlyMap<string, LookRow | undefined>
  notices: NoticeRow[]
  channels: { id: string; kind: string; target: string; at_once_from: string; digest: string; secret: string }[]
  problem: string | null
}

function ListPage({ service, frame, reader, rows, looks, notices, channels }: ListProps) {
  const { t, language, identity } = reader
  const open = notices.filter((n) => n.state === 'open')
  return (
    <Layout service={service} frame={frame} reader={reader} title={t('watch.title')}>
      <div class="page-head">
        <h1>{t('watch.title')}</h1>
        <div class="actions">
          <a class="button" href={`/watch/feed.atom?lang=${language}`}>
            {t('watch.feed')}
          </a>
        </div>
      </div>
      <p class="hint lead">{t('watch.about')}</p>

      <section aria-labelledby="notices">
        <h2 id="notices">{t('watch.notices', { count: open.length })}</h2>
        {open.length === 0 ? <p class="empty">{t('watch.no-notices')}</p> : null}
        {open.map((row) => (
          <NoticeCard row={row} reader={reader} />
        ))}
      </section>

      <section aria-labelledby="documents">
        <h2 id="documents">{t('watch.documents')}</h2>
        {rows.length === 0 ? (
          <p class="empty">{t('watch.none')}</p>
        ) : (
          <section class="table-frame" tabindex={0} aria-label={t('watch.documents')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('watch.provider')}</th>
                  <th scope="col">{t('watch.document')}</th>
                  <th scope="col">{t('watch.last')}</th>
                  <th scope="col">{t('watch.state')}</th>
                  <th scope="col">{t('watch.next')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => {
                  const look = looks.get(row.id)
                  return (
                    <tr>
                      <td>{row.provider}</td>
                      <td>
                        <a href={`/watch/${row.id}`}>{row.name}</a>
                      </td>
                      <td>{look ? when(look.at, language) : t('watch.never')}</td>
                      <td>{look ? <OutcomeChip look={look} reader={reader} /> : ''}</td>
                      <td>{when(row.next_look, language)}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </section>
        )}
      </section>

      {may(identity, 'editor') ? (
        <section class="card" aria-labelledby="add">
          <h2 id="add">{t('watch.add')}</h2>
          <form method="post" action="/watch" class="fields">
            <label>
              {t('watch.provider')}
              <input name="provider" required maxlength={200} />
            </label>
            <label>
              {t('watch.document')}
              <input name="name" required maxlength={200} />
            </label>
            <label>
              {t('watch.kind')}
              <select name="kind">
                {(['terms', 'sla', 'dpa', 'privacy', 'contract', 'other'] as const).map((kind) => (
                  <option value={kind}>{t(`watch.kind-${kind}`)}</option>
                ))}
              </select>
            </label>
            <label class="grow">
              {t('watch.addresses')}
              <textarea name="addresses" required rows={2} placeholder="https://" />
            </label>
            <label>
              {t('watch.select')}
              <input name="select" maxlength={1000} placeholder="main" />
            </label>
            <button type="submit" class="primary">
              {t('watch.add-button')}
            </button>
          </form>
        </section>
      ) : null}

      {may(identity, 'owner') ? (
        <section class="card" aria-labelledby="channels">
          <h2 id="channels">{t('watch.channels')}</h2>
          <p class="hint">{t('watch.channels-text')}</p>
          {channels.map((channel) => (
            <form method="post" action="/watch/channels" class="inline">
              <p>
                <strong>{t(`watch.channel-${channel.kind}`)}</strong> {channel.target}{' '}
                <span class="hint">
                  {t('watch.channel-when', {
                    level: t(`severity.${channel.at_once_from}`),
                    digest: t(`watch.digest-${channel.digest}`),
                  })}
                </span>{' '}
                {channel.kind === 'mail' ? null : <code>{channel.secret}</code>}{' '}
                <button type="submit" name="remove" value={channel.id} class="quiet">
                  {t('settings.remove')}
                </button>
              </p>
            </form>
          ))}
          <form method="post" action="/watch/channels" class="fields">
            <label>
              {t('watch.channel')}
              <select name="kind">
                {(['mail', 'webhook', 'slack'] as const).map((kind) => (
                  <option value={kind}>{t(`watch.channel-${kind}`)}</option>
                ))}
              </select>
            </label>
            <label class="grow">
              {t('watch.target')}
              <input name="target" required maxlength={2000} />
            </label>
            <label>
              {t('watch.at-once')}
              <select name="at_once_from">
                {(['high', 'medium', 'low'] as const).map((level) => (
                  <option value={level}>{t(`severity.${level}`)}</option>
                ))}
              </select>
            </label>
            <label>
              {t('watch.digest')}
              <select name="digest">
                {(['daily', 'weekly', 'never'] as const).map((digest) => (
                  <option value={digest}>{t(`watch.digest-${digest}`)}</option>
                ))}
              </select>
            </label>
            <button type="submit">{t('watch.channel-add')}</button>
          </form>
        </section>
      ) : null}
    </Layout>
  )
}

function NoticeCard({ row, reader }: { row: NoticeRow; reader: Reader }) {
  const { t, language, identity } = reader
  // Written by the watch itself.
  const told = JSON.parse(row.notice) as ToldNotice
  return (
    <article class="card">
      <h3>
        <a href={new URL(told.link).pathname}>{headline(told, language)}</a>
      </h3>
      <p class="hint">{when(row.at, language)}</p>
      {told.kind === 'change' ? (
        <ul>
          {told.changes.slice(0, 5).map((change) => (
            <li>
              <span class={change.effect === 'helps' ? 'effect-helps' : `severity severity-${change.severity}`}>
                {standing(change, language)}
              </span>{' '}
              {change.place} {change.reasons.map((r) => r[language]).join(' ')}
            </li>
          ))}
        </ul>
      ) : (
        <p>
          {told.why[language]} {told.next[language]}
        </p>
      )}
      {may(identity, 'editor') ? (
        <form method="post" action={`/watch/notices/${row.id}`} class="fields">
          <label>
            {t('watch.assigned')}
            <input name="assigned_to" maxlength={200} value={row.assigned_to} />
          </label>
          <label class="grow">
            {t('watch.note')}
            <input name="note" maxlength={2000} value={row.note} />
          </label>
          <button type="submit" name="acknowledged" value="no">
            {t('save')}
          </button>
          <button type="submit" name="acknowledged" value="yes" class="primary">
            {t('watch.acknowledge')}
          </button>
        </form>
      ) : null}
    </article>
  )
}

function OutcomeChip({ look, reader }: { look: LookRow; reader: Reader }) {
  const { kind, icon } = OUTCOME[look.outcome]!
  return (
    <Chip kind={kind} icon={icon}>
      {reader.t(`watch.outcome-${look.outcome}`)}
    </Chip>
  )
}

interface WatchedProps extends Common {
  row: WatchedRow
  looks: LookRow[]
}

function WatchedPage({ service, frame, reader, row, looks }: WatchedProps) {
  const { t, language, identity, path } = reader
  const declared = Watched.parse(JSON.parse(row.declaration))
  return (
    <Layout service={service} frame={frame} reader={reader} title={`${row.provider} ${row.name}`}>
      <p class="crumbs">
        <a href="/watch">{t('watch.title')}</a>
      </p>
      <div class="page-head">
        <h1>
          {row.provider} – {row.name}
        </h1>
        <div class="actions">
          {row.document_id ? (
            <a class="button" href={`/documents/${row.document_id}`}>
              {t('watch.open-document')}
            </a>
          ) : null}
          {may(identity, 'editor') ? (
            <form method="post" action={path} class="inline">
              <button type="submit" name="action" value="look">
                {t('watch.look-now')}
              </button>{' '}
              <button type="submit" name="action" value="remove" class="quiet">
                {t('watch.stop')}
              </button>
            </form>
          ) : null}
        </div>
      </div>
      <Notice kind="info">{t('watch.next-look', { at: when(row.next_look, language) })}</Notice>
      <section aria-labelledby="sources">
        <h2 id="sources">{t('watch.sources')}</h2>
        <ul>
          {declared.sources.map((source) => (
            <li>
              <code>{source.address}</code>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="timeline">
        <h2 id="timeline">{t('watch.timeline')}</h2>
        {looks.length === 0 ? <p class="empty">{t('watch.never')}</p> : null}
        <ol class="stack">
          {looks.map((look, k) => {
            // Newest first: the version before is that of the next look that kept one.
            const before = look.version_id ? looks.slice(k + 1).find((l) => l.version_id !== null) : undefined
            const why = look.why ? (JSON.parse(look.why) as Text)[language] : ''
            return (
              <li>
                <time datetime={look.at}>{when(look.at, language)}</time> <OutcomeChip look={look} reader={reader} />{' '}
                {look.version_id && row.document_id ? (
                  <a href={`/documents/${row.document_id}?version=${look.version_id}`}>{t('watch.version')}</a>
                ) : null}{' '}
                {before && look.outcome !== 'upgraded' ? (
                  <a href={`/compare/${before.version_id}/${look.version_id}`}>{t('watch.changes')}</a>
                ) : null}{' '}
                <span class="hint">{why}</span>
              </li>
            )
          })}
        </ol>
      </section>
    </Layout>
  )
}
