/**
 * Sets rows as CSV for spreadsheets: UTF-8 with a byte order mark (Excel takes it for Shift_JIS without), CRLF, and a
 * leading apostrophe before a cell that a spreadsheet would run as a formula (=, +, -, @, tab, carriage return).
 */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : harmless(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A text that no spreadsheet runs as a formula. */
export function harmless(text: string): string {
  return /^[\s\u0000-\u001f]*[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text
}
