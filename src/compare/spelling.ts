import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'

/** Ways of writing one word: the right side stands for all. Over folded text. */
const JAPANESE_VARIANTS: ReadonlyArray<[RegExp, string]> = [
  [/及び/g, 'および'],
  [/並びに/g, 'ならびに'],
  [/又は/g, 'または'],
  [/若しくは/g, 'もしくは'],
  [/且つ/g, 'かつ'],
  [/但し/g, 'ただし'],
  [/或いは/g, 'あるいは'],
  [/予め/g, 'あらかじめ'],
  [/全て|総て/g, 'すべて'],
  [/何れ/g, 'いずれ'],
  [/如何/g, 'いかん'],
  [/下さい/g, 'ください'],
  [/頂き/g, 'いただき'],
  [/頂く/g, 'いただく'],
  [/致し/g, 'いたし'],
  [/致す/g, 'いたす'],
  [/出来/g, 'でき'],
  [/於い?て/g, 'において'],
  [/因り/g, 'により'],
  [/因る/g, 'による'],
  [/係わ|関わ/g, 'かかわ'],
  [/拘わ|拘ら/g, 'かかわ'],
  [/毎に/g, 'ごとに'],
  [/迄/g, 'まで'],
  [/等/g, 'など'],
  [/事(?=が|を|は|に|と|、|。)/g, 'こと'],
  [/物とし/g, 'ものとし'],
  [/時(?=は、|に、|、)/g, 'とき'],
  [/為(?=に|、|の)/g, 'ため'],
  [/者(?=等)/g, '者'],
  [/御/g, 'ご'],
  [/[ヶケヵカか箇個](?=月)/g, 'か'],
  [/当該/g, '当該'],
  [/見做/g, 'みな'],
  [/見な(?=し|す|さ)/g, 'みな'],
  [/沿って/g, '従って'],
  [/サーバー/g, 'サーバ'],
  [/ユーザー/g, 'ユーザ'],
  [/コンピューター/g, 'コンピュータ'],
  [/プロバイダー/g, 'プロバイダ'],
  [/ブラウザー/g, 'ブラウザ'],
  [/フォルダー/g, 'フォルダ'],
  [/パートナー/g, 'パートナ'],
  [/メンバー/g, 'メンバ'],
  [/ヴァ/g, 'バ'],
  [/合わせ/g, '合せ'],
  [/行な/g, '行'],
  [/終わ/g, '終'],
  [/変わ/g, '変'],
  [/受け?付け?/g, '受付'],
  [/漏洩/g, '漏えい'],
  [/毀損|棄損/g, 'き損'],
]
const OKURIGANA =
  /(?<=\p{sc=Han})[いきしちひみりぎじびえけせねめれげべわ](?=\p{sc=Han})|(?<=\p{sc=Han}{2})[いみりきしせけげえ](?=[のをがはにでと、。)」]|$)/gu

const ENGLISH_VARIANTS: ReadonlyArray<[RegExp, string]> = [
  [/\bcan't\b|\bcan not\b/g, 'cannot'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/'ll\b/g, ' will'],
  [/'re\b/g, ' are'],
  [/'ve\b/g, ' have'],
  [/\b(you|we|they|i)'d\b/g, '$1 would'],
  [/\bit's\b/g, 'it is'],
  [/&/g, ' and '],
  [/\b(colo|favo|hono|labo|behavio|endeavo)ur/g, '$1r'],
  [/\b(\w{3,})is(e|es|ed|ing|ation|ations)\b/g, '$1iz$2'],
  [/\blicence/g, 'license'],
  [/\bjudgement/g, 'judgment'],
  [/\bcancell(ed|ing)/g, 'cancel$1'],
  [/\be-?mail/g, 'email'],
  [/\bweb ?site/g, 'website'],
  [/\blog ?in\b/g, 'login'],
  [/\bsub-?processor/g, 'subprocessor'],
  [/\bsub-?contract/g, 'subcontract'],
  [/\bthird-party\b/g, 'third party'],
  [/\bnon-exclusive\b/g, 'nonexclusive'],
  [/\be\.?g\.?,?/g, 'eg'],
  [/\bi\.?e\.?,?/g, 'ie'],
]

/** Marks and numbers that lead a list item, a paragraph or a heading. */
const LABEL =
  /^(?:[\s#>*_•·・◆◇■□●○▪※\-–—+|]{1,8})?(?:(?:第\s?[0-9一二三四五六七八九十百]{1,6}\s?(?:条|章|節|項|号|編)(?:の[0-9一二三四五六七八九十]{1,3})?)|(?:article|section|clause|schedule|annex|appendix|exhibit)\s+[0-9ivxlc]{1,6}[.:]?|[(（[]?(?:[0-9]{1,3}(?:[.-][0-9]{1,3}){0,5}|[a-z]|[ivxlc]{1,6}|[一二三四五六七八九十]{1,3}|[ア-ン]|[①-⑳])[)）\].．、:]{1,2}|[0-9]{1,3}(?:\.[0-9]{1,3}){1,5}(?=\s)|※[0-9]{0,2})\s*/iu

/** The text without the number or mark that leads it. */
export function withoutLabel(text: string): string {
  const m = LABEL.exec(text)
  return m && m[0].length < text.length ? text.slice(m[0].length) : text
}

/** Markup that a plain reading of Markdown leaves in the words. */
const MARKUP = /\*{1,3}|_{2,3}|(?<![\w])_|_(?![\w])|~~|`|<\/?[a-z][^<>]{0,200}>|\{:[^{}]{0,120}\}|\\(?=[[\]*_#.-])/gi
const LINK = /!?\[([^\]]{0,300})\]\((?:[^()]|\([^()]{0,100}\)){0,500}\)/g

/**
 * What a passage says with all typography taken out: widths, letter case, marks, spaces, list numbers, links' targets.
 * Two passages with one key say the same.
 */
export function typographicKey(text: string): string {
  return fold(withoutLabel(fold(text.replace(LINK, '$1').replace(MARKUP, '')).text)).text.replace(
    /[^\p{L}\p{N}%$¥€£§]+/gu,
    '',
  )
}

/** The key of a passage with the ways of spelling one word made one too (送り仮名, 及び and および, -ise and -ize). */
export function spellingKey(text: string, language: Language): string {
  let s = fold(text.replace(LINK, '$1').replace(MARKUP, '')).text
  for (const [from, to] of language === 'ja' ? JAPANESE_VARIANTS : ENGLISH_VARIANTS) s = s.replace(from, to)
  // Twice, since what the first pass takes out brings kanji together: 問い合せ → 問合せ → 問合.
  if (language === 'ja') s = s.replace(OKURIGANA, '').replace(OKURIGANA, '')
  return typographicKey(s)
}
