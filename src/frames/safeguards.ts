import type { Language } from '../model/text.js'

/** Freedom that a clause leaves to the one who acts. */
export type Discretion =
  | 'sole-discretion'
  | 'any-time'
  | 'no-notice'
  | 'any-reason'
  | 'no-consent'
  | 'open-list'
  | 'broad'

/** What a clause leaves to the one who is acted upon. */
export type Safeguard =
  | 'prior-notice'
  | 'individual-notice'
  | 'notice'
  | 'consent'
  | 'written'
  | 'reasonable'
  | 'law-limit'
  | 'fault-carve-out'
  | 'cure'
  | 'right-to-leave'
  | 'choice'
  | 'purpose-bound'
  | 'free'

/** Patterns over folded text (lower case, half width, no spaces beside Japanese). */
type Lexicon<K extends string> = Record<K, Record<Language, RegExp>>

export const DISCRETION: Lexicon<Discretion> = {
  'sole-discretion': {
    ja: /(裁量|任意の?判断|(当社|弊社|運営者|事業者|乙|甲)(が|の|において)(独自の?|任意の?|自由な)?(判断|必要|適当|適切|相当|不適切|不適当)|必要(がある)?と(認め|判断)|適当と(認め|判断)|不適(切|当)と(認め|判断)|相当と(認め|判断)|自由に|当社所定の判断|当社の判断|(当社|弊社|乙|甲|運営者|事業者)(が|において)[^、。]{0,16}と(判断|認め|考え|みな))/,
    en: /\b((sole|absolute|own|complete|our|its|full|exclusive) (and (absolute|exclusive|sole) )?(discretion|judg(e)?ment|opinion)|at (our|its|their) (option|election)|as (we|it) (see|deem)s? (fit|necessary|appropriate)|(deem|consider|determine|believe)(s|d)? (to be |it |in good faith |is )?(necessary|appropriate|inappropriate|unsuitable|objectionable|unacceptable)|in (our|its) (reasonable )?(sole )?(view|opinion|determination)|(we|it|the provider|the company|provider|company) (reasonably )?(may )?(decides?|determines?|chooses?|considers?|deems?|judges?|thinks?|regards?|believes?)|determined by (us|the provider)|discretion)\b/,
  },
  'any-time': {
    ja: /(いつでも|随時|時期を問わず|任意の時期|適宜)/,
    en: /\b((at )?any time|from time to time|at will|periodically|whenever)\b/,
  },
  'no-notice': {
    ja: /((事前の?|事前に|予め)?(通知|予告|催告|連絡|告知|周知|同意|お?知らせ|案内)(若しくは|又は|または|もしくは|および|及び|や|・|、)?(催告|承諾|通知|予告|連絡|告知|周知|同意)?(等)?(何らの手続き?)?(を(する|行う|要する|得る|経る)?こと|することを?|を要せず|をせず|をすることなく)?(なく|なしに?|せずに|無しに?|を要さず|を要しない|要せず)|無催告|予告なく|催告なく)/,
    en: /\b(without (any |further |advance |prior |the need for |giving |providing |individual )*(notice|notification|notifying|warning|informing|telling)|no (prior |advance )?notice (is |will be )?(required|necessary|needed)|(not|may not always|need not|not be (required|obligated|obliged) to) (\w+ ){0,4}?(provide|give|send) (\w+ ){0,3}?(prior )?notice|with or without notice|immediately and without|with no notice|effective immediately|with immediate effect)\b/,
  },
  'any-reason': {
    ja: /(理由の?(如何|いかん)(を|に)(問わ|かかわら|よら)|いかなる理由|事由の?(如何|いかん)|理由を(示|開示|説明|明示)(さ|する|し)|原因の?(如何|いかん)|何ら(の)?理由|理由を問わず|終了事由を問わ)/,
    en: /\b((for )?any( or no)? reason|no reason|without (cause|reason|giving (any )?reasons?|limitation as to)|for convenience|regardless of (the )?(cause|reason|fault)|whatever the (cause|reason)|irrespective of)\b/,
  },
  'no-consent': {
    ja: /((同意|承諾|許諾|了承)(を(得る|要する|得))?(こと)?(なく|なしに?|せずに|ずに|を要せず|要しない)|同意を得ないで)/,
    en: /\bwithout (\w+ ){0,4}?(consent|approval|permission|authori[sz]ation)\b/,
  },
  'open-list': {
    ja: /(その他(これら|前各号|前号|当社|上記|の?(一切|事由|行為))|等を含(む|み)がこれ|これらに限(定さ)?(ら|れ)(れ)?(ない|ません|ず))/,
    en: /\b(including,? (but )?(without limitation|not limited to)|without limitation|any other|among other(s| things)|or otherwise|not limited to|and more|or similar)\b/,
  },
  broad: {
    ja: /(一切|いかなる|全て|すべて|あらゆる|何ら|無制限|永久|永続|無期限|取消不能|撤回不能|無償で|全世界|世界的)/,
    en: /\b(any and all|all|any|whatsoever|in any (way|manner)|perpetual(ly)?|irrevocable|irrevocably|worldwide|sublicen[sc](e)?able|transferable|royalty-free|unlimited|to the (fullest|maximum) extent|indefinite(ly)?|unconditional(ly)?|under no circumstances|in no event)\b/,
  },
}

export const SAFEGUARDS: Lexicon<Safeguard> = {
  'prior-notice': {
    ja: /((事前|予め|あらかじめ|前もって)(に|の|、)?[^。]{0,24}?(通知|告知|連絡|周知|公表|予告|掲示|知らせ)|(日|月|週間|年)(以上)?前(まで)?(に|の)[^。]{0,24}?(通知|告知|連絡|周知|公表|予告|掲示|知らせ)|予告期間|予告の?うえ|通知期間)/,
    en: /\b((prior|advance|reasonable|written|days?('s?)?|months?('s?)?|weeks?('s?)?) (\w+ ){0,2}?(notice|notification|warning)|notif(y|ies|ied) (\w+ ){0,6}?(in advance|before|beforehand|prior)|in advance|advance notice|prior to (such|the|any|deletion|termination|suspension)|before (we|it|you are|the change)|notice period)\b/,
  },
  'individual-notice': {
    ja: /(電子メール|eメール|メール|書面|個別|郵送|登録(された)?(メール)?アドレス)[^。]{0,16}?(通知|連絡(?!先)|送付|送信|知らせ|告知)/,
    en: /\b((by|via|to|through|an?) (\w+ ){0,5}?e-?mail|individual(ly)? (notice|notif)|in writing to|notif(y|ying) you|written notice|we'?ll let you know|contact you)\b/,
  },
  notice: {
    ja: /(通知|告知|連絡(?!先)|周知|公表|予告|掲示|報告|知らせ)/,
    en: /\b(notice|notif(y|ies|ied|ication|ications|ying)|inform(s|ed)?|tell you|let you know|announce(s|d|ment)?|post(ed|ing)? (on|to|at)|alert(s|ed)?|warn(s|ed)?)\b/,
  },
  consent: {
    ja: /(同意|承諾|許諾|合意|了承|承認|許可)(を|が|の|に|し|なく|した)/,
    en: /\b(consent(s|ed)?|approv(al|ed|e)|permission|agreed (in writing|upon)|mutual(ly)? agree(d|ment)?|opt(s|ed|ing)?[- ]in|explicit(ly)? (agree|permit|allow|authori[sz]e)|with your authori[sz]ation)\b/,
  },
  written: {
    ja: /(書面|文書|電磁的(記録|方法))(による?|で|にて|をもって|に)/,
    en: /\b((in )?writing|written|signed)\b/,
  },
  reasonable: {
    ja: /(合理的な?|相当(な|の)(期間|範囲|理由|注意)|正当な(理由|事由)|やむを得ない|必要(最小限|な範囲|最低限)|善良な管理者|善管注意)/,
    en: /\b(reasonabl[ey]|good faith|undue|unreasonabl[ey]|material(ly)?|due care|good cause|legitimate|proportionate|strictly necessary|necessary to)\b/,
  },
  'law-limit': {
    ja: /(法令(に|で|の)(定め|基づ|より|許|反し|要求|別段)|法律(上|に|で)(認め|許|基づ|定め|要求|の範囲)|適用法|強行(法規|規定)|消費者契約法|法令等?に(基づ|より|従)|法令で(認め|許)|令状|裁判所の?(命令|令状))/,
    en: /\b((to the extent|except as|unless|where|if|as|when) (\w+ ){0,3}?(permitted|allowed|required|prohibited|compelled|mandated|obligated) (\w+ ){0,2}?(by|under) (\w+ ){0,3}?(law|court|statute|regulation)s?|applicable (mandatory )?law|statutory (\w+ )?rights?|required by law|legally (required|permitted|prohibited|compelled|obligated)|warrant|subpoena|court order)\b/,
  },
  'fault-carve-out': {
    ja: /((故意|過失|重過失|重大な過失|責め?に帰す(べき|る))[^。]{0,24}?(場合|とき|もの|事由|損害)?(を除|はこの限り|に限り|以外|がある|でない限り|による|によ)|(故意|重過失|重大な過失)(又は|または|若しくは|もしくは|及び|や)(過失|重過失|重大な過失|故意))/,
    en: /\b((gross )?negligence|wil+ful (misconduct|default|act|intent)|intentional(ly)?|fraud(ulent)?( misrepresentation)?|own fault|(provider|our|its|company)'?s? (fault|breach|negligence)|recklessness|death or personal injury)\b/,
  },
  cure: {
    ja: /(是正|改善|治癒|催告(の|し|後|を)|相当(な|の)期間(内|を定め)|猶予期間)/,
    en: /\b(cure(s|d)?|remed(y|ied) (the|such|any) (breach|default)|opportunity to (cure|remedy|respond|fix|correct|contact)|grace period|fail(s|ed|ure)? to (cure|remedy|correct))\b/,
  },
  'right-to-leave': {
    ja: /(解約|退会|解除|中途解約|利用(を)?(中止|停止))(する)?(ことが)?(でき|可能|権利)/,
    en: /\b(right to (terminate|cancel|withdraw|opt[- ]out|object|refuse)|(may|can) (terminate|cancel|withdraw|opt[- ]out|object|stop using|leave|close)|cancel (at )?any time|opt[- ]out|opportunity to cancel)\b/,
  },
  choice: {
    ja: /(選択|拒否|希望|無効に|オプトアウト|設定を?変更|求めに応じ|請求に応じ|要求に応じ|指示に(従|基づ))/,
    en: /\b(your (choice|option|request|instructions?|direction|election|consent)|customer'?s (choice|option|request|instructions?|direction|election)|upon request|if you (wish|choose|request|prefer)|documented instructions?|as you (request|choose|direct)|you (can|may) (choose|request|disable|decline))\b/,
  },
  'purpose-bound': {
    ja: /(ために?(のみ|だけ)|目的(の範囲内?)?(でのみ|に限|以外|にのみ|の範囲)|限り(で|において|、)|に限り|範囲(内)?(で|に|において)(のみ|限))/,
    en: /\b(only|solely|exclusively|strictly|limited to|for the (sole )?purposes? of|as necessary|no more than|to the extent necessary|so long as|only (for|to|if|when|where))\b/,
  },
  free: {
    ja: /(無料(?!プラン|版|会員)|無償|追加費用なし|費用を(負担|請求)しない|返金|返還|払い?戻)/,
    en: /\b(free of charge|at no (additional |extra )?(cost|charge)|without (additional |extra )?(charge|cost|penalty)|refund(ed|s|able)?|for free|no fee|pro[- ]rat(a|ed)|reimburse(d|s|ment)?)\b/,
  },
}

const DISCRETION_IDS = Object.keys(DISCRETION) as Discretion[]
const SAFEGUARD_IDS = Object.keys(SAFEGUARDS) as Safeguard[]

/** Freedoms named in a stretch of folded text. */
export function discretionOf(folded: string, language: Language): Discretion[] {
  return DISCRETION_IDS.filter((id) => DISCRETION[id][language].test(folded))
}

/** Safeguards named in a stretch of folded text. A notice that is refused (「事前の通知なく」) is none. */
export function safeguardsOf(folded: string, language: Language): Safeguard[] {
  let text = folded
  for (const id of ['no-notice', 'no-consent'] as const) {
    const m = DISCRETION[id][language].exec(text)
    if (m) text = text.replace(m[0], ' ')
  }
  return SAFEGUARD_IDS.filter((id) => SAFEGUARDS[id][language].test(text))
}
