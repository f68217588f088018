/*
 * The closed language in which positions, values and partial lines say when they hold. It is parsed, never evaluated as code.
 *   name                  the cue of that name was found for the item
 *   a & b   a | b   !a   ( )    also written: a and b, a or b, not a
 *   a with b              b stands in the same article, at most two passages from a     a without b   nowhere so near
 *   a same b              both in one passage                                          a except b    a in a passage without b
 *   somewhere a           a anywhere in the document, not only where it speaks of the item
 *   $value                the value was read
 *   $value < 30 days      < <= > >= compare lengths and numbers;  is, isnt compare words (several with /)
 *   @kind:dpa  @lang:ja   what the document is;  @heading-only  @like-only  nothing but a heading, or likeness, was found
 */

export type Condition =
  | { op: 'cue'; name: string }
  | { op: 'somewhere'; name: string }
  | { op: 'and' | 'or'; of: Condition[] }
  | { op: 'not'; of: Condition }
  | { op: 'with' | 'without' | 'same' | 'except'; a: string[]; b: string[] }
  | { op: 'has'; value: string }
  | { op: '<' | '<=' | '>' | '>='; value: string; than: string }
  | { op: 'is' | 'isnt'; value: string; words: string[] }
  | { op: 'document'; what: string; word: string }

export class ConditionSyntaxError extends Error {}

/** The signs may be written as words. */
const WORDS: Record<string, string> = { and: '&', or: '|', not: '!' }
const TOKEN = /\s*([()&|!]|<=|>=|<|>|\$[a-z][a-z0-9_]*|@[a-z-]+(?::[a-z-]+)?|[^\s()&|!<>]+)/y

/**
 * Parses a condition.
 *
 * @throws ConditionSyntaxError with the place where it breaks
 */
export function parseCondition(source: string): Condition {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const from = TOKEN.lastIndex
    const m = TOKEN.exec(source)
    if (!m) throw new ConditionSyntaxError(`cannot read “${source.slice(from)}” in “${source}”`)
    tokens.push(WORDS[m[1]!] ?? m[1]!)
  }
  let at = 0
  const fail = (what: string): never => {
    throw new ConditionSyntaxError(`${what} in “${source}”`)
  }
  const or = (): Condition => {
    const of = [and()]
    while (tokens[at] === '|') {
      at++
      of.push(and())
    }
    return of.length === 1 ? of[0]! : { op: 'or', of }
  }
  const and = (): Condition => {
    const of = [not()]
    while (tokens[at] === '&') {
      at++
      of.push(not())
    }
    return of.length === 1 ? of[0]! : { op: 'and', of }
  }
  const not = (): Condition => {
    if (tokens[at] !== '!') return primary()
    at++
    return { op: 'not', of: not() }
  }
  /** A cue's name, or several in brackets: `(a | b)`. */
  const names = (): string[] => {
    if (tokens[at] !== '(') return [cueName()]
    at++
    const out = [cueName()]
    while (tokens[at] === '|') {
      at++
      out.push(cueName())
    }
    if (tokens[at] !== ')') fail('“(” is not closed')
    at++
    return out
  }
  const cueName = (): string => {
    const t = tokens[at++]
    if (!t || !/^[a-z][a-z0-9-]*$/.test(t)) return fail(`a cue's name is missing at “${t ?? 'the end'}”`)
    return t
  }
  const relation = (a: string[]): Condition | null => {
    const t = tokens[at]
    if (t !== 'with' && t !== 'without' && t !== 'same' && t !== 'except') return null
    at++
    return { op: t, a, b: names() }
  }
  const primary = (): Condition => {
    const t = tokens[at]
    if (t === undefined) return fail('something is missing at the end')
    if (t === '(') {
      // Either a bracketed condition, or a list of cues before `with` and the like.
      const start = at
      try {
        const list = names()
        const r = relation(list)
        if (r) return r
      } catch (error) {
        if (!(error instanceof ConditionSyntaxError)) throw error
      }
      at = start + 1
      const inner = or()
      if (tokens[at] !== ')') fail('“(” is not closed')
      at++
      return inner
    }
    if (t.startsWith('$')) {
      at++
      const value = t.slice(1)
      const op = tokens[at]
      if (op === '<' || op === '<=' || op === '>' || op === '>=') {
        at++
        return { op, value, than: literal() }
      }
      if (op === 'is' || op === 'isnt') {
        at++
        return { op, value, words: literal().split('/') }
      }
      return { op: 'has', value }
    }
    if (t.startsWith('@')) {
      at++
      const [what, word = ''] = t.slice(1).split(':')
      return { op: 'document', what: what!, word }
    }
    if (t === 'somewhere') {
      at++
      return { op: 'somewhere', name: cueName() }
    }
    const name = cueName()
    return relation([name]) ?? { op: 'cue', name }
  }
  const literal = (): string => {
    const words: string[] = []
    while (tokens[at] !== undefined && !/^[()&|!<>$@]/.test(tokens[at]!)) words.push(tokens[at++]!)
    if (words.length === 0) fail('the value to compare with is missing')
    return words.join(' ')
  }
  const out = or()
  if (at < tokens.length) fail(`“${tokens[at]}” is one too many`)
  return out
}

/** Names of the cues and values that a condition speaks of. */
export function namesIn(condition: Condition): { cues: string[]; values: string[] } {
  switch (condition.op) {
    case 'cue':
    case 'somewhere':
      return { cues: [condition.name], values: [] }
    case 'and':
    case 'or': {
      const all = condition.of.map(namesIn)
      return { cues: all.flatMap((n) => n.cues), values: all.flatMap((n) => n.values) }
    }
    case 'not':
      return namesIn(condition.of)
    case 'with':
    case 'without':
    case 'same':
    case 'except':
      return { cues: [...condition.a, ...condition.b], values: [] }
    case 'document':
      return { cues: [], values: [] }
    default:
      return { cues: [], values: [condition.value] }
  }
}

/** The condition as an author would write it. */
export function conditionText(condition: Condition): string {
  const bracketed = (c: Condition): string =>
    c.op === 'and' || c.op === 'or' ? `(${conditionText(c)})` : conditionText(c)
  const names = (of: readonly string[]): string => (of.length > 1 ? `(${of.join(' | ')})` : of[0]!)
  switch (condition.op) {
    case 'cue':
      return condition.name
    case 'somewhere':
      return `somewhere ${condition.name}`
    case 'and':
      return condition.of.map(bracketed).join(' & ')
    case 'or':
      return condition.of.map(bracketed).join(' | ')
    case 'not':
      return `!${bracketed(condition.of)}`
    case 'with':
    case 'without':
    case 'same':
    case 'except':
      return `${names(condition.a)} ${condition.op} ${names(condition.b)}`
    case 'has':
      return `$${condition.value}`
    case 'is':
    case 'isnt':
      return `$${condition.value} ${condition.op} ${condition.words.join('/')}`
    case 'document':
      return condition.word ? `@${condition.what}:${condition.word}` : `@${condition.what}`
    default:
      return `$${condition.value} ${condition.op} ${condition.than}`
  }
}
