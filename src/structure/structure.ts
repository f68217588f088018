import type { Agreement } from '../model/agreement.js'
import type { Document } from '../model/document.js'
import { markBlocks } from './block-mark.js'
import { readDefinitions } from './definitions.js'
import { kindOf } from './kind.js'
import { languageOf } from './language.js'
import { readOutline } from './outline.js'
import { readParties } from './parties.js'
import { readPassages } from './passages.js'
import { readReferences } from './references.js'
import { findTitle } from './title.js'

/**
 * Reads the structure of a document: language, title, kind, who the parties are, its articles with their hierarchy, and
 * the passages that are matched and quoted.
 */
export function structure(document: Document): Agreement {
  const language = languageOf(document.text)
  const marks = markBlocks(document, language)
  const title = findTitle(document, marks)
  const outline = readOutline(document, marks, language, title)
  const passages = readPassages(document, marks, outline, language)
  return {
    document,
    language,
    kind: kindOf(title.text, document.text, language),
    title: title.text,
    parties: readParties(document.text, language),
    articles: outline.articles,
    passages,
    definitions: readDefinitions(document.text, passages, language),
    references: readReferences(document.text, outline.articles, passages, outline),
  }
}
