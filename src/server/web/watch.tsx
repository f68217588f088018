import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import type { DeliveryRow, LookRow, NoticeRow, WatchedRow } from '../../store/tables.js'
import { checkDeclared } from '../../watch/declaration.js'
import { type Imported, importDeclaration } from '../../watch/import-declaration.js'
import { checkAddress } from '../../watch/public-address.js'
import type { Notice as ToldNotice } from '../../watch/tell/change-notice.js'
import { atomFeed } from '../../watch/tell/feed.js'
import { readWatchEnvironment } from '../../watch/watch-environment.js'
import { WatchError } from '../../watch/watch-error.js'
import { may, type Service, type Variables, workspaceOf } from '../context.js'
import { uploadedFiles } from '../uploaded-files.js'
import { DeclarationForm, declaredIn } from './declaration-form.js'
import { Layout, Notice } from './layout.js'
import { NoticeCard } from './notice-card.js'
import { type Frame, type Page, type Reader, readerOf, THEME_COOKIE, when } from './page.js'
import { OutcomeChip, WatchedPage } from './watched.js'

const allowed = (): ReadonlySet<string> => readWatchEnvironment(process.env).allowed

/** @throws WatchError `bad-declaration` */
function jsonOf(content: Uint8Array, fileName: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(content))
  } catch (cause) {
    throw new WatchError('bad-declaration', fileName, { detail: 'JSON' }, { cause })
  }
}

const NewChannel = z.object({
  kind: z.enum(['mail', 'webhook', 'slack']),
  target: z.string().trim().min(3).max(2000),
  at_once_from: z.enum(['high', 'medium', 'low']),
  digest: z.enum(['daily', 'weekly', 'never']),
})

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
      const open = notices.filter((n) => n.state === 'open')
      const all = await workspace.notices.channels()
      const named = new Map(all.map((channel) => [channel.id, channel.target]))
      const deliveries = (await workspace.notices.deliveries(...open.map((n) => n.id))).map((d) => ({
        ...d,
        channel: named.get(d.channel_id) ?? '',
      }))
      const channels = may(reader.identity, 'owner') ? all : []
      return c.html(<ListPage {...{ service, frame, reader, rows, looks, open, deliveries, channels }} />)
    })

    app.post('/watch', async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const declared = declaredIn(await c.req.formData())
      checkDeclared(declared, allowed())
      const now = service.store.now().toISOString()
      const row = await workspace.watch.add(declared.provider, declared.name, JSON.stringify(declared), now)
      return c.redirect(`/watch/${row.id}`, 303)
    })

    app.post('/watch/import', async (c) => {
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const workspace = workspaceOf(c, service, 'editor')
      const { files } = await uploadedFiles(c)
      const imported: Imported = { added: [], notices: [] }
      for (const { fileName, content } of files) {
        const { added, notices } = await importDeclaration(workspace, jsonOf(content, fileName), fileName, allowed())
        imported.added.push(...added)
        imported.notices.push(...notices)
      }
      return c.html(<ImportedPage {...{ service, frame, reader, imported }} />)
    })

    app.post('/watch/channels', async (c) => {
      const workspace = workspaceOf(c, service, 'owner')
      const form = Object.fromEntries(await c.req.formData())
      if (typeof form.remove === 'string') await workspace.notices.removeChannel(form.remove)
      else {
        const input = NewChannel.parse(form)
        if (input.kind !== 'mail') checkAddress(input.target, allowed())
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
      const form = await c.req.formData()
      if (form.get('action') === 'remove') {
        await workspace.watch.remove(id)
        return c.redirect('/watch', 303)
      }
      if (form.get('action') === 'change') {
        const declared = { ...declaredIn(form), provider: row.provider, name: row.name }
        checkDeclared(declared, allowed())
        await workspace.watch.redeclare(id, JSON.stringify(declared))
        return c.redirect(`/watch/${id}`, 303)
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
  open: NoticeRow[]
  deliveries: (DeliveryRow & { channel: string })[]
  channels: { id: string; kind: string; target: string; at_once_from: string; digest: string; secret: string }[]
}

function ListPage({ service, frame, reader, rows, looks, open, deliveries, channels }: ListProps) {
  const { t, language, identity } = reader
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
          <NoticeCard row={row} deliveries={deliveries.filter((d) => d.notice_id === row.id)} reader={reader} />
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
          <DeclarationForm action="/watch" reader={reader} declared={null} />
          <details>
            <summary>{t('watch.import')}</summary>
            <form method="post" action="/watch/import" enctype="multipart/form-data" class="fields">
              <label class="grow">
                {t('watch.import-file')}
                <input type="file" name="file" accept=".json,application/json" multiple required />
              </label>
              <button type="submit">{t('watch.import-button')}</button>
            </form>
          </details>
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

function ImportedPage({ service, frame, reader, imported }: Common & { imported: Imported }) {
  const { t, language } = reader
  return (
    <Layout service={service} frame={frame} reader={reader} title={t('watch.import')}>
      <p class="crumbs">
        <a href="/watch">{t('watch.title')}</a>
      </p>
      <h1>{t('watch.imported', { count: imported.added.length })}</h1>
      <ul>
        {imported.added.map(({ id, provider, name }) => (
          <li>
            <a href={`/watch/${id}`}>
              {provider} – {name}
            </a>
          </li>
        ))}
      </ul>
      {imported.notices.map(({ place, text }) => (
        <Notice kind="info">
          {place}: {text[language]}
        </Notice>
      ))}
    </Layout>
  )
}
