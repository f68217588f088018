import type { Parties } from '../model/agreement.js'
import { type Folded, fold } from '../structure/fold.js'
import { CUSTOMER, PROVIDER } from './term.js'

/**
 * Turns a text into its wording: folded, with one sign wherever the provider is named and another for the customer, so
 * that one cue reads 「乙は」, “Acme shall” and “we will” alike. Offsets lead back to the source.
 */
export type Wording = (text: string, base?: number) => Folded

/** Names that always mean one side, unless the document says otherwise. Capitals tell “Provider”, the party, from a provider. */
const USUAL = {
  en: {
    provider:
      '(?:[Ww][Ee]|[Uu]s|[Oo][Uu][Rr]s?|[Oo]urselves)|(?:[Tt][Hh][Ee] )?(?:(?:Service )?Provider|PROVIDER|Supplier|SUPPLIER|Vendor|VENDOR|Licensor|LICENSOR|Processor|PROCESSOR|Company|COMPANY)|the (?:service )?(?:provider|supplier|vendor|licensor|processor|company)',
    customer:
      '(?:[Yy][Oo][Uu][Rr]?s?|[Yy]ourself|[Yy]ourselves)|(?:[Tt][Hh][Ee] )?(?:Customers?|CUSTOMERS?|Clients?|CLIENTS?|Subscribers?|SUBSCRIBERS?|Licensee|LICENSEE|Controller|CONTROLLER|Users?|USERS?|Members?)|(?:the|each|every|any) (?:customer|client|subscriber|licensee|controller|user|member)s?',
  },
  ja: {
    provider:
      '当社|弊社|当方|当行|当金庫|当法人|当協会|当機構|当会|当財団|当事務所|当店|弊店|小社|私たち|私達|私ども|私共|我々|当サイト運営者|運営会社|当組合|当団体|サービス提供者|本サービス提供者|(?<!(?:外部|他|別|第三者|委託先|提携先)の?|通信|取扱|決済|代行|運送|配送|回線|関連|提携|委託|販売|広告|課税|個人|電力|金融)事業者(?!団体)|運営者',
    customer:
      'お客さま|お客様|あなた(?!がた)|貴方|貴社|御社|貴殿|利用申込者|契約者|利用者|ユーザー|ユーザ(?!ー)|会員|利用企業|加入者|サービス利用者',
  },
}

/**
 * The letters with which those names start; the Latin ones start where words do. Most places of a text are passed over
 * by their letter alone.
 */
const USUAL_HEADS = { ja: '当弊本サ事運お契利ユ会加', en: 'WwUuOoTtSPVLCYyMea' }

/** A name may start with this letter: 0 never, 1 where a word does, 2 anywhere. */
function headsOf(own: readonly string[]): Uint8Array {
  const heads = new Uint8Array(0x10000)
  const put = (letters: string, where: 1 | 2): void => {
    for (const letter of letters) {
      const code = letter.charCodeAt(0)
      heads[code] = Math.max(heads[code]!, where)
    }
  }
  put(USUAL_HEADS.en, 1)
  put(USUAL_HEADS.ja, 2)
  for (const name of own) put(name.charAt(0) + name.charAt(0).toUpperCase(), isAscii(name) ? 1 : 2)
  return heads
}

const isAscii = (name: string): boolean => /^[\x20-\x7e]+$/.test(name)
const goesOn = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/**
 * Makes the reader of a document's wording.
 *
 * @param parties how the document names its sides
 */
export function wordingOf(parties: Parties): Wording {
  const told = (names: readonly string[]): string[] =>
    names.filter((n) => n.trim().length > 0 && !/^(?:we|us|our|you|your)$/i.test(n.trim()))
  const own = (names: readonly string[]): string[] =>
    told(names)
      .sort((a, b) => b.length - a.length)
      .map((n) =>
        isAscii(n)
          ? `(?<![A-Za-z0-9])(?:[Tt][Hh][Ee] )?(?:${literally(n)}|${literally(n.toUpperCase())})(?![A-Za-z0-9])`
          : literally(n),
      )
  const group = (parts: readonly string[]): string => (parts.length ? parts.join('|') : '(?!)')
  const english = (part: string): string => `(?<![A-Za-z0-9])(?:${part})(?![A-Za-z0-9])`
  // The document's own names go first: where 「契約者」 is the provider's name, so it is.
  const names = new RegExp(
    [
      `(${group(own(parties.provider))})`,
      `(${group(own(parties.customer))})`,
      `(${USUAL.ja.provider}|${english(USUAL.en.provider)})`,
      `(${USUAL.ja.customer}|${english(USUAL.en.customer)})`,
    ].join('|'),
    'y',
  )
  const heads = headsOf([...told(parties.provider), ...told(parties.customer)])
  const possessive = /^(?:['’]s|s['’])(?![A-Za-z])/
  return (text, base = 0) => {
    let out = ''
    let origin = new Int32Array(text.length + 16)
    let done = 0
    const room = (more: number): void => {
      if (out.length + more < origin.length) return
      const longer = new Int32Array((out.length + more) * 2)
      longer.set(origin)
      origin = longer
    }
    // The last letter so far; asking a string that is still being put together would join it each time.
    let last = 0
    const sign = (c: string, at: number): void => {
      room(1)
      origin[out.length] = base + at
      out += c
      last = c.charCodeAt(0)
    }
    const plain = (from: number, to: number): void => {
      if (from >= to) return
      const part = fold(text.slice(from, to), base + from)
      // Folding drops the spaces at the edges; one is needed where an English word meets a party.
      if (last !== 0 && isSpace(text, from) && part.text !== '' && !isJapanese(part.text.charCodeAt(0))) sign(' ', from)
      room(part.origin.length)
      origin.set(part.origin, out.length)
      out += part.text
      if (part.text !== '') last = part.text.charCodeAt(part.text.length - 1)
    }
    let end = 0
    for (let at = 0; at < text.length; at++) {
      const where = heads[text.charCodeAt(at)]
      if (at < end || where === 0 || (where === 1 && at > 0 && goesOn(text.charCodeAt(at - 1)))) continue
      names.lastIndex = at
      const m = names.exec(text)
      if (!m) continue
      plain(done, at)
      if (at > 0 && isSpace(text, at - 1) && last >= 0x21 && last <= 0x7e) sign(' ', at - 1)
      sign(m[1] !== undefined || m[3] !== undefined ? PROVIDER : CUSTOMER, at)
      end = at + m[0].length
      done = end
      const owns = possessive.exec(text.slice(done, done + 3))
      if (owns) done += owns[0].length
    }
    plain(done, text.length)
    room(1)
    origin[out.length] = base + text.length
    return { text: out, origin: origin.slice(0, out.length + 1) }
  }
}

const isSpace = (text: string, at: number): boolean => /\s/.test(text[at]!)
const isJapanese = (code: number): boolean => code >= 0x3000 && code <= 0x9fff

/** The wording of sentences that stand alone, such as an item's examples. */
export const usualWording: Wording = wordingOf({ provider: [], customer: [] })
