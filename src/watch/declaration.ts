import { Cron } from 'croner'
import { z } from 'zod'
import { say } from '../messages/index.js'
import { AgreementKind } from '../model/agreement.js'
import type { Warning } from '../model/document.js'
import { MAX_ADDRESSES } from './limits.js'
import { checkAddress } from './public-address.js'
import { WatchError } from './watch-error.js'

/** A stretch of a page between two marks: Open Terms Archive's range selector. */
const Range = z
  .strictObject({
    startBefore: z.string().optional(),
    startAfter: z.string().optional(),
    endBefore: z.string().optional(),
    endAfter: z.string().optional(),
  })
  .refine((r) => (r.startBefore ?? r.startAfter) && (r.endBefore ?? r.endAfter), 'a range has a start and an end')
export type Range = z.infer<typeof Range>

const Selector = z.union([z.string().min(1), Range])
export type Selector = z.infer<typeof Selector>

/** One address that makes up a document, or a part of it. */
export const Source = z.strictObject({
  address: z.string().min(1),
  /** Parts of the page to keep; without them the page's own structure decides. */
  select: z.array(Selector).default([]),
  /** Parts to leave out. */
  remove: z.array(Selector).default([]),
  /** The page shows its text only after its scripts ran. */
  needs_browser: z.boolean().default(false),
})
export type Source = z.infer<typeof Source>

/** A document that a provider publishes and that is looked at regularly. */
export const Watched = z.strictObject({
  provider: z.string().min(1),
  service: z.string().default(''),
  /** Name of the document: Terms of Service, SLA, 利用規約 … */
  name: z.string().min(1),
  kind: AgreementKind,
  language: z.enum(['ja', 'en']).nullable().default(null),
  sources: z.array(Source).min(1).max(MAX_ADDRESSES),
  /** Cron expression in UTC; once a day unless set. */
  schedule: z.string().default('0 3 * * *'),
  /** Whom to tell: a name or an address. */
  owner: z.string().default(''),
})
export type Watched = z.infer<typeof Watched>

/**
 * Checks what a declaration's shape does not show, as somebody hands it in.
 *
 * @param allowed `host:port` inside the network that the operator has opened
 * @throws WatchError `bad-schedule`, or for an address that is never fetched as {@link checkAddress} does
 */
export function checkDeclared(declared: Watched, allowed: ReadonlySet<string>): void {
  for (const { address } of declared.sources) checkAddress(address, allowed)
  try {
    if (new Cron(declared.schedule, { timezone: 'UTC', paused: true }).nextRun()) return
  } catch (cause) {
    throw new WatchError('bad-schedule', declared.schedule, {}, { cause })
  }
  throw new WatchError('bad-schedule', declared.schedule)
}

/** What each type of terms of an Open Terms Archive declaration is here. */
const KINDS: readonly [RegExp, AgreementKind][] = [
  [/service level|\bsla\b/i, 'sla'],
  [/data process|data protection agreement|data controller/i, 'dpa'],
  [/privacy|cookies|tracker/i, 'privacy'],
  [/terms|conditions|polic(?:y|ies)|guidelines|guide|rules/i, 'terms'],
]

const oneOrMany = <T extends z.ZodType>(one: T) =>
  z.union([one, z.array(one)]).transform((v) => (Array.isArray(v) ? v : [v]))
const Page = {
  fetch: z.string().optional(),
  select: oneOrMany(Selector).default([]),
  remove: oneOrMany(Selector).default([]),
  filter: oneOrMany(z.union([z.string(), z.record(z.string(), z.unknown())])).default([]),
  executeClientScripts: z.boolean().optional(),
}
const Terms = z.object({ ...Page, combine: z.array(z.object(Page)).optional() })

/** A service declaration of Open Terms Archive; older ones call `terms` by the name `documents`. */
export const OpenTermsDeclaration = z.object({
  name: z.string().min(1),
  terms: z.record(z.string(), Terms).optional(),
  documents: z.record(z.string(), Terms).optional(),
})

/**
 * Takes over a service declaration of Open Terms Archive.
 *
 * @param json the declaration, parsed
 * @returns the documents to watch, and what of the declaration has no meaning here: filters are code of that project and
 *   are named, never run
 * @param place where it comes from: the file's name
 * @throws WatchError `bad-declaration` when it is no such declaration
 */
export function fromOpenTerms(json: unknown, place = ''): { watched: Watched[]; notices: Warning[] } {
  const read = OpenTermsDeclaration.safeParse(json)
  if (!read.success) throw badDeclaration(read.error, place)
  const declaration = read.data
  const notices: Warning[] = []
  const watched = Object.entries(declaration.terms ?? declaration.documents ?? {}).map(([type, terms]): Watched => {
    const pages = terms.combine ?? [terms]
    const sources = pages.flatMap((page): Source[] => {
      const address = page.fetch ?? terms.fetch
      const filters = [...page.filter, ...(page === terms ? [] : terms.filter)]
      for (const filter of filters) {
        const name = typeof filter === 'string' ? filter : Object.keys(filter).join(', ')
        notices.push({
          code: 'unknown-filter',
          place: `${declaration.name} ${type}`,
          text: say('watch.unknown-filter', { name }),
        })
      }
      if (address === undefined) return []
      return [
        {
          address,
          select: page.select.length > 0 ? page.select : terms.select,
          remove: [...page.remove, ...(page === terms ? [] : terms.remove)],
          needs_browser: page.executeClientScripts ?? terms.executeClientScripts ?? false,
        },
      ]
    })
    if (sources.length === 0) throw badDeclaration(null, `${place} ${declaration.name} ${type}`.trim())
    return Watched.parse({
      provider: declaration.name,
      service: declaration.name,
      name: type,
      kind: KINDS.find(([words]) => words.test(type))?.[1] ?? 'other',
      sources,
    })
  })
  return { watched, notices }
}

function badDeclaration(error: z.ZodError | null, place: string): WatchError {
  const issue = error?.issues[0]
  const detail = issue ? `${issue.path.join('.')} – ${issue.message}` : 'fetch'
  return new WatchError('bad-declaration', place, { detail }, error ? { cause: error } : {})
}
