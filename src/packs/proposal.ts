import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Evidence, Finding } from '../model/analysis.js'
import { Text } from '../model/text.js'
import type { Judged } from './answer.js'
import { PackError } from './pack-error.js'

const Proposals = z.record(z.string().regex(/^[A-Z]{1,3}[0-9]{2,3}$/), Text)

let loaded: Map<string, Text> | null = null

/** Model wording by item, from `clause-library/proposals.yaml`; read once. */
function modelWording(): ReadonlyMap<string, Text> {
  if (!loaded) {
    const file = new URL('../../clause-library/proposals.yaml', import.meta.url)
    const read = Proposals.safeParse(parse(readFileSync(file, 'utf8')))
    if (!read.success) {
      const issue = read.error.issues[0]!
      throw new PackError('malformed', 'proposals.yaml', { detail: `${issue.path.join('.')}: ${issue.message}` })
    }
    loaded = new Map(Object.entries(read.data))
  }
  return loaded
}

/** An open point of a provider's document, and what to propose for it. */
export interface Proposal {
  item: string
  name: Text
  status: Finding['status']
  position: Finding['position']
  commitment: Finding['commitment']
  /** Why the point is open. */
  why: Text
  /** The question to send. */
  ask: Text | null
  /** Model wording, with the names under which the document speaks of the parties. */
  wording: Text
  /** The document's own passages on the point; empty where it has none. */
  evidence: Evidence[]
  article: { number: string | null; heading: string | null } | null
}

/** Whether a finding leaves something to negotiate: not regulated, left open, adverse, or a mere target. */
export function isOpen(finding: Finding): boolean {
  if (finding.silenced) return false
  return (
    finding.status !== 'present' ||
    finding.position === 'adverse' ||
    finding.position === 'unclear' ||
    finding.commitment === 'target' ||
    finding.commitment === 'described'
  )
}

/**
 * What to propose for the open points of a document, adverse ones first, then what is left open, then what is missing.
 *
 * @param only items to propose for; without it every open one that the library has wording for
 */
export function proposals({ agreement, analysis }: Judged, only?: ReadonlySet<string>): Proposal[] {
  const names = partyNames(agreement.parties)
  const rank = (f: Finding): number => (f.position === 'adverse' ? 0 : f.status === 'absent' ? 2 : 1)
  return analysis.items
    .filter((f) => (only ? only.has(f.id) : isOpen(f)) && modelWording().has(f.id))
    .map((finding, order) => ({ finding, order }))
    .sort((a, b) => rank(a.finding) - rank(b.finding) || a.order - b.order)
    .map(({ finding }) => {
      const model = modelWording().get(finding.id)!
      const article = analysis.document.articles.find((a) => a.id === finding.evidence[0]?.article)
      return {
        item: finding.id,
        name: finding.name,
        status: finding.status,
        position: finding.position,
        commitment: finding.commitment,
        why: finding.why,
        ask: finding.ask,
        wording: {
          ja: fill(model.ja, names.provider ?? '当社', names.customer ?? 'お客様'),
          en: fill(model.en, names.provider ?? 'the provider', names.customer ?? 'the customer'),
        },
        evidence: finding.evidence,
        article: article ? { number: article.number, heading: article.heading } : null,
      }
    })
}

/** We and you cannot be put into a sentence about a third person; then the plain words provider and customer stand. */
function partyNames(parties: Judged['agreement']['parties']): { provider: string | null; customer: string | null } {
  const usable = (names: readonly string[]): string | null =>
    names.find((n) => !/^(?:we|us|our|ours|you|your|yours|i|me)$/i.test(n)) ?? null
  return { provider: usable(parties.provider), customer: usable(parties.customer) }
}

function fill(model: string, provider: string, customer: string): string {
  const text = model.replaceAll('{provider}', provider).replaceAll('{customer}', customer)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
