import type { Analysis } from '../../model/analysis.js'
import type { Block, Document } from '../../model/document.js'
import type { Say } from './page.js'
import { type Piece, piecesOf, quotesOf, stretches } from './passages.js'

interface DocumentTextProps {
  document: Document
  analysis: Analysis
  /** Address of the original file when a browser can open it at a page; null otherwise. */
  original: string | null
  t: Say
}

/** The document's words with the quotes of the analysis marked in them. */
export function DocumentText({ document, analysis, original, t }: DocumentTextProps) {
  const quotes = quotesOf(analysis)
  const articles = analysis.document.articles
  let page = 0
  let article = 0
  const pieces = (start: number, end: number) => <Pieces pieces={piecesOf(document.text, start, end, quotes)} t={t} />
  /** Page numbers and article anchors that fall before a block. */
  const before = (block: Block) => {
    const marks = []
    if (block.page !== null && block.page > page) {
      page = block.page
      marks.push(
        <p class="page-mark">
          {original ? (
            <a href={`${original}#page=${page}`} target="_blank" rel="noopener">
              {t('document.page', { page })}
            </a>
          ) : (
            t('document.page', { page })
          )}
        </p>,
      )
    }
    for (; article < articles.length && articles[article]!.start < block.end; article++)
      marks.push(<span class="anchor" id={`article-${articles[article]!.id}`} />)
    return marks
  }
  return (
    <div class="text" lang={analysis.document.language}>
      {stretches(document).map((stretch) => {
        if ('table' in stretch) {
          const marks = stretch.table.flatMap(before)
          return (
            <>
              {marks}
              <section class="table-frame" tabindex={0} aria-label={t('document.table')}>
                <table>
                  <tbody>
                    {stretch.table.map((row) => (
                      <tr>
                        {row.row!.cells.map(({ start, end }) =>
                          row.row!.head ? <th scope="col">{pieces(start, end)}</th> : <td>{pieces(start, end)}</td>,
                        )}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            </>
          )
        }
        const { block } = stretch
        const marks = before(block)
        const content = pieces(block.start, block.end)
        return (
          <>
            {marks}
            {block.hidden ? <p class="hidden-mark">{t('document.hidden')}</p> : null}
            {block.kind === 'heading' ? (
              <p class={`heading heading-${Math.min(block.level, 3)}`}>{content}</p>
            ) : block.kind === 'item' ? (
              <p class={`entry entry-${Math.min(Math.max(block.level, 1), 4)}`}>{content}</p>
            ) : (
              <p class={block.part === 'footnote' ? 'footnote' : undefined}>{content}</p>
            )}
          </>
        )
      })}
    </div>
  )
}

function Pieces({ pieces, t }: { pieces: Piece[]; t: Say }) {
  return (
    <>
      {pieces.map((piece) =>
        piece.items.length === 0 ? (
          piece.text
        ) : (
          <>
            {piece.begins.map((name) => (
              <span class="anchor" id={`quote-${name}`} />
            ))}
            <mark data-items={piece.items.join(' ')}>
              {piece.text}
              {piece.begins.length > 0 ? (
                <span class="tags">
                  {[...new Set(piece.begins.map((b) => b.split('-')[0]!))].map((item) => (
                    <a class="tag" href={`#item-${item}`} aria-label={t('document.to-item', { item })}>
                      {item}
                    </a>
                  ))}
                </span>
              ) : null}
            </mark>
          </>
        ),
      )}
    </>
  )
}
