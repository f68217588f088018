import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ZodType } from 'zod'
import type { Language, Text } from '../model/text.js'

interface Tree {
  [key: string]: string | Tree
}

const loaded = new Map<Language, Map<string, string>>()

/**
 * The catalogue of one language, flat: `ingest.encrypted.text` → sentence.
 *
 * @throws when the file is missing or holds anything but sentences
 */
export function catalogue(language: Language): ReadonlyMap<string, string> {
  let flat = loaded.get(language)
  if (!flat) {
    // Reading the YAML of both languages would cost every start of the command a third of a second.
    const made = new URL(`./${language}.json`, import.meta.url)
    flat = existsSync(made)
      ? new Map(Object.entries(JSON.parse(readFileSync(made, 'utf8')) as Record<string, string>))
      : new Map(flatten(readYaml(language), ''))
    loaded.set(language, flat)
  }
  return flat
}

function readYaml(language: Language): Tree {
  // Needed where nothing has been built yet; the command starts from what the build made of the YAML.
  const require = createRequire(import.meta.url)
  const { parse } = require('yaml') as typeof import('yaml')
  const { z } = require('zod') as typeof import('zod')
  const Catalogue: ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), Catalogue])))
  return Catalogue.parse(parse(readFileSync(new URL(`./${language}.yaml`, import.meta.url), 'utf8')) ?? {}) as Tree
}

function* flatten(tree: Tree, prefix: string): Generator<[string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield [prefix + key, value]
    else yield* flatten(value, `${prefix}${key}.`)
  }
}

/**
 * A sentence for the user in one language, with `{name}` replaced by the parameter of that name.
 *
 * @throws when the catalogue has no such key: a missing sentence is a fault of ours, never an empty text
 */
export function sayIn(language: Language, key: string, params: Readonly<Record<string, string | number>> = {}): string {
  const sentence = catalogue(language).get(key)
  if (sentence === undefined) throw new Error(`messages/${language}.yaml has no sentence “${key}”`)
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole))
}

/** The same sentence in both languages; a parameter may be a word of each. */
export function say(key: string, params: Readonly<Record<string, string | number | Text>> = {}): Text {
  const of = (language: Language) =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? value[language] : value]),
    )
  return { ja: sayIn('ja', key, of('ja')), en: sayIn('en', key, of('en')) }
}
