import { readFileSync } from 'node:fs'
import { say } from '../messages/index.js'
import type { Language } from '../model/text.js'

/** Terms of an invented provider in two versions, for a first look round. */
const SAMPLES: Record<Language, readonly string[]> = {
  ja: ['sample-terms-2025-ja.md', 'sample-terms-2026-ja.md'],
  en: ['sample-terms-2025-en.md', 'sample-terms-2026-en.md'],
}

/** The sample's versions, older first, in the reader's language. */
export function sampleFiles(language: Language): {
  provider: string
  versions: { fileName: string; content: Uint8Array }[]
} {
  const versions = SAMPLES[language].map((fileName) => ({
    fileName,
    content: readFileSync(new URL(`../../fixtures/sample/${fileName}`, import.meta.url)),
  }))
  return { provider: say('server.web.home.sample-provider')[language], versions }
}
