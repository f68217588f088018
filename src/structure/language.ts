import type { Language } from '../model/text.js'

/** Characters looked at; spread over the text, since a preamble may be in another language. */
const SAMPLE = 30_000

/**
 * The language of a text by the majority of its script. A Japanese character says as much as three Latin
 * letters; a document that holds its text in both languages is Japanese, with a translation.
 */
export function languageOf(text: string): Language {
  const step = Math.max(1, Math.floor(text.length / SAMPLE))
  let japanese = 0
  let latin = 0
  for (let i = 0; i < text.length; i += step) {
    const code = text.charCodeAt(i)
    if ((code >= 0x3041 && code <= 0x30ff) || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x2e80 && code <= 0x2fdf))
      japanese++
    else if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) latin++
  }
  return japanese * 3 >= latin && japanese > 0 ? 'ja' : 'en'
}
