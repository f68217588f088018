import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import type { OcrLanguage } from './language-data.js'

/** A word with its box in pixels of the image. */
export interface RecognisedWord {
  text: string
  x0: number
  y0: number
  x1: number
  y1: number
}

/** A line of text found in an image, in pixels. */
export interface RecognisedLine {
  words: RecognisedWord[]
  /** Middle of the baseline; for vertical text the middle of the line. */
  baseline: number
  /** Height of a horizontal line, width of a vertical one. */
  size: number
  /** 0 to 100. */
  confidence: number
}

export interface Recognition {
  lines: RecognisedLine[]
  /** Mean over the characters, 0 to 100; 0 when nothing was found. */
  confidence: number
  text: string
}

/** A part of an image in pixels. */
export interface ImagePart {
  left: number
  top: number
  width: number
  height: number
}

/** The languages that are recognised together. */
export type LanguageSet = 'japanese' | 'english' | 'vertical'

const SETS: Record<LanguageSet, OcrLanguage[]> = {
  // English first: the other way round it is never asked, and figures and Latin names come out worse.
  japanese: ['eng', 'jpn'],
  english: ['eng'],
  vertical: ['jpn_vert'],
}

/** A recogniser in a thread of its own, for one set of languages. `close` ends the thread. */
export class Recogniser {
  private constructor(
    private readonly worker: Worker,
    private readonly vertical: boolean,
  ) {}

  /** @param folder where the trained data lie */
  static async open(set: LanguageSet, folder: string): Promise<Recogniser> {
    // Without a handler of its own a failing job would be thrown at the process.
    const worker = await createWorker(SETS[set], OEM.LSTM_ONLY, {
      langPath: folder,
      gzip: true,
      cacheMethod: 'none',
      errorHandler: () => undefined,
      logger: () => undefined,
    })
    await worker.setParameters({
      tessedit_pageseg_mode: set === 'vertical' ? PSM.SINGLE_BLOCK_VERT_TEXT : PSM.AUTO,
      preserve_interword_spaces: '1',
      user_defined_dpi: '300',
    })
    return new Recogniser(worker, set === 'vertical')
  }

  /**
   * Finds the text in an image.
   *
   * @param image a portable grey map, or any image that Leptonica reads
   * @param part looks at this part alone
   */
  async recognise(image: Buffer, part?: ImagePart): Promise<Recognition> {
    const { data } = await this.worker.recognize(image, part ? { rectangle: part } : {}, { text: false, blocks: true })
    const lines: RecognisedLine[] = []
    for (const block of data.blocks ?? []) {
      for (const paragraph of block.paragraphs) {
        for (const line of paragraph.lines) {
          const words = line.words
            .filter((w) => w.text.trim() !== '')
            .map((w) => ({ text: w.text, x0: w.bbox.x0, y0: w.bbox.y0, x1: w.bbox.x1, y1: w.bbox.y1 }))
          if (words.length === 0) continue
          const { bbox, baseline, confidence } = line
          lines.push({
            words,
            baseline: this.vertical ? (bbox.x0 + bbox.x1) / 2 : (baseline.y0 + baseline.y1) / 2,
            size: this.vertical ? bbox.x1 - bbox.x0 : bbox.y1 - bbox.y0,
            confidence,
          })
        }
      }
    }
    const text = lines.map((l) => l.words.map((w) => w.text).join('')).join('\n')
    let sum = 0
    let letters = 0
    for (const line of lines) {
      const length = line.words.reduce((n, w) => n + w.text.length, 0)
      sum += length * line.confidence
      letters += length
    }
    return { lines, text, confidence: letters === 0 ? 0 : sum / letters }
  }

  async close(): Promise<void> {
    await this.worker.terminate()
  }
}
