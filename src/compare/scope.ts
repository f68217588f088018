import { extract } from '../frames/values/extract.js'
import type { DiffOp } from '../model/comparison.js'
import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'
import { bearing } from './bearing.js'
import type { Ground } from './judge.js'
import type { Reading } from './reading.js'
import { wordDiff } from './word-diff.js'
import { wordTokens } from './word-tokens.js'

const NARROWS: Record<Language, RegExp> = {
  ja: /(場合|とき|限り|のみ|だけ|ただし|但し|除(き|く)|以外|範囲(内)?(で|に)|において(のみ)?|に限|(?:では|には|で)$)/,
  en: /\b(if|when|in (the )?case|in connection with|unless|only|solely|except|provided|where|to the extent|other than|excluding|within|limited to|not|no|subject to|upon|until|reasonabl[ey]|applicable|certain|such as|in accordance)\b/,
}
/** A further member of a list, with the conjunction that joins it. */
const JOINS: Record<Language, RegExp> = {
  ja: /(?:^|[、,])\s*(?:又は|または|若しくは|もしくは|及び|および|並びに|ならびに|その他|あるいは)|(?:又は|または|若しくは|もしくは|及び|および|並びに|ならびに)\s*$/,
  en: /^\W*(?:and|or|as well as|and\/or)\b|\b(?:and|or|and\/or)\W*$/,
}
/** “servers and logs”: a conjunction before a further word. */
const LISTED_WITH: Record<Language, RegExp> = {
  ja: /(?:又は|または|若しくは|もしくは|及び|および|並びに|ならびに).*[\p{L}]|[\p{L}].*(?:又は|または|若しくは|もしくは|及び|および|並びに|ならびに)/u,
  en: /\b(?:and|or) [a-z]{3,}/,
}
/** What is only spelled out: 「…を含みます」 “including …”. */
const SPELLS_OUT: Record<Language, RegExp> = {
  ja: /(?:含(?:み|む|め)|例えば|たとえば|をいい(?:ます)?)/,
  en: /^\W*(?:including|such as|for example|e\.g|namely|that is|i\.e|meaning|also known as)\b/,
}
/** Costs that are owed only because a clause says so. */
const OWED: Record<Language, RegExp> = {
  ja: /(?:弁護士|訴訟|調査|人件|回収)(?:等)?(?:の)?(?:費用|費|報酬)/,
  en: /\b(?:attorneys?'?s?|legal|lawyers?'?s?|collection|court|investigation|expert)'? (?:fees|costs|expenses)\b/,
}
/** What cuts an exception down again: 「（書面による場合に限る）を除き」. */
const RESTRICTS: Record<Language, RegExp> = {
  ja: /(?:に限|のみ|だけ|のうち)/,
  en: /\b(?:only|solely|to the extent)\b/,
}
const SWEEPING: Record<Language, RegExp> = {
  ja: /(全|一切|すべて|全て|あらゆる|いかなる|何ら)/,
  en: /\b(all|any|every|entire|whatsoever|sole|fullest)\b/,
}
/** A list of what does not count: 「土日、祝日を除く」 “excluding weekends”. Less in it is more outside. */
const EXCLUDED: Record<Language, { before: RegExp | null; after: RegExp | null }> = {
  ja: { before: null, after: /^[^。]{0,60}(を除(き|く|いた)|以外)/ },
  en: { before: /\b(except|excluding|other than|not including)\b[^.;]{0,100}$/, after: null },
}
/** Words that carry a list or a sentence along and say nothing of its reach. */
const CARRIES =
  /^(?:又|は|または|若しくは|もしくは|及び|および|並びに|ならびに|や|と|の|を|が|に|で|も|へ|等|し|た|て|する|ます|および|the|a|an|and|or|of|to|by|as|well|in|on|for|from|with|is|are|be)$/

const STEP = 0.75
/** Where the clause plainly works one way, a further member of a list or a condition counts at least this. */
const LEAST = 0.55
const PLAIN = 0.5

const DELETED_FROM =
  /\b(?:delet|eras|purg|wip|remov)\w*\b[^.;]*\b(?:servers?|backups?|logs?|systems?|archives?|copies)\b|(?:サーバー?|バックアップ|ログ|システム|複製|控え)[^。]*(?:削除|消去|抹消)/
const DELETION = 0.8
/** Below this share of kept words a sentence was written anew, and its edits count this much. */
const MOSTLY_KEPT = 0.45
const ANEW = 0.5
/** So many words at another place make a sentence one in another order. */
const REORDERED = 2

interface Edit {
  op: 'delete' | 'insert'
  text: string
  /** Of its words, those that do not stand on the other side at another place. */
  own: string
  ahead: string
  behind: string
  /** Whether it is the first thing in the sentence. */
  first: boolean
}

/**
 * Words put in or taken out without a counterpart widen or narrow what the sentence says; that counts as the sentence does.
 *
 * @param known which way the passage works, where its own words do not tell
 */
export function scope(old: Reading, now: Reading, language: Language, known: number | null = null): Ground[] {
  // “You, and we, may not assign it”: whom the sentence binds is told by its clauses.
  if (old.frames[0]?.actor !== now.frames[0]?.actor && now.frames.concat(old.frames).some((f) => f.actor === 'both'))
    return []
  const thrust = known ?? thrustOf(old, now)
  if (Math.abs(thrust) < 0.3) return []
  // Over the folded texts, so that a capital that became small is no edit of its own.
  const [before, after] = [fold(old.text).text, fold(now.text).text]
  const ops = wordDiff(before, after, language)
  const whole = grown(before, after, ops, language)
  const edits = whole ? [whole] : editsOf(ops, language)
  const grounds = edits.flatMap((e) => groundOf(e, thrust, language) ?? [])
  // In a sentence that was written anew, words without a counterpart are not what grew or shrank.
  const rewritten = !whole && shareKept(ops) < MOSTLY_KEPT
  const counted = rewritten ? grounds.map((g) => ({ ...g, weight: g.weight * ANEW })) : grounds
  return whole ? counted : [...counted, ...swept(ops, thrust, language)]
}

/** Share of the shorter text that stands in both: where one only grew, it is all of it. */
function shareKept(ops: readonly DiffOp[]): number {
  const length = (side: DiffOp['op']): number => ops.reduce((n, o) => (o.op === side ? n + size(o.text) : n), 0)
  const kept = length('equal')
  return kept / Math.max(kept + Math.min(length('delete'), length('insert')), 1)
}

/** What both sides say: the lesser of the two, where they pull the same way. */
function thrustOf(old: Reading, now: Reading): number {
  const before = bearing(old.points)
  const after = bearing(now.points)
  const thrust =
    Math.sign(before) === Math.sign(after) ? Math.sign(after) * Math.min(Math.abs(before), Math.abs(after), 1.2) : 0
  // Hours of a desk or a service: more of them is better.
  if (Math.abs(thrust) < 0.6 && extract('hours', fold(now.text).text).length > 0) return 1
  // From where data is deleted: the more places, the more of it is gone.
  return thrust > 0 && [old, now].every((r) => DELETED_FROM.test(fold(r.text).text))
    ? Math.max(thrust, DELETION)
    : thrust
}

const size = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length

function contentWords(text: string, language: Language): string[] {
  return wordTokens(text, language).filter((w) => /[\p{L}\p{N}]/u.test(w) && !CARRIES.test(w))
}

/** One edit for a sentence that says all that it said, and more (or less): 「地震又は火災」 → 「地震、火災又は停電」. */
function grown(before: string, after: string, ops: readonly DiffOp[], language: Language): Edit | null {
  const a = contentWords(before, language)
  const b = contentWords(after, language)
  if (a.length === b.length) return null
  const [less, more, op] = a.length < b.length ? ([a, b, 'insert'] as const) : ([b, a, 'delete'] as const)
  const left = new Map<string, number>()
  for (const w of more) left.set(w, (left.get(w) ?? 0) + 1)
  for (const w of less) {
    const n = left.get(w) ?? 0
    if (n === 0) return null
    left.set(w, n - 1)
  }
  const parts = ops.flatMap((o, i) => (o.op === op && contentWords(o.text, language).length > 0 ? [i] : []))
  if (parts.length < 2) return null
  const text = parts.map((i) => ops[i]!.text).join('')
  const first = parts[0]!
  return { op, text, own: text, ...around(ops, first, parts.at(-1)!), first: first === 0 }
}

function around(ops: readonly DiffOp[], from: number, to: number): { ahead: string; behind: string } {
  const said = (some: readonly DiffOp[]): string => some.map((o) => (o.op === 'equal' ? o.text : '')).join('')
  return { ahead: said(ops.slice(0, from)), behind: said(ops.slice(to + 1)) }
}

function containsWords(whole: string, part: string): boolean {
  const words = (t: string): string[] => t.match(/[\p{L}\p{N}]+/gu) ?? []
  const have = new Set(words(whole))
  return words(part).every((w) => have.has(w))
}

/** 「承諾があるとき、」＋「保守のため必要があるとき」: one more case beside another, not a condition on it. */
function isOneMore(text: string, ahead: string, behind: string): boolean {
  const last = LISTED.exec(text.replace(/[\s、,]+$/, ''))?.[1]
  if (last && new RegExp(`${last}[、,]?(?:又は|または|若しくは|もしくは|及び|および)?$`).test(ahead.trimEnd()))
    return true
  const first = text.replace(/^[\s、,]+/, '').slice(0, 3)
  return ['場合', 'とき', '目的', '行為', '時間', '事由'].some((w) => first.startsWith(w) && behind.startsWith(w))
}
const LISTED = /(場合|とき|目的|ため|行為|時間|事由|者|もの)$/

/** The other half of a replacement, where an op is one. */
function partnerOf(ops: readonly DiffOp[], i: number): DiffOp | null {
  const { op } = ops[i]!
  const other = op === 'delete' ? ops[i + 1] : ops[i - 1]
  return other !== undefined && other.op === (op === 'delete' ? 'insert' : 'delete') ? other : null
}

/** Words that went at one place of the sentence and came at another. */
function movedWords(ops: readonly DiffOp[], language: Language): Set<string> {
  const said = (op: DiffOp['op']): Set<string> =>
    new Set(ops.flatMap((o) => (o.op === op ? contentWords(o.text, language) : [])))
  const came = said('insert')
  return new Set([...said('delete')].filter((w) => came.has(w)))
}

function editsOf(ops: readonly DiffOp[], language: Language): Edit[] {
  const out: Edit[] = []
  const moved = movedWords(ops, language)
  const ownWords = (side: DiffOp['op']): number =>
    ops.reduce(
      (n, o) => (o.op === side ? n + contentWords(o.text, language).filter((w) => !moved.has(w)).length : n),
      0,
    )
  const gained = ownWords('insert') - ownWords('delete')
  const surplus = gained > 0 ? 'insert' : gained < 0 ? 'delete' : null
  for (let i = 0; i < ops.length; i++) {
    const { op, text } = ops[i]!
    if (op === 'equal') continue
    const words = contentWords(text, language)
    const own = words.filter((w) => !moved.has(w))
    if (own.length === 0 && words.length > 0) continue
    // Put in another order, a sentence still lost or gained the words that have no counterpart anywhere.
    if (moved.size >= REORDERED) {
      if (op === surplus) out.push({ op, text, own: own.join(' '), ...around(ops, i, i), first: i === 0 })
      continue
    }
    const other = partnerOf(ops, i)
    // One small word in the place of another: “where” for “are”, 「が」 for 「は」.
    if (other && size(text) <= 6 && size(other.text) <= 6 && language === 'en') continue
    // “and US” became “, US, and Dutch”: the side that holds the other's words is the edit.
    if (other && (size(text) <= size(other.text) || !containsWords(text, other.text))) continue
    if (size(text) < (language === 'ja' ? 2 : 4)) continue
    out.push({ op, text, own: own.length < words.length ? own.join(' ') : text, ...around(ops, i, i), first: i === 0 })
  }
  return out
}

function groundOf({ op, text, own, ahead, behind, first }: Edit, thrust: number, language: Language): Ground | null {
  // A label or heading put before the sentence, or a reference to another clause, says nothing of its reach.
  if (
    (first && /[.):：）]\W*$/.test(text)) ||
    /^(?:第[0-9一二三四五六七八九十百]+条(?:第[0-9一二三四五六七八九十]+項)?)?(?:に定める|に規定する)?$/.test(
      text.trim(),
    )
  )
    return null
  // “damages, including legal fees”: of money owed, what is spelled out is often what would not be owed otherwise.
  if (SPELLS_OUT[language].test(text) && !OWED[language].test(text)) return null
  const list = EXCLUDED[language]
  const excluded = (list.after?.test(behind) ?? false) || (list.before?.test(ahead) ?? false)
  // Whatever joins a list of what does not count is one more thing outside: 「法令に基づく場合、調査に必要な場合を除き」.
  const narrows = excluded
    ? !RESTRICTS[language].test(text)
    : NARROWS[language].test(text) && !JOINS[language].test(text.trim()) && !isOneMore(text, ahead, behind)
  const sign = (op === 'insert' ? 1 : -1) * (narrows ? -1 : 1)
  // One place, one purpose, one case of several that a sentence names is a whole one, however short its name.
  const short = size(own) < (language === 'ja' ? 4 : 12) && !LISTED_WITH[language].test(text)
  const weight = short
    ? 0.6 * STEP * Math.abs(thrust)
    : Math.max(STEP * Math.abs(thrust), Math.abs(thrust) >= PLAIN ? LEAST : 0)
  return {
    rule: sign > 0 ? 'scope-widened' : 'scope-narrowed',
    change: null,
    weight: weight * sign * Math.sign(thrust),
    old: op === 'delete' ? text : null,
    new: op === 'insert' ? text : null,
  }
}

/** 「一部の機能」 → 「全ての機能」: one word that takes in everything, in place of one that does not. */
function swept(ops: readonly DiffOp[], thrust: number, language: Language): Ground[] {
  const out: Ground[] = []
  for (let i = 0; i < ops.length; i++) {
    const { op, text } = ops[i]!
    const other = op === 'delete' ? partnerOf(ops, i) : null
    if (!other || containsWords(other.text, text) || containsWords(text, other.text)) continue
    const wider = SWEEPING[language].test(other.text)
    if (SWEEPING[language].test(text) === wider) continue
    out.push({
      rule: wider ? 'scope-widened' : 'scope-narrowed',
      change: null,
      weight: STEP * (wider ? 1 : -1) * thrust,
      old: text,
      new: other.text,
    })
  }
  return out
}
