import type { Document } from '../model/document.js'
import type { BlockMark } from './block-mark.js'

const TITLE_WORDS =
  /規約|契約|約款|ポリシー|合意書|覚書|仕様書|方針|基準|定義書|ガイドライン|同意書|要項|SLA|SLO|agreement|terms|policy|addendum|contract|license|licence|statement|conditions|service level|eula|notice/i
/** Blocks at the start of a document among which its title is looked for. */
const WITHIN = 10
const LONGEST_TITLE = 160

export interface Title {
  text: string
  /** The block that is the title, null when it comes from the file's properties or its name. */
  block: number | null
}

/** Finds the title: the first heading, else a short first line that names a kind of document, else what the file says of itself. */
export function findTitle(document: Document, marks: readonly BlockMark[]): Title {
  const first = marks.slice(0, WITHIN).filter((m) => m.words.trim() !== '')
  const until = first.findIndex((m) => m.label !== null && m.label.kind !== 'annex' && m.label.kind !== 'bullet')
  const open = until < 0 ? first : first.slice(0, until)
  const heading = open.find((m) => m.block.kind === 'heading')
  const named = open.find((m) => isShort(m) && TITLE_WORDS.test(m.words))
  const chosen = heading && (TITLE_WORDS.test(heading.words) || !named || heading.index < named.index) ? heading : named
  const own = document.title.trim()
  if (own !== '' && TITLE_WORDS.test(own) && !(chosen && TITLE_WORDS.test(chosen.words)))
    return { text: clean(own), block: null }
  if (chosen) return { text: clean(chosen.words), block: chosen.index }
  if (own !== '') return { text: clean(own), block: null }
  const line = open.find(
    (m) =>
      isShort(m) &&
      m.words.length < 60 &&
      !/^\W*(?:[A-Z][a-z]+\.? \d{1,2}, )?\d{4}|^(?:exhibit|page)\b|\d{4}\s*年/iu.test(m.words) &&
      !/[。.:：]$/.test(m.words.trim()),
  )
  if (line) return { text: clean(line.words), block: line.index }
  return { text: document.name.replace(/\.[a-z0-9]{1,8}$/i, ''), block: null }
}

function isShort(mark: BlockMark): boolean {
  const words = mark.words.trim()
  return (
    mark.block.kind !== 'row' &&
    mark.block.kind !== 'item' &&
    words.length <= LONGEST_TITLE &&
    !/[。、.:：]$|\.\s+[A-Z]/.test(words) &&
    !/^[("“（]/.test(words)
  )
}

function clean(words: string): string {
  return words
    .replace(/[\s\u3000]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TITLE * 2)
}
