import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type OcrLanguage = 'jpn' | 'eng' | 'jpn_vert'

const LANGUAGES: OcrLanguage[] = ['jpn', 'eng', 'jpn_vert']
const require = createRequire(import.meta.url)

/** A private folder with the trained data of all languages, as tesseract.js wants it: packed, in one place. */
export interface LanguageFolder {
  readonly path: string
  remove(): Promise<void>
}

/**
 * Copies the trained data from the installed packages into a folder of our own; nothing is fetched.
 *
 * @throws when the package of a language is not installed, or the disk is full
 */
export async function languageFolder(): Promise<LanguageFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yakkan-ocr-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    for (const code of LANGUAGES) {
      const source = path.dirname(require.resolve(`@tesseract.js-data/${code}/package.json`))
      const file = `${code}.traineddata.gz`
      await copyFile(path.join(source, '4.0.0_best_int', file), path.join(folder, file))
    }
  } catch (error) {
    await remove()
    throw error
  }
  return { path: folder, remove }
}
