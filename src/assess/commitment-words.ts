/** Words, in a folded text, by which a text shows how far it binds. Names of measures that hold such words are left out first. */
const NAMES_OF_MEASURES =
  /目標復旧(?:時間|時点)|復旧目標(?:時間|時点)|recovery (?:time|point) objectives?|service level objectives? \(slos?\)|(?:統制|管理)目標|control objectives?|業績目標/g

const TARGET =
  /努め|努力|目標|目指|目安|ベストエフォート|心がけ|心掛け|可能な限り|善処|\b(?:reasonable|best|good[- ]faith|diligent|every) (?:\w+ )?(?:efforts?|endeavou?rs?|attempts?)|\befforts? to\b|\b(?:aims?|strives?|endeavou?rs?|seeks?|tr(?:y|ies)) to\b|\b(?:aims?|striv(?:es?|ing)) (?:for|at)\b|\btargets?\b|\btargeted\b|\bgoals?\b|\bobjectives?\b|\bslos?\b|\bwhenever possible\b|\bbest[- ]effort\b/
const NOT_GUARANTEED =
  /保証(?:値|する|いたす|を)?(?:もの|こと)?(?:で)?は?(?:ない|ありません|しない|しません|いたしません|いたしかね|ございません)|\bnot (?:a )?(?:guarantees?|guaranteed|commitments?|warrant\w*|contractual)\b|\bdoes not constitute a (?:guarantee|commitment)\b/
const GUARANTEED_CELL = /^(?:保証|保証値|保証型|遵守|義務|guaranteed?|committed|commitment|contractual)$/
const TARGET_CELL =
  /^(?:努力目標|目標|目標値|努力義務|目安|参考値?|ベストエフォート|目標型|targets?|goals?|objectives?|best efforts?|slos?)$/

/** A remedy tied to a level: a reduction, a credit, a right to leave when the level is missed. */
const REMEDY =
  /減額|返金|返還|違約金|ペナルティ|サービスクレジット|解除することができ|\bservice(?: level)? credits?\b|\bfee credits?\b|\bcredits?\b|\bpenalt(?:y|ies)\b|\brefunds?\b|\bliquidated damages\b|\bmay terminate\b/
const ANY_LEVEL =
  /指標|サービスレベル|各項目|設定値|基準値|保証値|いずれか|\bservice levels?\b|\bresponse times?\b|\bkpis?\b|\bperformance (?:standards?|levels?|metrics?)\b|\bany of (?:the|these)\b/
const MISSED =
  /下回|達成(?:でき|し)な|達しな|満たさ|満たせ|未達|超え|\bfails? to\b|\bfail(?:ed|ure)\b|\b(?:does|do|did|is|are) not (?:meet|met|achiev)|\bnot met\b|\bmiss(?:es|ed)?\b|\bbelow\b|\bless than\b|\bbreach(?:es|ed)?\b/

function withoutNames(text: string): string {
  return text.replace(NAMES_OF_MEASURES, '')
}

/** True where the words make the level an aim: 努めるものとする, 目標値, "commercially reasonable efforts", "is not guaranteed". */
export function isTarget(text: string): boolean {
  return TARGET.test(withoutNames(text)) || NOT_GUARANTEED.test(text)
}

/** True where the text says outright that it is no guarantee. */
export function refusesGuarantee(text: string): boolean {
  return NOT_GUARANTEED.test(text)
}

/** What the cells of a row say of their own level: 「保証」, 「努力目標」, "Target"; null when none says. */
export function cellCommitment(cells: readonly string[]): 'guaranteed' | 'target' | null {
  for (const c of cells) {
    const cell = c.trim().replace(/[()。.]/g, '')
    if (GUARANTEED_CELL.test(cell)) return 'guaranteed'
    if (TARGET_CELL.test(cell)) return 'target'
  }
  return null
}

/** True where a sentence ties a remedy to missing any of several levels, so that all of them bind. */
export function tiesRemedyToLevels(text: string): boolean {
  // A credit for availability alone says nothing of the other levels.
  return (
    REMEDY.test(text) &&
    ANY_LEVEL.test(text) &&
    MISSED.test(text) &&
    !/稼働率|可用性|\b(?:uptime|availability|downtime)\b/.test(text)
  )
}

/** 「ここに挙げる数値は目標値です」, "the levels on this page are targets": said once for every table of the document. */
const ALL_FIGURES =
  /(?:ここに|本書|本ページ|このページ|本資料|本文書|これらの)[^。]{0,16}(?:数値|値|水準|指標|項目)|サービスレベル(?:の(?:値|数値|水準))?は|\b(?:figures?|numbers?|levels?|values?|metrics?|percentages?|commitments?) (?:\w+ ){0,3}(?:on|in) (?:this|the) (?:page|document|policy)\b|\ball (?:the )?(?:figures?|numbers?|levels?|metrics?)\b/

/** True where a sentence makes the figures of all tables targets. */
export function makesFiguresTargets(text: string): boolean {
  return ALL_FIGURES.test(text) && isTarget(text) && !/保証(?:します|いたします|する。|するものとする)/.test(text)
}
