import { createRequire } from 'node:module'
import type { Document } from 'yaml'
import type { z } from 'zod'

/** What a YAML file that does not fit breaks, and where: 1-based line and column, null where no place can be told. */
export interface YamlFault {
  kind: 'syntax' | 'format'
  at: { line: number; column: number } | null
  detail: string
}

/**
 * Reads YAML and checks it against a schema: items, house rules and packs alike.
 *
 * @param empty what an empty file stands for
 */
export function readCheckedYaml<T>(
  source: string,
  schema: z.ZodType<T>,
  empty: unknown = null,
): { data: T } | { fault: YamlFault } {
  // Loaded only where files are read; what the build has compiled needs no YAML.
  const { LineCounter, parseDocument } = createRequire(import.meta.url)('yaml') as typeof import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const placeAt = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const broken = document.errors[0]
  if (broken) {
    return { fault: { kind: 'syntax', at: placeAt(broken.pos[0]), detail: broken.message.split('\n')[0]! } }
  }
  const read = schema.safeParse(document.toJS() ?? empty)
  if (read.success) return { data: read.data }
  const issue = read.error.issues[0]!
  const at = placeOf(document, placeAt, issue.path)
  return { fault: { kind: 'format', at, detail: `${issue.path.join('.')}: ${issue.message}` } }
}

/** The innermost part of a path that stands in the file: a missing key has no place of its own. */
function placeOf(
  document: Document,
  placeAt: (offset: number) => { line: number; column: number },
  path: readonly PropertyKey[],
): YamlFault['at'] {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined
    if (node?.range) return placeAt(node.range[0])
  }
  return null
}

/** Where something stands in a YAML file that is known to be sound: `rules.yaml:12:5`, or the file alone. */
export function placeInYaml(source: string, file: string, path: readonly (string | number)[]): string {
  const { LineCounter, parseDocument } = createRequire(import.meta.url)('yaml') as typeof import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const at = placeOf(
    document,
    (offset) => {
      const { line, col } = lines.linePos(offset)
      return { line, column: col }
    },
    path,
  )
  return at ? `${file}:${at.line}:${at.column}` : file
}
