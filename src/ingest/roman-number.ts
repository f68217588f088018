const STEPS: readonly [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

/**
 * A number in Roman letters, as Word and browsers count with them.
 *
 * @param most largest number that is written so; others, and those below one, stay in digits
 */
export function romanNumber(n: number, most: number): string {
  if (n < 1 || n > most) return String(n)
  let out = ''
  let rest = n
  for (const [value, letters] of STEPS) for (; rest >= value; rest -= value) out += letters
  return out
}
