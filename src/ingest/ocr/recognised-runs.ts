import { isJapanese } from '../pdf/characters.js'
import { withLabelSpace } from '../pdf/lines.js'
import type { Layer, Run } from '../pdf/page-runs.js'
import type { RecognisedPage } from './recognise-page.js'
import type { RecognisedLine, RecognisedWord } from './recogniser.js'

/** A gap this wide, in font sizes, parts cells or columns; ink boxes leave one size and more around Japanese marks. */
const PARTING_GAP = 2
/** Lines whose height differs from the usual by less than this share are of the usual size: ink heights vary. */
const SAME_SIZE = 0.3

/** What a recogniser found on a page, as runs of text with their places, in points. */
export function layerOf(page: RecognisedPage): Layer {
  const { recognition, scale } = page
  const vertical = page.posture.set === 'vertical'
  const sizes = recognition.lines.map((l) => l.size).sort((a, b) => a - b)
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0
  const runs = recognition.lines.flatMap((line) => runsOf(line, usual, scale, vertical, page.width))
  runs.forEach((run, order) => {
    run.order = order
  })
  const [width, height] = vertical ? [page.height, page.width] : [page.width, page.height]
  return { direction: vertical ? 'vertical' : 'horizontal', runs, width: width / scale, height: height / scale }
}

function runsOf(line: RecognisedLine, usual: number, scale: number, vertical: boolean, pageWidth: number): Run[] {
  const size = Math.abs(line.size - usual) < SAME_SIZE * usual ? usual : line.size
  const start = (w: RecognisedWord): number =>
    (vertical ? w.y0 : w.x0) - (/^[「（『【〔]/.test(w.text) ? 0.5 * size : 0)
  const end = (w: RecognisedWord): number =>
    (vertical ? w.y1 : w.x1) + (/[、。，．」）』】〕]$/.test(w.text) ? 0.5 * size : 0)
  const y = vertical ? pageWidth - line.baseline + 0.3 * size : line.baseline
  const runs: Run[] = []
  let last: Run | undefined
  for (const word of line.words) {
    const [from, to] = [start(word), end(word)]
    if (last && from / scale - last.x1 < (PARTING_GAP * size) / scale) {
      last.text += ` ${word.text}`
      last.x1 = Math.max(last.x1, to / scale)
    } else {
      last = {
        text: word.text,
        x0: from / scale,
        x1: to / scale,
        y: y / scale,
        size: size / scale,
        font: 'recognised',
        mark: null,
        artifact: false,
        order: 0,
      }
      runs.push(last)
    }
  }
  for (const run of runs) run.text = tidied(run.text)
  return runs
}

/** Brackets beside Japanese words as Japan sets them, and no specks before the first word. */
export function tidied(text: string): string {
  const clean = withLabelSpace(text.replace(/^[_|'`~^.,、。‘’]+ *(?=[\p{L}\p{N}(（「])/u, ''))
  const label = /^\([0-9a-zA-Zア-ン]{1,3}\)/.exec(clean)?.[0] ?? ''
  const rest = clean.slice(label.length)
  let open: boolean[] = []
  const wide = rest.replace(/ *\( *| *\)/g, (bracket, at: number) => {
    const before = rest[at - 1] ?? ''
    const after = rest[at + bracket.length] ?? ''
    if (bracket.includes('(')) {
      const japanese = isJapanese(before) || isJapanese(after) || after === '「'
      open.push(japanese)
      return japanese ? '（' : bracket
    }
    const opened = open.pop()
    if (opened === undefined) open = []
    return (opened ?? (isJapanese(before) || isJapanese(after))) ? '）' : bracket
  })
  return label + wide
}
