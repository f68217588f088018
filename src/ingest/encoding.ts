import { createRequire } from 'node:module'

/** What bytes say once decoded, and how they were decoded. */
export interface Decoded {
  text: string
  /** Label of the encoding: `utf-8`, `shift_jis` … */
  encoding: string
  /** Characters that could not be decoded and stand as U+FFFD. */
  broken: number
}

/** Bytes in which an HTML page must declare its encoding; the standard asks for the first 1,024, pages are laxer. */
const DECLARATION_WITHIN = 4096

/**
 * Turns bytes into text. A byte order mark decides; then UTF-16 without one, a declaration in the page itself,
 * ISO-2022-JP by its escapes, UTF-8 where the bytes are valid, Shift_JIS or EUC-JP by which of them reads as
 * Japanese, and windows-1252 at last.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const marked = byteOrderMark(bytes)
  if (marked) return decode(bytes, marked)
  const wide = wideWithoutMark(bytes)
  if (wide) return decode(bytes, wide)
  const declared = declaredEncoding(bytes)
  if (declared) {
    const text = strictly(bytes, declared)
    if (text !== null) return { text, encoding: declared, broken: 0 }
  }
  if (hasJisEscapes(bytes)) {
    const text = strictly(bytes, 'iso-2022-jp')
    if (text !== null) return { text, encoding: 'iso-2022-jp', broken: 0 }
  }
  const utf8 = strictly(bytes, 'utf-8')
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', broken: 0 }

  // A long UTF-8 text with a few damaged bytes is still UTF-8: its sequences of several bytes cannot arise by chance.
  const lenient = decode(bytes, 'utf-8')
  const beyondAscii = lenient.text.match(/[^\u0000-\u007f\ufffd]/gu)?.length ?? 0
  if (beyondAscii > lenient.broken * 20) return lenient

  let best: Decoded | null = null
  let bestScore = 0.5
  for (const encoding of ['shift_jis', 'euc-jp']) {
    const candidate = decode(bytes, encoding)
    const score = japaneseShare(candidate.text)
    if (score > bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return best ?? decode(bytes, 'windows-1252')
}

function decode(bytes: Uint8Array, encoding: string): Decoded {
  const text = plainly(bytes, encoding)
  return { text, encoding, broken: text.split('\ufffd').length - 1 }
}

function plainly(bytes: Uint8Array, encoding: string): string {
  // Node 20 reads windows-1252 as ISO-8859-1, which turns quotation marks and dashes into control characters.
  if (encoding === 'windows-1252') {
    // Few files need it, and its tables of every other encoding are half a megabyte to load.
    const iconv = createRequire(import.meta.url)('iconv-lite') as typeof import('iconv-lite')
    return iconv.decode(Buffer.from(bytes), 'windows-1252')
  }
  return new TextDecoder(encoding).decode(bytes)
}

function strictly(bytes: Uint8Array, encoding: string): string | null {
  if (encoding === 'windows-1252') return plainly(bytes, encoding)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/**
 * UTF-16 without a mark: the high bytes of Latin text are zero, those of Japanese text are mostly 0x30 (kana and
 * punctuation), and both fall on every second byte.
 */
function wideWithoutMark(bytes: Uint8Array): string | null {
  const n = Math.min(bytes.length & ~1, 4096)
  if (n < 8) return null
  const high = [0, 0]
  for (let i = 0; i < n; i++) {
    const b = bytes[i]!
    if (b === 0 || b === 0x30) high[i & 1]!++
  }
  const zeros = bytes.subarray(0, n).includes(0)
  const share = [high[0]! / (n / 2), high[1]! / (n / 2)]
  if (!zeros) return null
  if (share[1]! > 0.3 && share[1]! > share[0]! * 3) return 'utf-16le'
  if (share[0]! > 0.3 && share[0]! > share[1]! * 3) return 'utf-16be'
  return null
}

function hasJisEscapes(bytes: Uint8Array): boolean {
  for (let i = bytes.indexOf(0x1b); i >= 0 && i + 2 < bytes.length; i = bytes.indexOf(0x1b, i + 1)) {
    if (bytes[i + 1] === 0x24 && (bytes[i + 2] === 0x42 || bytes[i + 2] === 0x40)) return true
  }
  return false
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, DECLARATION_WITHIN)).toString('latin1')
  const found =
    /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,40})/i.exec(head) ??
    /^<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,40})/i.exec(head)
  if (!found) return null
  try {
    const label = new TextDecoder(found[1]).encoding
    // The declaration was readable as ASCII, so it cannot be UTF-16 whatever it says.
    return label.startsWith('utf-16') ? 'utf-8' : label
  } catch {
    return null
  }
}

/** Share of kana, common ideographs and Japanese punctuation among the characters beyond ASCII. */
function japaneseShare(text: string): number {
  const sample = text.slice(0, 20_000)
  const beyond = sample.match(/[^\u0000-\u007f]/gu)?.length ?? 0
  if (beyond === 0) return 0
  const japanese = sample.match(/[\u3001-\u301f\u3041-\u30fe\u4e00-\u9fff\uff01-\uff5e]/gu)?.length ?? 0
  // Kana are a third or more of any Japanese sentence; a wrong decoding yields ideographs at random and half-width kana.
  const kana = sample.match(/[\u3041-\u3096\u30a1-\u30fc、。]/gu)?.length ?? 0
  const wrong = sample.match(/[\uff61-\uff9f\ufffd\ue000-\uf8ff]/gu)?.length ?? 0
  return (japanese + kana - 2 * wrong) / (2 * beyond) + (kana > 0 ? 0.25 : 0)
}
