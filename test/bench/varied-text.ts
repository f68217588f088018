import { readdirSync, readFileSync } from 'node:fs'
import { readDocument } from '../../src/ingest/read.js'
import { loadLibrary } from '../../src/library/library.js'
import type { Language } from '../../src/model/text.js'
import { structure } from '../../src/structure/structure.js'

const FOLDERS = ['documents', 'formats', 'sample', 'packs', 'changes', 'pairs', 'word']

/**
 * The texts of our own agreements of one language, each different, one after the other up to a size: what is measured
 * over one text repeated would be flattered by every memory of what was read before.
 *
 * @param bytes UTF-8 bytes of the text
 * @throws when the fixtures hold less
 */
export async function variedText(language: Language, bytes: number): Promise<string> {
  const known = new Set<string>()
  let text = ''
  for (const folder of FOLDERS) {
    const at = new URL(`../../fixtures/${folder}/`, import.meta.url)
    const names = readdirSync(at, { recursive: true, encoding: 'utf8' }).sort()
    for (const name of names.filter((n) => /\.(?:md|txt|html|docx)$/.test(n) && !/expected/.test(n))) {
      const document = await readDocument(readFileSync(new URL(name, at)), name, { isolated: false })
      if (structure(document).language !== language) continue
      // The same agreement stands there in several formats, and in two versions.
      const fresh = document.text.split('\n').filter((line) => line.trim() !== '' && !known.has(line))
      for (const line of fresh) known.add(line)
      text += `${fresh.join('\n')}\n\n`
      if (Buffer.byteLength(text) >= bytes) return cutTo(text, bytes)
    }
  }
  // Then the sentences by which the items are tested, in the order of their files.
  for (const item of loadLibrary().items) {
    const { match, no_match } = item.tests
    text += `${[...match[language], ...no_match[language], ...item.exemplars[language]].join('\n')}\n\n`
    if (Buffer.byteLength(text) >= bytes) return cutTo(text, bytes)
  }
  throw new Error(`the fixtures hold ${Buffer.byteLength(text)} bytes of ${language} only`)
}

/**
 * A longer text of the same kind: copy after copy, each with other figures and its words for the parties' things changed,
 * so that no two lines are alike.
 *
 * @param bytes UTF-8 bytes of the text, more than one copy has
 */
export function stretched(text: string, bytes: number): string {
  let out = text
  for (let copy = 1; Buffer.byteLength(out) < bytes; copy++) {
    out += text
      .split('\n')
      .map((line, at) =>
        line.trim() === '' ? line : `${line.replace(/[0-9]/g, (d) => `${(Number(d) + copy) % 10}`)} (${copy}-${at})`,
      )
      .join('\n')
  }
  return cutTo(out, bytes)
}

/** A next version of a text: of every `step` lines one has other figures, one has lost its end, and one is new. */
export function nextVersion(text: string, step = 30): string {
  const lines = text.split('\n')
  return lines
    .flatMap((line, at) => {
      if (at % step === 0) return [line.replace(/[0-9]/g, (d) => `${(Number(d) + 3) % 10}`)]
      if (at % step === Math.floor(step / 3)) return [line.slice(0, Math.ceil(line.length * 0.7))]
      if (at % step === Math.floor((step * 2) / 3)) return [line, lines[(at * 7) % lines.length]!]
      return [line]
    })
    .join('\n')
}

/** The text up to a size, to the end of a line. */
function cutTo(text: string, bytes: number): string {
  const head = Buffer.from(text).subarray(0, bytes).toString()
  return head.slice(0, head.lastIndexOf('\n') + 1)
}
