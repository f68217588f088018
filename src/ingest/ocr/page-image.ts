import type { PdfDocument, PdfPage } from '../pdf/open-pdf.js'

/** The canvas that pdf.js draws on; the parts of it that are used here. */
interface Canvas {
  width: number
  height: number
}
interface Context {
  fillStyle: string
  fillRect(x: number, y: number, width: number, height: number): void
  translate(x: number, y: number): void
  rotate(radians: number): void
  drawImage(image: Canvas, x: number, y: number, width?: number, height?: number): void
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray }
}
interface CanvasFactory {
  create(width: number, height: number): { canvas: Canvas; context: Context }
  destroy(made: { canvas: Canvas; context: Context }): void
}

/** Dots to an inch at which pages are drawn: what the recogniser was trained for. */
export const OCR_DPI = 300
/** Pages larger than this many dots (an A3 sheet) are drawn coarser. */
const MAX_DOTS = 18_000_000
/** Width at which skew is measured, in dots. */
const MEASURE_WIDTH = 900
/** Pages lean by no more than this, in degrees. */
const MAX_SKEW = 5

/** A page drawn as an image, upright or not. */
export class PageImage {
  private constructor(
    private readonly factory: CanvasFactory,
    private readonly canvas: Canvas,
    private readonly context: Context,
    /** Dots to a point of the page. */
    readonly scale: number,
  ) {}

  get width(): number {
    return this.canvas.width
  }

  get height(): number {
    return this.canvas.height
  }

  /** Draws a page, white where nothing stands. */
  static async draw(document: PdfDocument, page: PdfPage): Promise<PageImage> {
    const factory = document.canvasFactory as CanvasFactory
    const plain = page.getViewport({ scale: 1 })
    const scale = Math.min(OCR_DPI / 72, Math.sqrt(MAX_DOTS / (plain.width * plain.height)))
    const viewport = page.getViewport({ scale })
    const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height))
    // The typings ask for the browser's canvas.
    type Parameters_ = Parameters<PdfPage['render']>[0]
    await page.render({ canvasContext: context, canvas, viewport, background: '#ffffff' } as unknown as Parameters_)
      .promise
    page.cleanup()
    return new PageImage(factory, canvas, context, scale)
  }

  /** The image in grey as a portable grey map: packing it as PNG would take as long as reading it. */
  grey(): Buffer {
    const { width, height } = this
    const { data } = this.context.getImageData(0, 0, width, height)
    const head = Buffer.from(`P5\n${width} ${height}\n255\n`)
    const image = Buffer.alloc(head.length + width * height)
    head.copy(image)
    for (let at = head.length, from = 0; at < image.length; at++, from += 4) {
      image[at] = (77 * data[from]! + 151 * data[from + 1]! + 28 * data[from + 2]!) >> 8
    }
    return image
  }

  /** The image turned clockwise by quarter turns and by a few degrees more. */
  turned(quarters: number, degrees: number): PageImage {
    if (quarters % 4 === 0 && degrees === 0) return this
    const sideways = quarters % 2 === 1
    const [width, height] = sideways ? [this.height, this.width] : [this.width, this.height]
    const { canvas, context } = this.factory.create(width, height)
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, width, height)
    context.translate(width / 2, height / 2)
    context.rotate(((quarters * 90 + degrees) * Math.PI) / 180)
    context.drawImage(this.canvas, -this.width / 2, -this.height / 2)
    return new PageImage(this.factory, canvas, context, this.scale)
  }

  /** How the ink lies: its share of the page, the degrees by which lines lean, and whether lines run across. */
  measure(): { ink: number; skew: number; across: boolean } {
    const width = Math.min(MEASURE_WIDTH, this.width)
    const height = Math.max(1, Math.round((this.height * width) / this.width))
    const small = this.factory.create(width, height)
    small.context.drawImage(this.canvas, 0, 0, width, height)
    const { data } = small.context.getImageData(0, 0, width, height)
    const xs: number[] = []
    const ys: number[] = []
    for (let i = 0, at = 0; i < width * height; i++, at += 4) {
      const light = 0.3 * data[at]! + 0.59 * data[at + 1]! + 0.11 * data[at + 2]!
      if (light >= 150) continue
      xs.push(i % width)
      ys.push(Math.floor(i / width))
    }
    this.factory.destroy(small)
    const ink = xs.length / (width * height)
    if (xs.length < 50) return { ink, skew: 0, across: true }
    const rows = bestLean(xs, ys, height)
    const columns = bestLean(ys, xs, width)
    const across = rows.contrast >= columns.contrast
    return { ink, skew: across ? rows.degrees : -columns.degrees, across }
  }

  /** Frees the image's memory. */
  release(): void {
    this.canvas.width = 0
    this.canvas.height = 0
  }
}

/**
 * The lean at which ink gathers most clearly on lines: there the counts of ink from line to line differ most.
 *
 * @param along position along the line of each dot
 * @param over position across the lines
 */
function bestLean(
  along: readonly number[],
  over: readonly number[],
  extent: number,
): { degrees: number; contrast: number } {
  const step = Math.max(1, Math.floor(along.length / 40_000))
  const contrastAt = (degrees: number): number => {
    const slope = Math.tan((degrees * Math.PI) / 180)
    const counts = new Float64Array(extent * 2)
    for (let i = 0; i < along.length; i += step) {
      const at = Math.round(over[i]! - along[i]! * slope + extent / 2)
      if (at >= 0 && at < counts.length) counts[at] = counts[at]! + 1
    }
    let sum = 0
    for (let i = 1; i < counts.length; i++) sum += (counts[i]! - counts[i - 1]!) ** 2
    return sum
  }
  let degrees = 0
  let contrast = contrastAt(0)
  for (const [range, pace] of [
    [MAX_SKEW, 0.5],
    [0.5, 0.1],
  ] as const) {
    const middle = degrees
    for (let d = middle - range; d <= middle + range + 1e-9; d += pace) {
      const c = contrastAt(d)
      if (c > contrast * 1.02) {
        contrast = c
        degrees = d
      }
    }
  }
  return { degrees: Math.round(degrees * 10) / 10, contrast }
}
