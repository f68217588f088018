import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Service, Variables } from '../context.js'
import { workspaceOf } from '../context.js'
import { disposition } from '../file-name.js'
import { type Cell, type MatrixRow, matrix as readMatrix } from '../matrix.js'
import { matrixCsv } from '../matrix-export.js'
import { Icon, type IconName } from './icons.js'
import { Layout } from './layout.js'
import { type Frame, type Page, type Reader, readerOf, THEME_COOKIE } from './page.js'

const SORTS = ['name', 'adverse', 'present'] as const
const GROUPS = ['all', 'contract', 'sla'] as const
const SHOWS = ['all', 'adverse', 'absent', 'different'] as const

interface View {
  sort: (typeof SORTS)[number]
  group: (typeof GROUPS)[number]
  show: (typeof SHOWS)[number]
}

/** Providers × items; each cell opens the words it rests on. */
export const matrix: Page = {
  navigation: { href: '/matrix', label: 'nav.matrix' },
  routes(service, frame) {
    const app = new Hono<Variables>()

    app.get('/matrix', async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const reader = readerOf(c, getCookie(c, THEME_COOKIE))
      const one = <T extends string>(name: string, allowed: readonly T[]): T =>
        allowed.find((a) => a === c.req.query(name)) ?? allowed[0]!
      const view: View = { sort: one('sort', SORTS), group: one('group', GROUPS), show: one('show', SHOWS) }
      const rows = sorted(await readMatrix(workspace, service.library), view, reader)
      return c.html(<MatrixPage service={service} frame={frame} reader={reader} rows={rows} view={view} />)
    })

    app.get('/matrix.csv', async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const rows = await readMatrix(workspace, service.library)
      return c.body(matrixCsv(rows, service.library, c.get('language')), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': disposition('attachment', 'yakkan-matrix.csv'),
      })
    })

    return app
  },
}

function sorted(rows: MatrixRow[], { sort }: View, { language }: Reader): MatrixRow[] {
  const byName = (a: MatrixRow, b: MatrixRow) => a.label.localeCompare(b.label, language)
  return rows.toSorted((a, b) =>
    sort === 'adverse'
      ? b.adverse - a.adverse || byName(a, b)
      : sort === 'present'
        ? b.present - a.present || byName(a, b)
        : byName(a, b),
  )
}

interface MatrixProps {
  service: Service
  frame: Frame
  reader: Reader
  rows: MatrixRow[]
  view: View
}

function MatrixPage({ service, frame, reader, rows, view }: MatrixProps) {
  const { t, language } = reader
  const items = service.library.items.filter((item) => {
    if (view.group !== 'all' && item.group !== view.group) return false
    const cells = rows.map((r) => r.cells.get(item.id))
    if (view.show === 'adverse') return cells.some((cell) => cell?.position === 'adverse')
    if (view.show === 'absent') return cells.some((cell) => !cell || cell.status === 'absent')
    if (view.show === 'different') return new Set(cells.map((cell) => JSON.stringify(standing(cell)))).size > 1
    return true
  })
  const select = (name: keyof View, values: readonly string[]) => (
    <label>
      <span>{t(`matrix.${name}`)}</span>
      <select name={name}>
        {values.map((value) => (
          <option value={value} selected={view[name] === value}>
            {t(`matrix.${name}-${value}`)}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <Layout service={service} frame={frame} reader={reader} title={t('matrix.title')} wide>
      <div class="page-head">
        <h1>{t('matrix.title')}</h1>
        <div class="actions">
          <a class="button" href={`/matrix.csv?lang=${language}`} download>
            {t('matrix.csv')}
          </a>
          <button type="button" data-print hidden>
            {t('matrix.print')}
          </button>
        </div>
      </div>
      {rows.length === 0 ? (
        <p class="empty">{t('matrix.empty')}</p>
      ) : (
        <>
          <form class="filter" method="get" action="/matrix" data-filter>
            {select('group', GROUPS)}
            {select('show', SHOWS)}
            {select('sort', SORTS)}
            <button type="submit" data-plain>
              {t('filter.apply')}
            </button>
          </form>
          <Legend reader={reader} />
          <section class="table-frame matrix-frame" tabindex={0} aria-label={t('matrix.title')}>
            <table class="matrix">
              <thead>
                <tr>
                  <th scope="col" class="corner">
                    {t('matrix.item')}
                  </th>
                  {rows.map((row) => (
                    <th scope="col">
                      <span class="matrix-provider">{row.label}</span>
                      <span class="hint">{t('matrix.count', { adverse: row.adverse, present: row.present })}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr>
                    <th scope="row">
                      <span class="item-id">{item.id}</span> {item.names[language]}
                    </th>
                    {rows.map((row) => (
                      <MatrixCell cell={row.cells.get(item.id)} item={item.id} reader={reader} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </Layout>
  )
}

/** What a cell shows: the position of a contract clause, the commitment of a service level, or that it is missing. */
function standing(cell: Cell | undefined): { kind: string; key: string; icon: IconName } {
  if (!cell || cell.status === 'absent') return { kind: 'absent', key: 'status.absent', icon: 'absent' }
  if (cell.commitment && cell.commitment !== 'none')
    return { kind: cell.commitment, key: `commitment.${cell.commitment}`, icon: cell.commitment as IconName }
  if (cell.position) return { kind: cell.position, key: `position.${cell.position}`, icon: cell.position as IconName }
  return { kind: `status-${cell.status}`, key: `status.${cell.status}`, icon: cell.status as IconName }
}

function MatrixCell({ cell, item, reader: { t } }: { cell: Cell | undefined; item: string; reader: Reader }) {
  const { kind, key, icon } = standing(cell)
  return (
    <td class={`cell cell-${kind}`}>
      {cell ? (
        <a href={`/documents/${cell.document}?version=${cell.version}#item-${item}`}>
          <Icon name={icon} />
          <span>{t(key)}</span>
          {cell.status === 'partial' ? <span class="partial">{t('status.partial')}</span> : null}
        </a>
      ) : null}
    </td>
  )
}

function Legend({ reader: { t } }: { reader: Reader }) {
  return (
    <p class="legend">
      {(['adverse', 'unclear', 'neutral', 'favourable'] as const).map((position) => (
        <span class={`legend-entry cell-${position}`}>
          <Icon name={position} /> {t(`position.${position}`)}
        </span>
      ))}
      {(['guaranteed', 'target', 'described'] as const).map((commitment) => (
        <span class={`legend-entry cell-${commitment}`}>
          <Icon name={commitment} /> {t(`commitment.${commitment}`)}
        </span>
      ))}
      <span class="legend-entry cell-absent">
        <Icon name="absent" /> {t('status.absent')}
      </span>
    </p>
  )
}
