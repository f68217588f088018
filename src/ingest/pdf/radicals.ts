/**
 * Radicals as ideographs. PDFs printed from browsers hand out ⽉, ⾯ or ⻑ where 月, 面 or 長 is written, since the font
 * draws both with one glyph. The rows below are Unicode's property Equivalent_Unified_Ideograph for the two blocks, in
 * order of code point; a radical without an equivalent stands for itself. NFKC maps the second block only. 戸
 * and 青 are given as Japan writes them.
 */
const SUPPLEMENT =
  '⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹' +
  '艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟'
const KANGXI =
  '一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戸手' +
  '支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳' +
  '聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯' +
  '鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠'

const equivalents = new Map<string, string>()
for (const [first, row] of [
  [0x2e80, SUPPLEMENT],
  [0x2f00, KANGXI],
] as const) {
  let code = first
  for (const ideograph of row) equivalents.set(String.fromCodePoint(code++), ideograph)
}

const RADICAL = /[\u2e80-\u2ef3\u2f00-\u2fd5]/g

/** The text with every radical replaced by the ideograph that it looks like. */
export function unifyRadicals(text: string): string {
  return text.replace(RADICAL, (radical) => equivalents.get(radical) ?? radical)
}
