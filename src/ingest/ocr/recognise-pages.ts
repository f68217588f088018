import { availableParallelism } from 'node:os'
import { IngestError } from '../ingest-error.js'
import { OCR_PAGE_MS } from '../limits.js'
import { languageFolder } from './language-data.js'
import type { PageImage } from './page-image.js'
import { type Posture, type RecognisedPage, recognisePage } from './recognise-page.js'
import { type LanguageSet, Recogniser } from './recogniser.js'

export interface PageToRecognise {
  /** 1-based. */
  page: number
  /** Draws the page; called when its turn comes, so that few images are in memory at a time. */
  draw(): Promise<PageImage>
}

export interface RecognisedPages {
  /** Per page what was found; null for a blank page. */
  pages: Map<number, RecognisedPage | null>
  /** Pages that took longer than allowed, or on which the recogniser failed. */
  failed: number[]
}

/** Recognisers at work side by side at most: each needs some 200 MB. */
const MAX_RECOGNISERS = 2

/** The recognisers of one thread of work, opened when needed. */
class Desk {
  private readonly open = new Map<LanguageSet, Promise<Recogniser>>()

  constructor(private readonly folder: string) {}

  recogniser(set: LanguageSet): Promise<Recogniser> {
    let made = this.open.get(set)
    if (!made) {
      made = Recogniser.open(set, this.folder)
      this.open.set(set, made)
    }
    return made
  }

  async close(): Promise<void> {
    const all = await Promise.allSettled(this.open.values())
    this.open.clear()
    await Promise.all(all.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)))
  }
}

/**
 * Reads the characters of pages without a text layer, some side by side. The first page tells how the others lie.
 *
 * @param onPage called when a page is done, with how many are
 * @throws IngestError `cancelled` when the signal is raised
 */
export async function recognisePages(
  pages: readonly PageToRecognise[],
  name: string,
  signal: AbortSignal | undefined,
  onPage: (done: number) => void,
): Promise<RecognisedPages> {
  const found: RecognisedPages = { pages: new Map(), failed: [] }
  const queue = [...pages]
  let posture: Posture | null = null
  let done = 0

  const work = async (desk: Desk, until: () => boolean): Promise<void> => {
    while (!until()) {
      const next = queue.shift()
      if (!next) return
      if (signal?.aborted) throw new IngestError('cancelled', name)
      let image: PageImage | undefined
      try {
        image = await next.draw()
        const page = await withinTime(
          recognisePage(image, posture, (set) => desk.recogniser(set)),
          signal,
          name,
        )
        found.pages.set(next.page, page)
        if (page && !posture) posture = page.posture
      } catch (error) {
        if (error instanceof IngestError && error.code === 'cancelled') throw error
        found.failed.push(next.page)
        await desk.close()
      } finally {
        image?.release()
      }
      done += 1
      onPage(done)
    }
  }

  const folder = await languageFolder()
  const desks: Desk[] = []
  try {
    const first = new Desk(folder)
    desks.push(first)
    await work(first, () => posture !== null)
    while (desks.length < Math.min(MAX_RECOGNISERS, availableParallelism(), queue.length)) desks.push(new Desk(folder))
    await Promise.all(desks.map((desk) => work(desk, () => false)))
  } finally {
    await Promise.all(desks.map((desk) => desk.close()))
  }
  found.failed.sort((a, b) => a - b)
  return found
}

async function withinTime<T>(work: Promise<T>, signal: AbortSignal | undefined, name: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let stop: (() => void) | undefined
  const limits = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new IngestError('too-slow', name, { seconds: OCR_PAGE_MS / 1000 })), OCR_PAGE_MS)
    stop = () => refuse(new IngestError('cancelled', name))
    signal?.addEventListener('abort', stop, { once: true })
  })
  work.catch(() => undefined)
  try {
    return await Promise.race([work, limits])
  } finally {
    clearTimeout(timer)
    if (stop) signal?.removeEventListener('abort', stop)
  }
}
