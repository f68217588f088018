import { diffArrays } from 'diff'
import type { DiffOp } from '../model/comparison.js'
import type { Language } from '../model/text.js'
import { wordTokens } from './word-tokens.js'

/** Beyond this many edits two passages have nothing in common that a reader would want to see word by word. */
const MAX_EDITS = 400
const TIMEOUT_MS = 120

/**
 * What to do to `before` to get `after`, word by word; equal + delete give `before`, equal + insert give `after`, to
 * the letter. Passages too far apart, or too long to be worth it, come back as one delete and one insert.
 */
export function wordDiff(before: string, after: string, language: Language): DiffOp[] {
  if (before === after) return before === '' ? [] : [{ op: 'equal', text: before }]
  if (before === '') return [{ op: 'insert', text: after }]
  if (after === '') return [{ op: 'delete', text: before }]
  const parts = diffArrays(wordTokens(before, language), wordTokens(after, language), {
    timeout: TIMEOUT_MS,
    maxEditLength: MAX_EDITS,
  })
  if (!parts)
    return [
      { op: 'delete', text: before },
      { op: 'insert', text: after },
    ]
  return tidy(
    parts.map((p) => ({ op: p.added ? 'insert' : p.removed ? 'delete' : 'equal', text: p.value.join('') }) as DiffOp),
  )
}

/** Deletes before inserts, neighbours of one kind joined, and a lone space or mark between two edits taken into them. */
function tidy(ops: DiffOp[]): DiffOp[] {
  const out: DiffOp[] = []
  let deleted = ''
  let inserted = ''
  const flush = (): void => {
    if (deleted) out.push({ op: 'delete', text: deleted })
    if (inserted) out.push({ op: 'insert', text: inserted })
    deleted = ''
    inserted = ''
  }
  for (let i = 0; i < ops.length; i++) {
    const { op, text } = ops[i]!
    if (op === 'delete') deleted += text
    else if (op === 'insert') inserted += text
    else {
      const next = ops[i + 1]
      const between = (deleted !== '' || inserted !== '') && next !== undefined && /^\s+$/u.test(text)
      if (between) {
        deleted += text
        inserted += text
        continue
      }
      flush()
      const last = out.at(-1)
      if (last?.op === 'equal') last.text += text
      else out.push({ op: 'equal', text })
    }
  }
  flush()
  return out
}
