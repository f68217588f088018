import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Service, Variables } from '../context.js'
import { Layout } from './layout.js'
import { type Frame, readerOf, THEME_COOKIE } from './page.js'

/** The parts of an OpenAPI document that the reference shows. */
interface Operation {
  summary?: string
  tags?: string[]
  parameters?: {
    name: string
    in: string
    required?: boolean
    description?: string
    schema?: { enum?: unknown[]; default?: unknown }
  }[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>
}
interface Schema {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  items?: Schema
  enum?: unknown[]
  required?: string[]
  anyOf?: Schema[]
  description?: string
  format?: string
}
interface Description {
  paths?: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

/** The API's reference, drawn from its own OpenAPI document without anything from elsewhere. */
export function reference(service: Service, frame: Frame, describe: () => unknown) {
  const app = new Hono<Variables>()
  app.get('/api/docs', (c) => {
    const reader = readerOf(c, getCookie(c, THEME_COOKIE))
    const { t } = reader
    const description = describe() as Description
    const operations = Object.entries(description.paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    const tags = [...new Set(operations.flatMap((o) => o.operation.tags ?? []))]
    const address = service.address()
    return c.html(
      <Layout service={service} frame={frame} reader={reader} title={t('nav.api')}>
        <h1>{t('nav.api')}</h1>
        <p>
          {t('api.text')} <a href="/api/openapi.json">/api/openapi.json</a>
        </p>
        <pre class="code-block" tabindex={0}>
          <code>
            {`curl -s ${address}/api/documents -H 'Prefer: wait=60'${service.environment.team ? " -H 'Authorization: Bearer yk_…'" : ''} \\
  -H 'Idempotency-Key: 2026-11-terms' -F file=@terms.pdf -F provider=Example
curl -s ${address}/api/versions/ver_…/analysis`}
          </code>
        </pre>
        {tags.map((tag) => (
          <section aria-labelledby={`tag-${tag}`}>
            <h2 id={`tag-${tag}`}>{t(`api.tags.${tag}`)}</h2>
            {operations
              .filter((o) => o.operation.tags?.includes(tag))
              .map(({ path, method, operation }) => (
                <details class="operation" lang="en">
                  <summary>
                    <span class={`method method-${method}`}>{method.toUpperCase()}</span> <code>{path}</code>{' '}
                    <span class="operation-summary">{operation.summary}</span>
                  </summary>
                  {operation.parameters?.length ? (
                    <dl class="values">
                      {operation.parameters.map((p) => (
                        <div>
                          <dt>
                            <code>{p.name}</code> <span class="hint">{`${p.in}${p.required ? ', required' : ''}`}</span>
                          </dt>
                          <dd>{[p.description, p.schema?.enum?.join(' | ')].filter(Boolean).join(' – ')}</dd>
                        </div>
                      ))}
                    </dl>
                  ) : null}
                  {Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) => (
                    <Body title={`${t('api.request')} ${type}`} schema={schema} />
                  ))}
                  {Object.entries(operation.responses ?? {}).map(([status, response]) => {
                    const [type, body] = Object.entries(response.content ?? {})[0] ?? []
                    return type && !type.includes('problem') ? (
                      <Body title={`${status} ${response.description ?? ''} – ${type}`} schema={body?.schema} />
                    ) : (
                      <p class="status-line">
                        <strong>{status}</strong> {response.description}
                      </p>
                    )
                  })}
                </details>
              ))}
          </section>
        ))}
        <section aria-labelledby="schemas" lang="en">
          <h2 id="schemas" lang={reader.language}>
            {t('api.schemas')}
          </h2>
          {Object.entries(description.components?.schemas ?? {}).map(([name, schema]) => (
            <details class="operation" id={`schema-${name}`}>
              <summary>
                <code>{name}</code>
              </summary>
              <pre class="code-block" tabindex={0}>
                <code>{outline(schema, 0)}</code>
              </pre>
            </details>
          ))}
        </section>
      </Layout>,
    )
  })
  return app
}

function Body({ title, schema }: { title: string; schema: Schema | undefined }) {
  if (!schema) return <p class="status-line">{title}</p>
  return (
    <>
      <p class="status-line">{title}</p>
      <pre class="code-block" tabindex={0}>
        <code>{outline(schema, 0)}</code>
      </pre>
    </>
  )
}

/** A schema in a few lines, as TypeScript would say it. */
function outline(schema: Schema, depth: number): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1)!
  if (schema.anyOf) return schema.anyOf.map((s) => outline(s, depth)).join(' | ')
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(' | ')
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type
  if (schema.properties && depth < 6) {
    const indent = '  '.repeat(depth + 1)
    const lines = Object.entries(schema.properties).map(
      ([name, s]) => `${indent}${name}${schema.required?.includes(name) ? '' : '?'}: ${outline(s, depth + 1)}`,
    )
    return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
  }
  if (schema.items) return `${outline(schema.items, depth)}[]`
  return schema.format === 'binary' ? 'file' : (type ?? 'any')
}
