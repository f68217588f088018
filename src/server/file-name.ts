import { MAX_NAME_CHARACTERS } from './limits.js'

/**
 * The name under which a file is shown: without folders, control and direction characters, in one spelling, not too
 * long. Never a path on our side.
 */
export function shownName(raw: string): string {
  const base = raw.normalize('NFC').split(/[\\/]/u).at(-1) ?? ''
  const clean = base
    // Control, format (direction, zero width) and surrogate characters could show another name than the real one.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  const characters = [...clean]
  if (characters.length <= MAX_NAME_CHARACTERS) return clean === '' || /^\.+$/.test(clean) ? 'document' : clean
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? ''
  return characters.slice(0, MAX_NAME_CHARACTERS - ending.length).join('') + ending
}

/** Content-Disposition for a download, with the name in RFC 8187 form beside an ASCII one. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^A-Za-z0-9._ -]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
