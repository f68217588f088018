import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What on a page keeps people out, by WCAG 2.2 AA as axe-core reads it; nothing on a sound page. */
export async function barriers(page: Page): Promise<string[]> {
  // The page's own policy lets no script in, so axe is run from outside of it.
  return page.evaluate(async (source) => {
    // biome-ignore lint/security/noGlobalEval: axe-core, in a test's own browser
    ;(0, eval)(source)
    const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)
  }, axe)
}
