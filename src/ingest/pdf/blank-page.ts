import type { PdfPage } from './open-pdf.js'

/** Numbers of pdf.js' drawing operations: text as outlines and shadings, and images of any kind. */
const IMAGES = new Set([62, 83, 84, 85, 86, 87, 88, 89, 90])
const PATH = 91
/** Rules and frames take a few paths; words drawn as outlines take one for each letter. */
const FEW_PATHS = 12

/** Whether a page without text shows nothing that could be words: no image, and no more than a few lines. */
export async function isBlank(page: PdfPage): Promise<boolean> {
  const { fnArray } = await page.getOperatorList()
  let paths = 0
  for (const operation of fnArray) {
    if (IMAGES.has(operation)) return false
    if (operation === PATH) paths += 1
  }
  return paths < FEW_PATHS
}
