import type { Text } from './text.js'

/**
 * The root of every stage's error type. A stage derives one class from it (IngestError, LibraryError …)
 * and raises that alone, so that a caller can tell whose failure it is and what the user can do next.
 */
export class YakkanError extends Error {
  /** The stage that failed, as its folder is called: ingest, library, store … */
  readonly stage: string
  /** Stable code for scripts, in kebab-case: `encrypted`, `no-text-layer` … */
  readonly code: string
  /** Where: a file name, a page, a line and column, an item id. */
  readonly place: string
  /** What happened, for the user. */
  readonly text: Text
  /** What the user can do next. */
  readonly next: Text

  constructor(stage: string, code: string, place: string, text: Text, next: Text, options?: ErrorOptions) {
    super(`${place ? `${place}: ` : ''}${text.en} ${next.en}`.trim(), options)
    this.name = new.target.name
    this.stage = stage
    this.code = code
    this.place = place
    this.text = text
    this.next = next
  }
}
