import type { Span } from '../model/text.js'
import type { Actor, Clause, Modality } from './frame.js'
import type { PartyWords } from './party-words.js'

/**
 * What the end of a Japanese clause says. Japanese puts the modality last, so each pattern is tried on the clause's
 * tail; in order, the first that matches decides.
 */
const PREDICATES: ReadonlyArray<[RegExp, Modality]> = [
  [
    /(?:責任|義務|責め?|賠償|補償|負担)(?:等)?(?:を|は|も)?(?:一切|何ら|何も)?[^、。]{0,8}?(?:負わ(?:ない|ず|ぬ)|負い(?:ません|かね)|負うもので(?:は)?(?:ない|ありません)|負うことは(?:ない|ありません)|生じ(?:ない|ません)|ありません|ないもの|問わ(?:れ)?(?:ない|ません)|行(?:わない|いません))/,
    'need-not',
  ],
  [
    /保証(?:を|は|も|等を?)?(?:一切|何ら)?(?:いた)?(?:し(?:ない|ません|かね)|致しません|するもので(?:は)?(?:ない|ありません|なく)|行(?:わない|いません)|でき(?:ない|ません|かね)|ありません|せず)/,
    'need-not',
  ],
  [
    /(?:返金|払い?戻し?|返還|補償|賠償)(?:を|は|も)?(?:一切|何ら)?(?:いた)?(?:し(?:ない|ません|かね)|致しません|行(?:わない|いません)|でき(?:ない|ません|かね)|応じ(?:ない|ません|かね)|され(?:ない|ません))/,
    'need-not',
  ],
  [
    /(?:必要は(?:ない|ありません)|要しない|要しません|義務は(?:ない|ありません)|免責(?:さ|と|する)|免れ(?:る|ます)|約束するもので(?:は)?(?:ない|ありません)|この限りで(?:は)?(?:ない|ありません)|不要(?:です|とする|とします))/,
    'need-not',
  ],
  [
    /(?:し|ては|では|行って|して)?(?:はなら(?:ない|ず|ぬ)|はなりません|はいけ(?:ない|ません)|ならない(?:もの|こと)と)/,
    'must-not',
  ],
  [
    /いただけ(?:ません|ない)|頂け(?:ません|ない)|(?:申し?込め|使え|選べ|取り?出せ|書き?出せ|受け?取れ|止められ|やめられ|戻せ|引き?出せ|移せ|試せ|送れ|持ち?出せ|読み?出せ|切り?替えられ|受けられ)(?:ません|ない)/,
    'must-not',
  ],
  [/禁(?:止|じ)(?:し|す|さ|と|ら|られ|ます|る|$)/, 'must-not'],
  [
    /(?:こと|もの)(?:は|が)でき(?:ない|ません|ず|かね)|でき(?:ない|ません)(?:もの|。|$|こと)|認め(?:ない|ません|られ(?:ない|ません))|許(?:され(?:ない|ません)|可しない)/,
    'must-not',
  ],
  [/(?:み|見)なし|(?:み|見)なす|(?:み|見)なされ|同意したものと/, 'deemed'],
  [
    /なけれ?ば(?:なら(?:ない|ず|ぬ)|なりません|いけ(?:ない|ません))|ねばならない|必要が(?:ある|あり(?:、|ます)|ございます)|必要(?:です|とする|とします|となり)|要する(?:もの|。|$)|(?:義務|責任|責め?)を負(?:う|い|っ)|(?:負担|責任)(?:を)?(?:と)?(?:する|します)(?:もの)?|(?:負担|遵守|順守|同意)(?:する|し)(?:もの|ます|な)|て(?:ください|下さい)|(?:お願い|お願いいた)します|いただきます|頂きます|に限(?:る|ります|られ)|べき(?:もの|です|であ)|(?:誓約|保証|約束|確約)(?:する|し(?:ます|、)|いたします)|従(?:う|い|って)(?:もの|ます|、|。|$)/,
    'must',
  ],
  [
    /(?:申し?込め|使え|選べ|取り?出せ|書き?出せ|受け?取れ|止められ|やめられ|戻せ|引き?出せ|移せ|試せ|送れ|持ち?出せ|読み?出せ|切り?替えられ|受けられ)(?:ます|る)(?:。|$|が|もの)|いただけ(?:ます|る)|頂け(?:ます|る)|(?:こと|もの)が?でき(?:る|ます|、|た)|でき(?:る|ます)(?:もの|。|$)|(?:場合|こと|恐れ|おそれ|可能性)が(?:あ(?:る|ります|り、)|ございます)|権利を(?:有|留保|保有)|(?:し|なし|あり)得(?:る|ます)|可能(?:です|とする|とします|であ|性)|(?:許諾|付与|許可)(?:する|し(?:ます|、)|いたします)/,
    'may',
  ],
  [
    /努め(?:る|ます|、)|努力(?:する|し(?:ます|、)|いたします)|よう(?:に)?(?:配慮|心がけ|心掛け)|目指(?:す|し(?:ます)?)|目標と(?:する|します)|善処/,
    'aims',
  ],
  [
    /(?:こと|もの)は(?:ない|ありません|ございません)|し(?:ない|ません)(?:もの|。|$|こと)?|(?:い|き|り|ち|し|じ|み|び|ぎ|に|え|け|れ|せ|て|め|べ|げ|ね)ません|(?:わ|か|ら|た|さ|ま|ば|が|な|れ|え|け|せ|て|め|べ|げ|じ)ない(?:もの|。|$|こと)|いたしません|致しません|ておりません/,
    'will-not',
  ],
]

const WRAPPER = /(?:もの|こと)と(?:し、|します|する|いたします|致します|なります|なる)[、,]?$/
const CLAUSE_END =
  /(?:ものとし|こととし|とし|ことができ|でき|てはならず|ならず|負わず|負い|ません(?:が|ので|し)|ます(?:が|ので|し|と)|せず|必要があり|しており|ものであり|であり|おり|(?:する|ある|ない|とする|できる)(?:が|ものの|ので|とともに|と共に|ほか))[、,]/g
const CONDITION =
  /(?:場合|とき|時|際|限り|以上|おそれがある|事由が(?:ある|生じた|発生した)とき)(?:に(?:は|おいて(?:は)?|限り|も)?|は|であっても|でも|で|とき|には|を除き|を除く)?[、,]/g
const EXCEPTION =
  /(?:ただし|但し)[、,]?[^。]{2,300}|[^、。]{2,160}?(?:を除(?:き|く|いて)|以外(?:の|に|は|で)|にかかわらず|に拘わらず|でない限り|ない限り|この限りで)/g
const SUBSTANCE = /[\p{sc=Han}\p{sc=Katakana}a-z]/u

const patterns = new WeakMap<PartyWords, Array<[Exclude<Actor, 'none'>, string]>>()

function alternatives(words: PartyWords): Array<[Exclude<Actor, 'none'>, string]> {
  let made = patterns.get(words)
  if (!made) {
    made = [
      ['both', words.both],
      ['provider', words.provider],
      ['customer', words.customer],
      ['third', words.third],
    ]
    patterns.set(words, made)
  }
  return made
}

/** Parentheses blanked, so that 「（以下「本サービス」という。）」 neither ends a clause nor gives a subject. */
function blankParentheses(text: string): string {
  let depth = 0
  let out = ''
  for (const c of text) {
    if (c === '(') depth++
    out += depth > 0 ? ' '.repeat(c.length) : c
    if (c === ')' && depth > 0) depth--
  }
  return depth > 0 ? text : out
}

interface Subject {
  actor: Actor
  start: number
}

const cache = new WeakMap<PartyWords, Map<string, RegExp>>()

function particle(words: PartyWords, list: string, particles: string): RegExp {
  let byKey = cache.get(words)
  if (!byKey) {
    byKey = new Map()
    cache.set(words, byKey)
  }
  const key = `${particles} ${list}`
  let made = byKey.get(key)
  if (!made) {
    made = new RegExp(
      `(?:${list})(?:等|ら|各位|自身|の皆様|(?:並びに|及び|および|又は|または)[^、。はが]{1,16})?(?:${particles})`,
      'g',
    )
    byKey.set(key, made)
  }
  made.lastIndex = 0
  return made
}

/** The topic (は, も) that is a party, else a subject (が) that does not belong to a relative clause. */
function subjectOf(masked: string, words: PartyWords): Subject | null {
  let best: Subject | null = null
  for (const [actor, list] of alternatives(words)) {
    const pattern = particle(words, list, 'は|も(?=[、,])|においては|において(?=[、,])|としては')
    const m = pattern.exec(masked)
    if (m && (!best || m.index < best.start)) best = { actor, start: m.index }
  }
  if (best) return best
  for (const [actor, list] of alternatives(words)) {
    const pattern = particle(words, list, 'が')
    for (let m = pattern.exec(masked); m; m = pattern.exec(masked)) {
      // 「当社が定める方法」「利用者が登録した情報」: a plain verb form right before a noun makes it a relative clause.
      const rest = masked.slice(m.index + m[0].length)
      const relative =
        /^[^、。]{1,24}?[るたうむすくつぐぶぬいのな](?=[\p{sc=Han}\p{sc=Katakana}a-z「『]|もの(?!と)|こと(?!が|は|と))/u.exec(
          rest,
        )
      if (relative && relative[0].length < rest.length - 4 && !/^[^、。]{0,24}(?:負|行|責任)/.test(rest)) continue
      if (!best || m.index > best.start) best = { actor, start: m.index }
    }
  }
  return best
}

/** Who acts where the clause does not say: requests go to the customer, refusals and stops come from the provider. */
function inferred(text: string, modality: Modality, words: PartyWords): Actor {
  if (/(?:ください|下さい|お願い(?:いた)?します|いただ(?:く|き|け)|頂(?:く|き|け))/.test(text)) return 'customer'
  // 「動画はアップロードできません」「いつでも退会できます」: what only a user of a service does.
  if (
    (modality === 'may' || modality === 'must-not') &&
    /(?:アップロード|投稿|閲覧|参照|検索|ダウンロード|ログイン|申し?込|退会|解約|書き?出|取り?出|返品|キャンセル|利用|使用)(?:を)?(?:する|す)?(?:こと(?:が|は))?でき|(?:申し?込め|使え|選べ|取り?出せ|書き?出せ|受け?取れ|止められ|やめられ|戻せ|引き?出せ|移せ|試せ|送れ|持ち?出せ|読み?出せ|切り?替えられ|受けられ)(?:ます|る|ません|ない)/.test(
      text,
    )
  )
    return 'customer'
  if (
    particle(words, words.customer, 'の(?:自己)?(?:責任|負担|費用|判断)').test(text) ||
    /自己(?:の)?(?:責任|負担|費用)/.test(text)
  )
    return 'customer'
  // 「障害を知ったときは通知するものとする」: what serves the customer and names nobody is the provider's to do.
  if (
    modality === 'must' &&
    /(?:通知|報告|提供|保存|保管|交付|設け|対応|維持|復旧|講じ|返却|返還|返金|保証|公表|実施|提出|受け?付け|回答)(?:し|る|する|を行う|を設ける)?/.test(
      text,
    ) &&
    !particle(words, words.customer, 'は|が').test(text)
  )
    return 'provider'
  if (modality === 'must' && /利用(?:し|する)/.test(text) && !/当社|弊社/.test(text)) return 'customer'
  if (modality === 'must-not' || modality === 'deemed')
    return /(?:解約|利用|複製|転載|行為|譲渡|同意|承諾|取消|キャンセル|返品|申込|投稿)/.test(text) ? 'customer' : 'none'
  if (modality === 'need-not' || modality === 'will-not') return 'provider'
  // 「通信は暗号化されています」「監視を行っています」: what is told politely without a subject is the provider's own doing.
  if (modality === 'does' && /(?:ます|ております|ています|まして)[。)]*$/.test(text.trimEnd())) return 'provider'
  if (
    /(?:停止|中断|終了|変更|削除|廃止|解除|利用|提供|開示|取得|収集|請求|送信|通知|返金|保存|保管|共有|改定)(?:する|し|を|いた|させ|され|の)/.test(
      text,
    ) &&
    modality !== 'must'
  )
    return 'provider'
  if (
    /(?:当社|弊社)(?:所定|指定)|(?:お客様|利用者|契約者|会員|ユーザー|皆様|あなた)(?:に(?:対し(?:て)?|は)?|へ|宛て?に)[^。]{0,60}?(?:通知|連絡|提供|送付|請求|告知|開示|付与|返金|返還)/.test(
      text,
    )
  )
    return 'provider'
  return 'none'
}

/** The clauses of a Japanese sentence (or of a passage with a ただし書き), over folded text. */
export function japaneseClauses(text: string, words: PartyWords): Clause[] {
  const plain = blankParentheses(text)
  const bounds: number[] = [0]
  for (const m of plain.matchAll(/。/g)) if (m.index + 1 < plain.length) bounds.push(m.index + 1)
  for (const m of plain.matchAll(CLAUSE_END))
    if (m.index + m[0].length < plain.length) bounds.push(m.index + m[0].length)
  bounds.sort((a, b) => a - b)
  const clauses: Clause[] = []
  let topic: Subject | null = null
  for (let i = 0; i < bounds.length; i++) {
    const start = bounds[i]!
    const end = bounds[i + 1] ?? plain.length
    const own = plain.slice(start, end)
    if (!SUBSTANCE.test(own)) continue
    const newSentence = start === 0 || plain[start - 1] === '。'
    const conditions: Span[] = []
    let masked = own
    for (const m of own.matchAll(CONDITION)) {
      const before = masked.slice(0, m.index)
      // The condition begins after the topic: 「当社は、」｜「利用者が違反した場合、」.
      const topicEnd = Math.max(before.lastIndexOf('は、'), before.lastIndexOf('は,'))
      const from =
        topicEnd >= 0 && !/(?:場合|とき|時)(?:に)?$/.test(before.slice(0, topicEnd))
          ? topicEnd + 2
          : before.search(/\S/) < 0
            ? m.index
            : before.search(/\S/)
      const to = m.index + m[0].length
      conditions.push({ start: start + from, end: start + to })
      masked = masked.slice(0, from) + ' '.repeat(to - from) + masked.slice(to)
    }
    const bare = own.replace(/[。\s]+$/, '')
    // 「…できるものとします」 is a right, 「…しないものとします」 a refusal: the wrapper binds only where nothing inside decides.
    const wrapper = WRAPPER.exec(bare)
    const tail = bare.slice(0, wrapper ? wrapper.index : bare.length).slice(-44)
    const tailStart = start + (wrapper ? wrapper.index : bare.length) - tail.length
    let modality: Modality = 'does'
    let cue: Span | null = null
    let best = -1
    for (const [pattern, says] of PREDICATES) {
      const m = lastMatch(tail, pattern)
      if (!m) continue
      // The predicate nearest to the clause's end decides; of two that end alike, the earlier in the list.
      const reach = m.index + m[0].length
      if (tail.length - reach > 10) continue
      if (reach > best + 2) {
        best = reach
        modality = says
        const at = tailStart + m.index
        cue = { start: at, end: at + m[0].length }
      }
    }
    if (cue === null && wrapper) {
      modality = 'must'
      cue = { start: start + wrapper.index, end: start + wrapper.index + wrapper[0].length }
    }
    const found = subjectOf(masked, words)
    let subject = found
    if (!found && topic && !newSentence) subject = topic
    if (found || newSentence) topic = found
    const exceptions = [...own.matchAll(EXCEPTION)].map((m) => ({
      start: start + m.index,
      end: start + m.index + m[0].length,
    }))
    let actor: Actor = subject?.actor ?? inferred(own, modality, words)
    // 「…はお客様の負担とします」「お客様の責任において」 speak of the customer whatever the topic is.
    if (!subject && modality === 'must' && actor === 'none' && /保証|提供/.test(tail)) actor = 'provider'
    // 「お客様は当社に…を許諾するものとします」: the one who is given the right may.
    if (
      actor === 'customer' &&
      /(?:許諾|付与|許可)(?:する|し|いたし)?[^。]{0,10}$/.test(tail) &&
      /(?:当社|弊社|に対し|に[^。]{0,20}(?:許諾|付与|許可|与え))/.test(own)
    ) {
      actor = 'provider'
      modality = 'may'
    }
    if (
      modality === 'does' &&
      actor === 'provider' &&
      /(?:し|いたし|致し|い|り|き)ます(?:。|が|ので)?$|(?:する|行う|いたします)$/.test(own.replace(/[。、\s]+$/, ''))
    )
      modality = 'will'
    if (modality === 'will-not' && actor === 'customer') modality = 'must-not'
    clauses.push({ start, end, actor, named: subject !== null, modality, cue, conditions, exceptions })
  }
  if (clauses.length > 0) return clauses
  return [
    {
      start: 0,
      end: text.length,
      actor: 'none',
      named: false,
      modality: 'does',
      cue: null,
      conditions: [],
      exceptions: [],
    },
  ]
}

function lastMatch(text: string, pattern: RegExp): RegExpExecArray | null {
  const all = new RegExp(pattern.source, `g${pattern.flags.replace('g', '')}`)
  let last: RegExpExecArray | null = null
  for (let m = all.exec(text); m; m = all.exec(text)) {
    last = m
    if (m[0].length === 0) all.lastIndex++
  }
  return last
}
