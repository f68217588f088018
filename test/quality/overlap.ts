/** Letters and digits alone, so that spaces, marks and widths do not decide. */
export const plain = (s: string): string =>
  s
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

function grams(s: string): Set<string> {
  const t = plain(s)
  const out = new Set<string>()
  for (let i = 0; i + 4 <= t.length; i++) out.add(t.slice(i, i + 4))
  return out
}

/** Share of `a`'s letters, four by four, that stand in `b`. */
export function within(a: string, b: string): number {
  const A = grams(a)
  if (A.size === 0) return plain(a) !== '' && plain(b).includes(plain(a)) ? 1 : 0
  const B = grams(b)
  let k = 0
  for (const g of A) if (B.has(g)) k++
  return k / A.size
}

/** True when half of either text's letters, four by four, stand in the other. */
export function overlaps(a: string, b: string): boolean {
  return within(a, b) >= 0.5 || within(b, a) >= 0.5
}

/** A value's words and numbers in any order: `500 USD` and `USD 500` are one value. */
export function valueTokens(v: string): string {
  return (
    v
      .normalize('NFKC')
      .toLowerCase()
      .match(/\d+(?:[.,]\d+)*|[\p{L}]+/gu) ?? []
  )
    .map((t) => t.replace(/,/g, '').replace(/(?<=\p{L}{3,})s$/u, ''))
    .sort()
    .join(' ')
}
