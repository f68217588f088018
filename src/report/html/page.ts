import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Language } from '../../model/text.js'
import { STYLE } from './style.css.js'

/** A piece of a page; strings put into `html` templates are escaped, pieces are not escaped twice. */
export type Piece = HtmlEscapedString | Promise<HtmlEscapedString>

// The style sheet alone is allowed, by its own hash: nothing in a contract's text can style, load or run anything.
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')
export const REPORT_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`

/** One self-contained page. */
export async function page(language: Language, title: string, body: Piece): Promise<string> {
  const made = await html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(REPORT_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${visible(title)}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
${body}
</body>
</html>
`
  return made.toString()
}

/** A document's words for a page: without the control characters that HTML forbids and those that reorder a line. */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/g,
    '',
  )
}
