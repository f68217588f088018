import type { Parties } from '../model/agreement.js'

type Side = 'provider' | 'customer'

/** Roles whose side the word itself tells. The side of "Company" or a proper name depends on the other party. */
const ROLES: Record<Side, RegExp> = {
  provider:
    /^(?:(?:service |cloud |hosting |services )?provider|vendor|supplier|licensor|(?:data )?processor|data importer|contractor|consultant|host|service bureau|seller|outsourcer|developer|we|us|our)$/i,
  customer:
    /^(?:customers?|clients?|users?|subscribers?|licensees?|(?:data )?controller|data exporter|purchaser|buyer|members?|merchant|end[ -]users?|account holder|grantee|registrant|you|your|yours|partner)$/i,
}
/** Names that are no party's. */
const NO_PARTY =
  /^(?:(?:this|these|the|our) )?(?:agreement|terms|services?|software|products?|site|website|platform|content|data|personal|effective|fees?|term|dpa|sla|gdpr|eea|eu|uk|us|apps?|policy|policies|order|documentation|part(?:y|ies)|affiliates?|confidential|schedule|exhibit|account|program|system|territory|licen[cs]e|notes?|master|principal|ccpa|scc?s?|apis?|marks|credits?|period|losses|claims?|deliverables?|work|intellectual|addendum|privacy|security|applicable|standard|controller to|data protection|as is|contract)(?:\b.*)?$/i

const QUOTED = /["“]([^"“”]{1,50}?)[,.]?["”]/g

export function readEnglishParties(text: string): Parties {
  const sides: Record<Side, Set<string>> = { provider: new Set(), customer: new Set() }
  const undecided = new Map<string, string[]>()
  const head = text.slice(0, 25_000)
  for (const group of aliasGroups(head)) {
    const side = sideOf(group)
    if (side) for (const name of group) sides[side].add(name)
    else if (group[0]) undecided.set(group[0], group)
  }
  addPersons(text, sides)
  addRoles(text, sides)
  for (const name of actingNames(text, sides, undecided)) undecided.set(name, [name])
  for (const [, group] of undecided) {
    const side = sideByVerbs(text, group, sides, undecided.size)
    if (side)
      for (const name of group) if (!sides.provider.has(name) && !sides.customer.has(name)) sides[side].add(name)
  }
  return {
    provider: [...sides.provider].map((n) => asUsed(text, n)),
    customer: [...sides.customer].map((n) => asUsed(text, n)),
  }
}

/**
 * Names that a text gives to its parties, those of one party together: `Acme, Inc. ("Acme", "we" or "us")`, `When we say
 * "Company" or "we" we refer to …`.
 */
function* aliasGroups(text: string): Generator<string[]> {
  for (const m of text.matchAll(/\(([^()]{0,30}["“][^()]{1,160}["”][^()]{0,30})\)/g)) {
    const names = quotedNames(m[1]!)
    const before = text.slice(Math.max(0, m.index - 160), m.index)
    if (names.length === 0) continue
    // A party stands before its bracket: a company, a person's role, "and you".
    const company =
      /((?:[A-Z][\w&.'’-]*[ ,]+){0,6}(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|Co|GmbH|B\.?V|S\.?A|S\.?A\.?S|AS|AB|A\/S|Oy|Pty|PBC|PLC|plc|KK|K\.K|SE|N\.?V|LLP|L\.P)\.?)[^("“]{0,120}$/.exec(
        before,
      )
    const known = names.some((n) => ROLES.provider.test(n) || ROLES.customer.test(n) || /^company$/i.test(n))
    if (company || known || /\b(?:by and between|between|operated by|provided by)\b[^("“]{0,120}$/.test(before))
      yield names
  }
  // "As a customer of the service you are a “Producer” under these terms."
  for (const m of text.matchAll(/\b(you)(?:[’']re| are| will be) (?:a|an|the|our) ["“]([^"“”]{1,40})["”]/gi)) {
    const names = quotedNames(`"${m[2]}"`)
    if (names.length > 0) yield ['you', ...names]
  }
  for (const m of text.matchAll(
    /((?:["“][^"“”]{1,40}["”](?:,|\s|and|or|\/)*){1,6})\s*(?:(?:in this \w+|as used \w+|here),?\s*)?(?:,?\s*we(?:’|')?\s?(?:are|re)\s+)?(?:refers?|referring|means?|mean|shall mean|is|are)\s+(?:to\s+)?([^.;]{2,120})/g,
  )) {
    const names = quotedNames(m[1]!)
    if (names.length === 0) continue
    const meaning = m[2]!
    const named = /\b(?:Inc|LLC|Ltd|Limited|Corp|GmbH|B\.?V|AS|PBC|Pty|PLC)\b/.test(meaning)
    if (named || names.some((n) => /^(?:we|us|our|you|your)$/i.test(n)))
      yield [...names, ...(named ? companyName(meaning) : [])]
  }
}

function companyName(words: string): string[] {
  const m =
    /^\s*(?:the )?([A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+)*),? (?:Inc|LLC|Ltd|Limited|Corp|GmbH|B\.?V|AS|PBC|Pty|PLC)\b/.exec(
      words,
    )
  return m ? [m[1]!] : []
}

function quotedNames(words: string): string[] {
  return [...words.matchAll(QUOTED)]
    .map((m) => m[1]!.trim())
    .filter(
      (n) =>
        n !== '' &&
        n.length <= 40 &&
        (/^us$/i.test(n) || !NO_PARTY.test(n)) &&
        (/^[A-Z]|^[a-z]{1,2}[-A-Z0-9]|^\d+ ?[A-Z]/.test(n) || /^(?:we|us|our|you|your)$/.test(n)),
    )
}

function sideOf(names: readonly string[]): Side | null {
  if (names.some((n) => /^(?:we|us|our)$/i.test(n))) return 'provider'
  if (names.some((n) => /^(?:you|your)$/i.test(n))) return 'customer'
  for (const side of ['provider', 'customer'] as const) if (names.some((n) => ROLES[side].test(n))) return side
  return null
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

/** "we" and "you", in terms that speak so. */
function addPersons(text: string, sides: Record<Side, Set<string>>): void {
  const we = count(text, /\b(?:we|us|our)\b/gi)
  const you = count(text, /\byou(?:r|rs)?\b/gi)
  // "us" and "our" also stand in "US dollars" and in quotations; terms that speak in person do so throughout.
  if (we >= 4 && (you >= 4 || we * 800 > text.length / 4))
    for (const w of ['we', 'us', 'our'])
      if (new RegExp(`\\b${w}\\b`).test(text) || new RegExp(`\\b${w[0]!.toUpperCase()}${w.slice(1)}\\b`).test(text))
        sides.provider.add(w)
  if (you >= 4) for (const w of ['you', 'your']) if (new RegExp(`\\b${w}\\b`, 'i').test(text)) sides.customer.add(w)
  for (const [side, words] of [
    ['provider', ['We', 'Us', 'Our']],
    ['customer', ['You', 'Your']],
  ] as const) {
    for (const w of words)
      if (sides[side].has(w)) {
        sides[side].delete(w)
        sides[side].add(w.toLowerCase())
      }
  }
}

const ROLE_NAMES: Record<Side, readonly string[]> = {
  customer: ['Customer', 'Client', 'Subscriber', 'Licensee', 'Controller', 'Partner'],
  provider: ['Service Provider', 'Provider', 'Vendor', 'Supplier', 'Licensor', 'Processor', 'Contractor', 'Consultant'],
}
const ROLE_SPELLED = new Map(
  [...ROLE_NAMES.customer, ...ROLE_NAMES.provider, 'User', 'Member', 'Company'].map((r) => [r.toUpperCase(), r]),
)
/** A verb by which a party acts in a contract. */
const ACTS =
  'shall|will|may|must|agrees?|acknowledges?|can|cannot|is (?:responsible|entitled|not|solely)|has|undertakes?|warrants?|represents?|reserves?|grants?|provides?|processes|makes?|uses?|does not|and its'
/** A role used as a name, in capitals too, and whether it is the subject of a duty or right. */
const ROLE_IN_TEXT = new RegExp(
  `\\b(Customer|Client|Subscriber|Licensee|Controller|Partner|Service Provider|Provider|Vendor|Supplier|Licensor|Processor|Contractor|Consultant|User|Member|Company|CUSTOMER|CLIENT|SUBSCRIBER|LICENSEE|CONTROLLER|SERVICE PROVIDER|PROVIDER|VENDOR|SUPPLIER|LICENSOR|PROCESSOR|CONTRACTOR|CONSULTANT|USER|MEMBER|COMPANY)(?:['’]s)?\\b(?= (${ACTS}|SHALL|WILL|MAY|MUST|AGREES)\\b|)`,
  'g',
)

/** Roles that the text uses as names, with a capital, without having introduced them in quotation marks. */
function addRoles(text: string, sides: Record<Side, Set<string>>): void {
  const persons = sides.provider.has('we') && sides.customer.has('you')
  const used = new Map<string, number>()
  const acts = new Map<string, number>()
  for (const m of text.matchAll(ROLE_IN_TEXT)) {
    const role = ROLE_SPELLED.get(m[1]!.toUpperCase()) ?? m[1]!
    used.set(role, (used.get(role) ?? 0) + 1)
    if (m[2]) acts.set(role, (acts.get(role) ?? 0) + 1)
  }
  const isUsed = (role: string, least: number): boolean => (acts.get(role) ?? 0) >= 2 && (used.get(role) ?? 0) >= least
  const enough = persons ? 12 : 4
  for (const role of ROLE_NAMES.customer) if (isUsed(role, enough)) sides.customer.add(role)
  if (!persons) {
    for (const role of ROLE_NAMES.provider) if (isUsed(role, enough)) sides.provider.add(role)
    if (sides.customer.size === 0)
      for (const role of ['User', 'Member']) if (isUsed(role, enough)) sides.customer.add(role)
  } else if ((acts.get('User') ?? 0) >= 3 && isUsed('User', 12)) sides.customer.add('User')
  if (sides.provider.size === 0 && (acts.get('Company') ?? 0) >= 2 && !sides.customer.has('Company'))
    sides.provider.add('Company')
}

/** Words with a capital that act in many sentences and are nobody's name. */
const NO_NAME =
  /^(?:(?:It|They|This|That|These|Those|There|He|She|Who|Which|What|All|Any|Each|Every|Either|Neither|Both|Such|Some|None|No|Nothing|Nobody|If|When|Where|In|On|At|By|For|To|Upon|But|And|Or|The|A|An|Our|Your|Their|Its|His|Her|Here|Failure|Use|Disputes?|Claims?|Notices?|Payments?|Invoices?|Sections?|Articles?|Exhibits?|Schedules?|Annex|Appendix|Amendments?|Changes|Access|Arbitration|Court|Courts|State|County|Law|Laws|Data|Personal|Sub-?processors?|Subcontractors?|Affiliates?|Employees?|Party|Parties|Recipients?|Discloser|Receiving|Disclosing|Indemnif\w+|Third|Authorized|Authorised|Users?|Members?|Effective|January|February|March|April|June|July|August|September|October|November|December|Force|Confidential|Termination|Support|Maintenance|Credits?|Downtime|Uptime|Availability|Severity|Priority|Severability|Insurance|Title|Warranty|Fees|Taxes|Products?|Materials?|Deliverables?|Board|Committee|Commission|Government|Authority|Authorities|Security|Customer Data|Personal Data|Security Incident)\b|.*\b(?:Agreement|Terms|Services?|Data|Party|Parties|Fees?|Content|Software|Product|Policy|Law|Period|Date|Court|Act|Materials?|Information|Users?|Term|Order|Addendum|Event|Incident|Credits?|Account|Customers?|Exhibit|Schedule|Website|Site|Group|Committee|Association|Arbitrator|Manager|Representatives?)$)/
/** A party is named early; a product or a carrier that acts in one chapter alone is not. */
const BEGINNING = 5_000
/** Fewest sentences in which a name that nobody introduced acts as a party. */
const LEAST_ACTS = 3

/**
 * Names that act as parties do without having been introduced: "Brookfell will …" in terms that say only "we" elsewhere.
 * At most the two that act most, and only such as the beginning of the document names.
 */
function actingNames(
  text: string,
  sides: Record<Side, Set<string>>,
  undecided: ReadonlyMap<string, readonly string[]>,
): string[] {
  const named = new Set(
    [...sides.provider, ...sides.customer, ...[...undecided.values()].flat()].map((n) => n.toLowerCase()),
  )
  const beginning = text.slice(0, BEGINNING)
  const acts = new Map<string, number>()
  for (const m of text.matchAll(
    /\b([A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2})(?= (?:shall|will|may|must|agrees|undertakes|warrants|represents|reserves|acknowledges)\b)/g,
  )) {
    const name = m[1]!
    if (NO_NAME.test(name) || NO_PARTY.test(name) || ROLE_SPELLED.has(name.toUpperCase())) continue
    if (ROLES.provider.test(name) || ROLES.customer.test(name)) continue
    acts.set(name, (acts.get(name) ?? 0) + 1)
  }
  return [...acts]
    .filter(([name, n]) => n >= LEAST_ACTS && !named.has(name.toLowerCase()) && beginning.includes(name))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 2)
    .map(([name]) => name)
}

/** `("CORIO")` is mostly written Corio further down; "The User" is User. */
function asUsed(text: string, name: string): string {
  const plain = name.replace(/^The\s+/, '')
  if (!/^[A-Z]{4,}(?: [A-Z]+)*$/.test(plain)) return plain
  const usual = plain.replace(/\b([A-Z])([A-Z]+)\b/g, (_, first: string, rest: string) => first + rest.toLowerCase())
  return count(text, new RegExp(`\\b${literal(usual)}\\b`, 'g')) >
    count(text, new RegExp(`\\b${literal(plain)}\\b`, 'g'))
    ? usual
    : plain
}

/** A proper name's side: by the side of the other party, else by who provides and who pays. */
function sideByVerbs(
  text: string,
  names: readonly string[],
  sides: Record<Side, Set<string>>,
  rivals: number,
): Side | null {
  let score = 0
  for (const name of names) {
    const n = literal(asUsed(text, name))
    score +=
      2 *
      count(
        text,
        new RegExp(
          `\\b${n} (?:shall|will|agrees? to|undertakes? to|may)? ?(?:also )?(?:provide|perform|maintain|host|deliver|supply|support|furnish|operate|process|offer)s?\\b`,
          'g',
        ),
      )
    score +=
      2 *
      count(
        text,
        new RegExp(
          `\\b(?:provided|performed|hosted|supplied|operated|offered|made available) (?:to \\w+ )?by ${n}\\b`,
          'g',
        ),
      )
    score += count(
      text,
      new RegExp(`\\b${n}(?:'s|’s)? (?:services?|servers?|software|platform|system|site|website)\\b`, 'gi'),
    )
    score -=
      2 * count(text, new RegExp(`\\b${n} (?:shall|will|agrees? to) (?:pay|purchase|order|reimburse|use)\\b`, 'g'))
    score -= count(text, new RegExp(`\\b(?:provided?|services|available|charged|licensed?) to ${n}\\b`, 'g'))
    score -= count(text, new RegExp(`\\bpa(?:id|yable|yments?) by ${n}\\b`, 'g'))
  }
  if (rivals <= 2 && sides.customer.size > 0 && sides.provider.size === 0 && score > -4) return 'provider'
  if (rivals <= 1 && sides.provider.size > 0 && sides.customer.size === 0 && score < 4) return 'customer'
  if (score >= 2) return 'provider'
  if (score <= -2) return 'customer'
  return null
}

function literal(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
