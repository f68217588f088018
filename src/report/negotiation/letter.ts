import { sayIn } from '../../messages/index.js'
import type { Proposal } from '../../packs/proposal.js'
import { docx } from '../docx.js'
import { type Outline, type OutlineBlock, run, strong } from '../outline.js'
import { articleName, type ReportOptions } from '../reported.js'
import { standing, wordsIn } from '../words.js'

/**
 * A letter to the provider that gathers the open points of its document, each with its place, what is asked and the
 * wording proposed. To be read and signed by a person before it goes out.
 *
 * @param document name or title of the provider's document
 */
export function negotiationLetter(
  document: string,
  proposals: readonly Proposal[],
  options: ReportOptions,
): Promise<Uint8Array> {
  return docx(letterOutline(document, proposals, options), options.date ?? new Date())
}

function letterOutline(document: string, proposals: readonly Proposal[], { language }: ReportOptions): Outline {
  const t = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(language, `negotiation.${key}`, params)
  const w = wordsIn(language)
  const blocks: OutlineBlock[] = [
    { kind: 'heading', level: 1, runs: [run(t('letter.title'))] },
    { kind: 'paragraph', runs: [run(t('letter.opening', { document, count: proposals.length }))] },
    { kind: 'paragraph', runs: [run(t('letter.not-advice'), 'muted')] },
  ]
  for (const [k, p] of proposals.entries()) {
    blocks.push({ kind: 'heading', level: 2, runs: [run(`${k + 1}. ${p.name[language]} (${p.item})`)] })
    const stand = p.status === 'absent' ? w('status.absent') : standing(w, p)
    const place = p.article ? articleName(p.article) : ''
    blocks.push({
      kind: 'paragraph',
      runs: [strong([place, stand].filter(Boolean).join(' · ')), run(` ${p.why[language]}`)],
    })
    for (const e of p.evidence.slice(0, 2)) {
      blocks.push({ kind: 'quote', runs: [run(e.quote)], source: place })
    }
    if (p.ask) blocks.push({ kind: 'paragraph', runs: [strong(t('letter.question')), run(` ${p.ask[language]}`)] })
    blocks.push({ kind: 'paragraph', runs: [strong(t('letter.proposal')), run(` ${p.wording[language]}`, 'inserted')] })
  }
  blocks.push({ kind: 'paragraph', runs: [run(t('letter.closing'))] })
  return { title: t('letter.title'), blocks }
}
