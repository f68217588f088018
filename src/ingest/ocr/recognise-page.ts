import type { PageImage } from './page-image.js'
import type { LanguageSet, Recogniser, Recognition } from './recogniser.js'

/** How a page lies: turned clockwise by quarters to stand upright, and which way it is written. */
export interface Posture {
  quarters: 0 | 1 | 2 | 3
  set: LanguageSet
}

/** What was found on a page, in the dots of the upright image. */
export interface RecognisedPage {
  recognition: Recognition
  posture: Posture
  /** Size of the upright image in dots, and its dots to a point. */
  width: number
  height: number
  scale: number
}

/** Gives the recogniser of a set; it is opened when first asked for. */
export type RecogniserOf = (set: LanguageSet) => Promise<Recogniser>

/** A page with less ink than this share is blank. */
const BLANK = 0.0004
/** A reading this sure needs no other posture tried. */
const SURE = 78
/** A text with less Japanese than this is read as English. */
const ENGLISH_BELOW = 0.04

/**
 * Reads the characters of a page. The page is straightened; when the reading is unsure, the other ways it may lie are
 * tried on a part of it, and the surest one is read in full.
 *
 * @param expected how the pages before it lay; tried first
 */
export async function recognisePage(
  image: PageImage,
  expected: Posture | null,
  recogniserOf: RecogniserOf,
): Promise<RecognisedPage | null> {
  const { ink, skew, across } = image.measure()
  if (ink < BLANK) return null
  const postures = inOrder(expected, across)
  let best = await read(image, postures[0]!, skew, recogniserOf)
  if (best.recognition.confidence < SURE) {
    const tried: { posture: Posture; confidence: number }[] = []
    for (const posture of postures) {
      tried.push({ posture, confidence: await confidenceOfPart(image, posture, skew, recogniserOf) })
    }
    const surest = tried.reduce((p, q) => (q.confidence > p.confidence + 3 ? q : p))
    if (surest.posture !== postures[0]) {
      const other = await read(image, surest.posture, skew, recogniserOf)
      if (other.recognition.confidence > best.recognition.confidence) best = other
    }
  }
  const { text } = best.recognition
  if (best.posture.set === 'japanese' && text.length > 40 && japanese(text) < ENGLISH_BELOW) {
    const english = await read(image, { ...best.posture, set: 'english' }, skew, recogniserOf)
    if (english.recognition.confidence > best.recognition.confidence - 8) best = english
  }
  return best
}

function inOrder(expected: Posture | null, across: boolean): Posture[] {
  const flat = expected?.set === 'english' ? 'english' : 'japanese'
  const upright: Posture = { quarters: 0, set: flat }
  const turned: Posture[] = [
    { quarters: 1, set: flat },
    { quarters: 3, set: flat },
  ]
  const vertical: Posture = { quarters: 0, set: 'vertical' }
  const half: Posture = { quarters: 2, set: flat }
  const all = across ? [upright, half, vertical, ...turned] : [vertical, ...turned, upright, half]
  if (!expected) return all
  return [expected, ...all.filter((p) => p.quarters !== expected.quarters || p.set !== expected.set)]
}

async function read(
  image: PageImage,
  posture: Posture,
  skew: number,
  recogniserOf: RecogniserOf,
): Promise<RecognisedPage> {
  const upright = image.turned(posture.quarters, -skew)
  const recogniser = await recogniserOf(posture.set)
  const recognition = await recogniser.recognise(upright.grey())
  const { width, height, scale } = upright
  if (upright !== image) upright.release()
  return { recognition, posture, width, height, scale }
}

/** How sure the reading of the page's upper middle is. */
async function confidenceOfPart(
  image: PageImage,
  posture: Posture,
  skew: number,
  recogniserOf: RecogniserOf,
): Promise<number> {
  const upright = image.turned(posture.quarters, -skew)
  const recogniser = await recogniserOf(posture.set)
  const { width, height } = upright
  const part = {
    left: Math.round(width * 0.1),
    top: Math.round(height * 0.1),
    width: Math.round(width * 0.8),
    height: Math.round(height * 0.4),
  }
  const { confidence, text } = await recogniser.recognise(upright.grey(), part)
  if (upright !== image) upright.release()
  return text.replace(/\s/g, '').length < 10 ? 0 : confidence
}

function japanese(text: string): number {
  const letters = text.match(/\p{L}/gu) ?? []
  return letters.length === 0
    ? 0
    : letters.filter((c) => /[\u3041-\u30ff\u3400-\u9fff]/.test(c)).length / letters.length
}
