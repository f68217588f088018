import { copyFile, lstat, mkdir, mkdtemp, rename } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'

export type OcrLanguage = 'jpn' | 'eng' | 'jpn_vert'

const LANGUAGES: OcrLanguage[] = ['jpn', 'eng', 'jpn_vert']
const require = createRequire(import.meta.url)

/**
 * A folder of the user's own with the trained data of all languages, as tesseract.js wants it: packed, in one place.
 * It is made once from the installed packages; nothing is fetched.
 *
 * @throws when the package of a language is not installed, or the disk is full
 */
export async function languageFolder(): Promise<string> {
  const { version } = require('@tesseract.js-data/jpn/package.json') as { version: string }
  const folder = await privateFolder(path.join(tmpdir(), `yakkan-ocr-${version}-${userInfo().uid}`))
  for (const code of LANGUAGES) {
    const source = path.dirname(require.resolve(`@tesseract.js-data/${code}/package.json`))
    const file = path.join(folder, `${code}.traineddata.gz`)
    if (
      await lstat(file).then(
        () => true,
        () => false,
      )
    )
      continue
    // Another process may be copying the same file: only a whole one gets its name.
    const part = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
    await copyFile(path.join(source, '4.0.0_best_int', `${code}.traineddata.gz`), part)
    await rename(part, file)
  }
  return folder
}

/** The folder, or another one when somebody else owns or may write to it. */
async function privateFolder(wanted: string): Promise<string> {
  await mkdir(wanted, { mode: 0o700 }).catch(() => undefined)
  const found = await lstat(wanted)
  const uid = process.getuid?.()
  const ours = found.isDirectory() && (uid === undefined || (found.uid === uid && (found.mode & 0o022) === 0))
  return ours ? wanted : mkdtemp(`${wanted}-`)
}
