import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const sample = (name: string): string => at(`fixtures/sample/${name}`)
/** The same build without the bundles of the short commands. */
const PROGRAM = `const { run } = await import(${JSON.stringify(at('dist/cli/program.js'))})
process.exitCode = await run(process.argv.slice(1), 'en', '0')`

function printed(words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 1 << 28 })
  expect(stderr).toBe('')
  // Adverse findings and harmful changes are no failure here.
  expect(status).not.toBeNull()
  return stdout
}

it.each([
  ['analyze', sample('sample-terms-2026-ja.md')],
  ['analyze', at('fixtures/documents/hosting-agreement.en.txt')],
  ['compare', sample('sample-terms-2025-ja.md'), sample('sample-terms-2026-ja.md')],
])('%s says from its bundle what the program says', { timeout: 120_000 }, (command, ...files) => {
  const words = [command, ...files, '--format', 'json']
  const bundled = printed([at('dist/cli/main.js'), ...words])
  expect(bundled.length).toBeGreaterThan(1_000)
  expect(printed(['--input-type=module', '-e', PROGRAM, '--', ...words])).toBe(bundled)
})
