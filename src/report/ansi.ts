const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36, strike: 9 } as const
export type Ink = keyof typeof CODES
export type Paint = (text: string, ...inks: Ink[]) => string

/** Colours for a terminal, or none at all. */
export function painter(colour: boolean): Paint {
  return (text, ...inks) =>
    colour && text ? `\u001b[${inks.map((ink) => CODES[ink]).join(';')}m${text}\u001b[0m` : text
}

/**
 * Text of a document made harmless for a terminal: escape sequences and other control characters in a contract must not
 * move the cursor, colour the screen or set the window's title. Bidirectional controls go too, since they reorder a line.
 */
export function plainForTerminal(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
}
