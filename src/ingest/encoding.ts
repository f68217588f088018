/** Turns bytes into text: by byte order mark, else UTF-8, else plain text in one older Japanese or Western encoding. */
export function decodeText(bytes: Uint8Array, declared?: string): { text: string; encoding: string } {
  const bom = byteOrderMark(bytes)
  if (bom) return { text: new TextDecoder(bom).decode(bytes), encoding: bom }
  for (const encoding of [declared, 'utf-8', 'shift_jis', 'euc-jp']) {
    if (!encoding) continue
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
    } catch {}
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}
