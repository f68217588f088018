import { createRequire } from 'node:module'
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
  // The innermost part of the path that stands in the file: a missing key has no place of its own.
  let at: YamlFault['at'] = null
  for (let depth = issue.path.length; depth > 0 && at === null; depth--) {
    const node = document.getIn(issue.path.slice(0, depth), true) as { range?: [number, number, number] } | undefined
    if (node?.range) at = placeAt(node.range[0])
  }
  return { fault: { kind: 'format', at, detail: `${issue.path.join('.')}: ${issue.message}` } }
}
