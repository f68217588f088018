import type { Span } from '../model/text.js'
import type { Actor, Clause, Modality } from './frame.js'
import type { PartyWords } from './party-words.js'

/** A predicate cue: words that say must, may … ; `swap` where the grammatical object acts (“you grant us”, “authorises us”). */
interface Cue extends Span {
  modality: Modality
  swap: boolean
  /** The subject stands after the cue: “in no event shall the provider be liable”. */
  inverted: boolean
}

const ADV =
  '(?:(?:also|then|only|hereby|further|at all times|not|always|generally|therefore|expressly|promptly|immediately|solely|however|in turn|otherwise|additionally|automatically|from time to time|at any time|at its sole discretion|in its sole discretion|each|both|all|and|its affiliates) ){0,3}'

/** In order: the first that matches at a place wins there. */
const CUES: ReadonlyArray<[RegExp, Modality, ('swap' | 'inverted')?]> = [
  [/\b(?:may|might|will|would)(?: also)? (?:need|have|be (?:required|asked|obliged)) to\b/g, 'must'],
  [
    /\b(?:in no event|under no circumstances|nothing|in no case) (?:\w+ ){0,6}?(?:shall|will|may|does|limits?|excludes?|is|are)\b/g,
    'need-not',
    'inverted',
  ],
  [/\b(?:neither|no) party (?:may|shall|will|can|must|has|is)\b/g, 'must-not', 'inverted'],
  [
    /\b(?:shall|will|may|can|must|is|are|am|be|'re)(?: (?:\w+ly|therefore|in no event|in any (?:way|event)))? (?:not|never)(?: \w+ly)?(?: be)?(?: held)? (?:liable|responsible|accountable|obligated|obliged|required|bound)\b/g,
    'need-not',
  ],
  [
    /\b(?:has|have|had|having|assumes?|bears?|accepts?|undertakes?|with|takes?|under)(?: and (?:accepts?|assumes?|has))? no(?: \w+)?(?: or \w+)? (?:obligations?|liabilit(?:y|ies)|responsibilit(?:y|ies)|duty)\b/g,
    'need-not',
  ],
  [
    /\b(?:do|does|did|shall|will|can|may)(?:n't| ?not) (?:\w+ ){0,2}?(?:warrant|guarantee|represent|promise|accept any|assume any|undertake|endorse|provide any (?:warrant|guarantee|refund)|be bound|take responsibility)\w*/g,
    'need-not',
  ],
  [
    /\b(?:makes?|made|gives?|provides?) no (?:\w+,? ){0,4}?(?:warrant\w*|representation\w*|guarantee\w*|promises?)\b/g,
    'need-not',
  ],
  [/\b(?:do|does|will|shall)(?:n't| not) answer for\b/g, 'need-not'],
  // “We may not always give notice”: no ban on the one who says it.
  [/\b(?:may|might) not (?:always|be able to|necessarily|in (?:all|every) cases?)\b/g, 'need-not'],
  [/\bdisclaims?\b|\bneed not\b|\bdo(?:es)? not (?:have|need) to\b/g, 'need-not'],
  [/\bin no way\b|\b(?:is|are) (?:strictly )?excluded\b/g, 'need-not'],
  [/\b(?:agrees?|undertakes?|covenants?|promises?) not to\b|\brefrains? from\b/g, 'must-not'],
  [
    /\b(?:shall|must|may|can|could|should)(?: \w+ly)? not\b|\bcannot\b|\bcan't\b|\bmustn't\b|\bshouldn't\b|\bmay never\b|\b(?:is|are) unable to\b/g,
    'must-not',
  ],
  [
    /\b(?:is|are|be)(?: \w+ly)? (?:prohibited|forbidden|barred)\b|\b(?:is|are|be) not (?:\w+ )?(?:permitted|allowed|entitled|authori[sz]ed|eligible|intended)\b/g,
    'must-not',
  ],
  [/\b(?:may|can)(?: \w+){0,2}? (?:only|solely)\b|\bonly (?:use|access|share|be used)\b/g, 'must-not'],
  [
    /\b(?:grants?|gives?|authori[sz]es?|permits?|allows?|consents? to|licen[sc]es?)(?:,? and \w+)? (?=(?:to )?(?:us|our|we|provider|the company)\b)/g,
    'may',
    'swap',
  ],
  [
    /\b(?:reserves?|retains?|has|have|had|shall have|will have)(?: and (?:retains?|reserves?))? (?:the|a|all|any)?(?: \w+){0,2}? ?(?:rights?|option|discretion|authority)(?: to)?\b/g,
    'may',
  ],
  [
    /\b(?:is|are|be|shall be|will be) (?:\w+ )?(?:entitled|free|permitted|allowed|authori[sz]ed|able|eligible) (?:to|for)\b/g,
    'may',
  ],
  [/\b(?:is|are)(?: also| now)? (?:permitted|allowed)\b(?! to)/g, 'may'],
  [
    /\b(?:shall|will|'ll|may|must|to)? ?(?:use|make|exercise|employ)s? (?:\w+ ){0,4}?(?:efforts?|endeavou?rs?|attempts?)\b/g,
    'aims',
  ],
  [
    /\b(?:aims?|strives?|tr(?:y|ies)|endeavou?rs?|seeks?|intends?|tends?|hopes?|plans?|attempts?) to\b|\bbound to due care\b/g,
    'aims',
  ],
  [
    /\b(?:is|are|be|shall be|will be|remains?|'re)(?: \w+ly| fully| alone)?(?: \w+)? (?:responsible|liable|accountable|obligated|obliged|required|bound)(?: (?:for|to|by))?\b/g,
    'must',
  ],
  [
    /\b(?:accepts?|assumes?|bears?|takes?)(?: and \w+)? (?:\w+ ){0,2}?(?:responsibility|liability|risks?|costs?)\b/g,
    'must',
  ],
  [/\b(?:policy|practice|rule) (?:is )?to\b/g, 'will'],
  [/\b(?:agrees?|undertakes?|commits?|covenants?|promises?|needs?|has|have|had) to\b/g, 'must'],
  [/\b(?:warrants?|guarantees?|ensures?|represents? and warrants?|indemnif(?:y|ies)|certif(?:y|ies))\b/g, 'must'],
  [/\b(?:shall|must|is to be|are to be)\b/g, 'must'],
  [/\bshould\b/g, 'must'],
  [
    /\b(?:deemed to|constitutes? (?:\w+ )?(?:acceptance|agreement|consent)|signif(?:y|ies) (?:\w+ )?(?:acceptance|agreement|consent)|agree to be bound|(?:is|are) agreeing to)\b/g,
    'deemed',
  ],
  [/(?<!\b(?:may|can|could|shall|will|must|to|or|and|right) )\b(?:refuses?|declines?)(?: to)?\b(?! by)/g, 'will-not'],
  [/\b(?:is|are|be) subject to (?:change|modification|revision|adjustment)s?\b/g, 'may'],
  [/\bwill(?: \w+ly)? (?:not|never)\b|\bwon't\b|\bnever\b|\b(?:will |do |does )?no longer\b/g, 'will-not'],
  [/\b(?:may|might) (?:also )?have\b/g, 'does'],
  [/\b(?:consents?|acknowledges? and agrees?) to\b/g, 'must'],
  [/\b(?:is|are|shall be|will be)(?: also| always| further)? subject to\b/g, 'must'],
  [/\bright to (?:\w+ ){1,6}?(?:is|are)(?: \w+)? available\b/g, 'may'],
  [/\b(?:may|might|can|could)\b/g, 'may'],
  [/\b(?:will|'ll)\b/g, 'will'],
  [/\b(?:do|does|did|is|are|was|were)(?: not|n't)\b/g, 'does-not'],
]

const SUBORDINATE =
  /\b(?:if|when|whenever|unless|where|wherever|because|since|while|until|once|after|before|although|provided that|in case|to the extent(?: that)?|so long as|as long as|in the event(?: that)?|except(?: as| that| where| if)?|which|who|whom|whose|whether|such that)\b/g
const CONDITION =
  /\b(?:if|when|whenever|where|once|in the event(?: that| of)?|provided that|so long as|as long as|in case(?: of)?|upon|subject to|to the extent(?: that)?|only (?:if|when|where))\b[^,;.]{3,240}/g
const EXCEPTION =
  /\b(?:unless|except(?: as| that| where| when| for| if)?|other than|excluding|save (?:for|as|that)|with the exception of|apart from|notwithstanding|but not)\b[^;.]{3,240}/g
const BOUNDARY = /[;:.!?]\s|,? (?:and|but|or|so|however|then)(?= )|, /g

/** Verbs that, put in the passive without an agent, are the provider's doing: “accounts may be suspended”. */
const PROVIDER_ACTS =
  /\bbe(?:ing)? (?:\w+ )?(?:suspended|terminated|change|adjustment|cancell?ed|deleted|removed|purged|charged|billed|invoiced|changed|modified|updated|amended|adjusted|increased|limited|restricted|disabled|blocked|revoked|shared|disclosed|transferred|retained|monitored|discontinued|deprecated|refunded|credited|notified|provided|granted|required|applied|consolidated|merged|reassigned|moved|reverted|replaced|offered|supported|encrypted|backed up|stored|tested|audited|certified|replicated|announced|answered|handled|delivered|credited|restored)\b/

/** What is done for a customer who stands as the subject of a passive. */
const DONE_FOR_CUSTOMER =
  /^(?:will|shall|must|'ll)(?: also| then| always)? be (?:\w+ly )?(?:notified|informed|contacted|told|warned|reminded|alerted|emailed|asked|refunded|credited|compensated|reimbursed|offered|given (?!access)|granted|sent|provided with|paid)\b/

/** What only the users of a service do. */
const USING =
  /\b(?:use|access|sharing|reselling|resale|copying|exporting|downloading|caching|scraping|embedding|automation)\b/

const NOT_CHARGED = /^(?:will|shall|must|'ll)? ?(?:not|never)(?: again)? be (?:charged|billed|invoiced)\b/

/** What only the customer could do with a service, so that a ban on it binds the customer. */
const CUSTOMER_ACTS =
  /\bbe(?:ing)? (?:\w+ )?(?:used|copied|reproduced|resold|sold|accessed|repackaged|white-label\w*|offered|assigned|modified|distributed|redistributed|exploited|combined|reverse|sublicensed|uploaded|submitted|scraped|cached|displayed|published)\b/

function cuesOf(text: string): Cue[] {
  const found: Cue[] = []
  const taken = new Uint8Array(text.length)
  for (const [pattern, modality, how] of CUES) {
    pattern.lastIndex = 0
    for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
      const start = m.index
      const end = start + m[0].length
      if (m[0].length === 0) {
        pattern.lastIndex++
        continue
      }
      if (taken.subarray(start, end).some((t) => t === 1)) continue
      taken.fill(1, start, end)
      found.push({ start, end, modality, swap: how === 'swap', inverted: how === 'inverted' })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

const CONTENT =
  /^.*\b(?:acknowledge|agree|understand|accept|confirm|consent|recogni[sz]e|represent|warrant|note|provide|ensure|mean)s?d?(?:,? (?:and|or) \w+)? that /

interface Who {
  actor: Actor
  /** `subject`: a party; `other`: some other noun; `gap`: nothing new, so the subject before goes on. */
  kind: 'subject' | 'other' | 'gap'
}

const patterns = new WeakMap<PartyWords, Array<[Exclude<Actor, 'none'>, RegExp]>>()

function partyPatterns(words: PartyWords): Array<[Exclude<Actor, 'none'>, RegExp]> {
  let made = patterns.get(words)
  if (!made) {
    const at = (alternatives: string): RegExp =>
      new RegExp(
        `(?:^|[^\\w'-])(?:the |each |any |every |all |an? |such |our |other )?(${alternatives})(?=$|[^\\w'-]|'(?:ll|re|ve|d)\\b)(?!'s)`,
        'g',
      )
    made = [
      ['both', at(words.both)],
      ['provider', at(words.provider)],
      ['customer', at(words.customer)],
      ['third', at(words.third)],
    ]
    patterns.set(words, made)
  }
  return made
}

const NOT_SUBJECT =
  /\b(?:of|to|by|with|from|for|on|in|between|against|at|about|than|under|into|upon|through|via|behalf of|provide|provides|notify|inform|charge|bill|give|allow|enable|help|let|tell|grant|authori[sz]e|ask|require|contact|permit)$/
const NEW_NOUN =
  /\b(?:the|this|that|these|those|an?|any|all|your|our|its|their|such|each|no|it|there|access|use|fees?|content|data|services?|information|payments?|refunds?)\b/

/** Who stands as the subject in `region`, the text between the last boundary and the cue. */
function subjectIn(region: string, words: PartyWords): Who {
  let best: { actor: Actor; start: number; end: number } | null = null
  for (const [actor, pattern] of partyPatterns(words)) {
    pattern.lastIndex = 0
    for (let m = pattern.exec(region); m; m = pattern.exec(region)) {
      const end = m.index + m[0].length
      const start = end - m[1]!.length
      const before = region.slice(0, m.index + (m[0].length - m[0].trimStart().length)).trimEnd()
      const word = m[1]!
      if (word === 'us' || (word !== 'we' && word !== 'they' && NOT_SUBJECT.test(before))) continue
      if (!best || start > best.start || (start === best.start && end > best.end)) best = { actor, start, end }
      if (pattern.lastIndex === m.index) pattern.lastIndex++
    }
  }
  if (best) {
    const rest = region.slice(best.end)
    // “that touch Client Material and shall …”: a party's name before another noun is no subject.
    const compound = /^ [a-z]+/.exec(rest)
    if (
      compound &&
      !/^ (?:who|that|which|and|or|also|then|not|each|both|alone|may|hereby|\w+ly|at|in|on|upon|under|pursuant|further|therefore|otherwise|its|as)\b/.test(
        rest,
      )
    )
      return { actor: 'none', kind: 'other' }
    const other = NEW_NOUN.exec(rest.replace(/\((?:[^()]{0,80})\)/g, ' '))
    if (!other || /\b(?:who|that|and|or|you|may|whether)\b/.test(rest.slice(0, other.index)))
      return { actor: best.actor, kind: 'subject' }
    return { actor: 'none', kind: 'other' }
  }
  return NEW_NOUN.test(region) ||
    /\w{3,}\s+\w{3,}/.test(
      region.replace(
        /\b(?:and|but|or|so|also|then|however|otherwise|therefore|not|only|promptly|immediately|hereby)\b/g,
        '',
      ),
    )
    ? { actor: 'none', kind: 'other' }
    : { actor: 'none', kind: 'gap' }
}

function lastBoundary(text: string, until: number, pattern: RegExp): number {
  pattern.lastIndex = 0
  let at = 0
  for (let m = pattern.exec(text); m && m.index < until; m = pattern.exec(text)) {
    const end = m.index + m[0].length
    if (end <= until) at = end
    pattern.lastIndex = Math.max(pattern.lastIndex, m.index + 1)
  }
  return at
}

function spansOf(text: string, pattern: RegExp, offset: number): Span[] {
  pattern.lastIndex = 0
  const out: Span[] = []
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
    out.push({ start: offset + m.index, end: offset + m.index + m[0].trimEnd().length })
  }
  return out
}

/** The clauses of an English sentence, over folded text. */
export function englishClauses(text: string, words: PartyWords): Clause[] {
  const cues = cuesOf(text)
  const main: Array<{ cue: Cue; actor: Actor; named: boolean; subordinate: boolean }> = []
  let previous: { actor: Actor; named: boolean } | null = null
  for (let i = 0; i < cues.length; i++) {
    const cue = cues[i]!
    const from = i > 0 ? cues[i - 1]!.end : 0
    const strong = Math.max(from, lastBoundary(text, cue.start, /[;:.!?]\s/g))
    const region = text.slice(strong, cue.start)
    const sub = lastBoundary(region, region.length, SUBORDINATE)
    const afterSub = region.slice(sub)
    // A comma with a subject of its own behind it ends the subordinate clause: “if you are late, we may …”.
    const comma = afterSub.lastIndexOf(', ')
    // “You acknowledge that the service may …”: the content clause has a subject of its own.
    const candidate = (comma >= 0 ? afterSub.slice(comma + 1) : afterSub).replace(CONTENT, '')
    let who = subjectIn(candidate, words)
    let subordinate = sub > 0 && comma < 0
    if (who.kind === 'gap' && comma >= 0) {
      who = subjectIn(afterSub, words)
      subordinate = false
    }
    if (who.kind === 'other') {
      const conj = lastBoundary(candidate, candidate.length, BOUNDARY)
      const tail = conj > 0 ? subjectIn(candidate.slice(conj), words) : who
      if (tail.kind === 'subject') who = tail
      else if (tail.kind === 'gap' && previous) who = { actor: previous.actor, kind: 'gap' }
    }
    const after = text.slice(cue.end, cue.end + 120)
    let { actor } = who
    let named = who.kind === 'subject'
    if (who.kind === 'gap' && previous && !subordinate) ({ actor, named } = previous)
    if (cue.inverted) {
      const inside = subjectIn(
        `${text.slice(cue.start, cue.end)}${after.slice(0, 40)} `.replace(
          /\b(?:shall|will|may|in no event|under no circumstances)\b/g,
          ' ',
        ),
        words,
      )
      const direct = partyAt(after, words) ?? partyAt(text.slice(cue.start, cue.end), words)
      actor = direct ?? inside.actor
      named = actor !== 'none'
    }
    if (cue.swap) {
      actor = actor === 'customer' || actor === 'none' ? 'provider' : 'customer'
      named = true
    }
    let modality = cue.modality
    if (!named || actor === 'none') {
      const agent = /\bby (us|you|(?:the )?[\w-]+)\b/.exec(after)
      const by = agent ? partyAt(agent[1]!, words) : null
      if (by) actor = by
      else if (
        /\b(?:use|access|any (?:\w+ )?(?:use|attempt|violation)|sharing|reselling)\b/.test(candidate) &&
        modality === 'must-not'
      )
        actor = 'customer'
      else if (modality === 'may' && /permitted|allowed/.test(text.slice(cue.start, cue.end)) && USING.test(candidate))
        actor = 'customer'
      else if (modality === 'must-not' && CUSTOMER_ACTS.test(text.slice(cue.start, cue.end + 60))) actor = 'customer'
      else if (
        modality === 'must' &&
        /^\W*(?:accordingly, )?(?:your |any |all )?(?:use|access|participation|subscription)\b/.test(candidate)
      )
        actor = 'customer'
      else if (/^(?:policy|practice)/.test(text.slice(cue.start, cue.end))) actor = 'provider'
      else if (/^right to /.test(text.slice(cue.start, cue.end))) actor = 'customer'
      else if (/\breserves?\b/.test(text.slice(cue.start, cue.end))) actor = 'provider'
      else if (PROVIDER_ACTS.test(text.slice(cue.start, cue.end + 60))) actor = 'provider'
      else if (modality === 'need-not') actor = 'provider'
    }
    // “You will be notified by us”: what is done for the customer is the provider's to do.
    if (actor === 'customer' && DONE_FOR_CUSTOMER.test(text.slice(cue.start, cue.end + 60)))
      if (modality === 'will' || modality === 'must') {
        actor = 'provider'
        named = false
      }
    // “You will not be charged for it.”
    if (actor === 'customer' && modality !== 'may' && NOT_CHARGED.test(text.slice(cue.start, cue.end + 30))) {
      actor = 'provider'
      modality = 'will-not'
      named = false
    }
    // “The Customer will pay”: a duty; “we will notify”: the provider's promise of its own act.
    if (modality === 'will' && (actor === 'customer' || actor === 'both')) modality = 'must'
    if (modality === 'will-not' && (actor === 'customer' || actor === 'both')) modality = 'must-not'
    main.push({ cue, actor, named, subordinate })
    cue.modality = modality
    if (!subordinate) previous = { actor, named }
  }
  const kept = main.filter((m) => !m.subordinate)
  if (kept.length === 0) return [fallback(text, words)]
  return kept.map(({ cue, actor, named }, i) => {
    const start = i === 0 ? 0 : clauseStart(text, kept[i - 1]!.cue.end, cue.start)
    const end = i + 1 < kept.length ? clauseStart(text, cue.end, kept[i + 1]!.cue.start) : text.length
    const own = text.slice(start, end)
    return {
      start,
      end,
      actor,
      named,
      modality: cue.modality,
      cue: { start: cue.start, end: cue.end },
      conditions: spansOf(own, CONDITION, start),
      exceptions: spansOf(own, EXCEPTION, start),
    }
  })
}

/** Where, between two cues, the second clause begins: after the last boundary, or half way when there is none. */
function clauseStart(text: string, from: number, to: number): number {
  const between = text.slice(from, to)
  const at = lastBoundary(between, between.length, BOUNDARY)
  return at > 0 ? from + at : to
}

function partyAt(text: string, words: PartyWords): Exclude<Actor, 'none'> | null {
  let best: { actor: Exclude<Actor, 'none'>; at: number } | null = null
  for (const [actor, pattern] of partyPatterns(words)) {
    pattern.lastIndex = 0
    const m = pattern.exec(text)
    if (m && m.index <= 24 && (!best || m.index < best.at)) best = { actor, at: m.index }
  }
  return best?.actor ?? null
}

const PRESENT_ACTS =
  /\b(?:is|are|gets?) (?:then |also |automatically )?(?:billed|charged|invoiced|due|payable|suspended|deleted|terminated|disabled|shared|disclosed|collected|transferred|sold|offered|provided|included|supported|encrypted|backed up|tested|audited|certified|replicated|announced|answered|handled|applied|kept|held|monitored)\b/
const IMPERATIVE =
  /^\W*(?:please (?!see|refer|note|visit|read|review|contact|check)|do not |don't |never |make sure |ensure |keep )/

const LEADING =
  /^\W*(?:\(?[a-z0-9]{1,3}[.)] )?(?:however|furthermore|similarly|in addition|additionally|moreover|also|therefore|then|in (?:these|such|that|this|some|the) [\w ]{2,40}|at this time|for example|note that|please note that|notwithstanding [^,]{3,80}|(?:if|when|whenever|where|once|unless|although|though|while|whilst|after|before|until|upon|because|since|as|in case|in the event|by|for|to|depending on)\b[^,]{3,200}),\s+/
const TRAILING =
  /[,]?\s(?:unless|if|when|where|until|except|provided that|in case|so long as|as long as|to the extent)\b.*$/

/** The main clause of a sentence without modals: what stands behind leading conditions and before trailing ones. */
function mainPart(text: string): string {
  let out = text
  for (let i = 0; i < 3; i++) {
    const m = LEADING.exec(out)
    if (!m || m[0].length > out.length - 8) break
    out = out.slice(m[0].length)
  }
  const cut = TRAILING.exec(out)
  return cut && cut.index > 12 ? out.slice(0, cut.index) : out
}

/** A sentence without any modal: a fact told, a rule in the present tense, an instruction or a fragment. */
function fallback(text: string, words: PartyWords): Clause {
  const head = mainPart(text)
  const negative = /^\W*(?:do not|don't|never)\b/.test(head)
  const imperative = IMPERATIVE.test(head)
  const subject = new RegExp(`^\\W*(?:${ADV})`).exec(head)
  // “Plans are billed monthly”, “Payment is due on receipt”: told in the present, done by the provider.
  const charged = PRESENT_ACTS.test(head)
  const actor = imperative
    ? 'customer'
    : charged
      ? 'provider'
      : (partyAt(head.slice(subject?.[0].length ?? 0), words) ?? 'none')
  return {
    start: 0,
    end: text.length,
    actor,
    named: actor !== 'none' && !imperative,
    modality: imperative ? (negative ? 'must-not' : 'must') : 'does',
    cue: null,
    conditions: spansOf(text, CONDITION, 0),
    exceptions: spansOf(text, EXCEPTION, 0),
  }
}
