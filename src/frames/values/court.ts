import { type Fact, fact, withoutOverlap } from './fact.js'

/** Seats of Japan's fifty district courts, with the names of the courts as the Supreme Court writes them in English. */
export const SEATS: Readonly<Record<string, string>> = {
  東京: 'Tokyo',
  横浜: 'Yokohama',
  さいたま: 'Saitama',
  千葉: 'Chiba',
  水戸: 'Mito',
  宇都宮: 'Utsunomiya',
  前橋: 'Maebashi',
  静岡: 'Shizuoka',
  甲府: 'Kofu',
  長野: 'Nagano',
  新潟: 'Niigata',
  大阪: 'Osaka',
  京都: 'Kyoto',
  神戸: 'Kobe',
  奈良: 'Nara',
  大津: 'Otsu',
  和歌山: 'Wakayama',
  名古屋: 'Nagoya',
  津: 'Tsu',
  岐阜: 'Gifu',
  福井: 'Fukui',
  金沢: 'Kanazawa',
  富山: 'Toyama',
  広島: 'Hiroshima',
  山口: 'Yamaguchi',
  岡山: 'Okayama',
  鳥取: 'Tottori',
  松江: 'Matsue',
  福岡: 'Fukuoka',
  佐賀: 'Saga',
  長崎: 'Nagasaki',
  大分: 'Oita',
  熊本: 'Kumamoto',
  鹿児島: 'Kagoshima',
  宮崎: 'Miyazaki',
  那覇: 'Naha',
  仙台: 'Sendai',
  福島: 'Fukushima',
  山形: 'Yamagata',
  盛岡: 'Morioka',
  秋田: 'Akita',
  青森: 'Aomori',
  札幌: 'Sapporo',
  函館: 'Hakodate',
  旭川: 'Asahikawa',
  釧路: 'Kushiro',
  高松: 'Takamatsu',
  徳島: 'Tokushima',
  高知: 'Kochi',
  松山: 'Matsuyama',
}
const SEAT = Object.keys(SEATS)
  .sort((a, b) => b.length - a.length)
  .join('|')
const JAPANESE = new RegExp(
  `(${SEAT})(?:(?:地方|地|簡易|簡|高等|高|家庭)(?:裁判所|裁)?(?:又は|または|若しくは|もしくは|及び|および|・|、)?)*(地方裁判所|地裁|簡易裁判所|簡裁|高等裁判所|高裁)`,
  'g',
)
const SUMMARY_SEAT = /([一-龠ァ-ヶぁ-んー]{2,6}?)簡易裁判所/g
const ENGLISH = new RegExp(
  `\\b(${Object.values(SEATS)
    .map((s) => s.toLowerCase())
    .join('|')}) (district|summary|high) court\\b`,
  'g',
)
const PREFIXED = new RegExp(
  `\\b(district|summary|high) court (?:of|in) (${Object.values(SEATS)
    .map((s) => s.toLowerCase())
    .join('|')})\\b`,
  'g',
)

const RANK: Record<string, string> = {
  地: 'District',
  簡: 'Summary',
  高: 'High',
  d: 'District',
  s: 'Summary',
  h: 'High',
}

/**
 * Courts of Japan named in a folded text: `Tokyo District Court`. Where a district and a summary court are named together
 * (東京地方裁判所又は東京簡易裁判所) both are given, the district court first.
 */
export function courts(text: string): Fact[] {
  const found: Fact[] = []
  const add = (seat: string, rank: string, start: number, end: number): void => {
    found.push(fact('court', `${seat} ${rank} Court`, start, end))
  }
  for (const m of text.matchAll(JAPANESE)) {
    const seat = SEATS[m[1]!]!
    // 東京地方・簡易裁判所 names two courts in one word.
    const rank = /地方|地裁|地/.test(m[0].slice(m[1]!.length)) ? '地' : m[2]![0]!
    add(seat, RANK[rank]!, m.index, m.index + m[0].length)
  }
  for (const m of text.matchAll(SUMMARY_SEAT)) {
    if (!SEATS[m[1]!]) continue
    add(SEATS[m[1]!]!, 'Summary', m.index, m.index + m[0].length)
  }
  for (const m of text.matchAll(ENGLISH)) add(capital(m[1]!), RANK[m[2]![0]!]!, m.index, m.index + m[0].length)
  for (const m of text.matchAll(PREFIXED)) add(capital(m[2]!), RANK[m[1]![0]!]!, m.index, m.index + m[0].length)
  const courtsFound = withoutOverlap(found)
  return courtsFound.sort((a, b) => order(a) - order(b) || a.start - b.start)
}

function order(f: Fact): number {
  return f.value.includes('District') ? 0 : f.value.includes('High') ? 1 : 2
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1)
}
