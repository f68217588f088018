import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** Short terms with a liability cap and a notice period of one's choice. */
export function terms({ name = 'Kitebird', notice = 60, cap = 'twelve' } = {}): string {
  return `# ${name} Terms of Service

## 1. Service

${name} Ltd ("we") provides a ticketing service to the customer ("you").

## 2. Fees

You pay the fee within 30 days of the invoice. Fees are not refunded.

## 3. Changes

We may change these terms by giving you ${notice} days' notice by e-mail.

## 4. Liability

Our total liability is limited to the fees paid in the ${cap} months before the event.

## 5. Law

These terms are governed by the laws of Japan.
`
}

export function put(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

/** All that a run leaves for its reader, by path: everything but the run's own memory, and earlier comparisons. */
export function outputs(out: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    const path = relative(out, join(entry.parentPath, entry.name)).split(sep).join('/')
    if (entry.isFile() && !path.startsWith('.yakkan/')) found.set(path, readFileSync(join(out, path), 'base64'))
  }
  return new Map([...found].sort())
}

/** The first lines of what differs between two folders of results; empty when they are the same, byte for byte. */
export function differences(a: string, b: string): string[] {
  const [left, right] = [outputs(a), outputs(b)]
  return [...new Set([...left.keys(), ...right.keys()])].sort().filter((path) => left.get(path) !== right.get(path))
}
