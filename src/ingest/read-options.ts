/** How far reading has come; for a progress line. */
export interface ReadProgress {
  /** `parse` while a file is taken apart, `ocr` while characters are recognised. */
  stage: 'parse' | 'ocr'
  /** Pages done and pages in all; both 0 where the format has no pages. */
  done: number
  total: number
}

export interface ReadOptions {
  /** Word files with tracked changes: the text as if all were accepted (default), or as it was before them. */
  tracked?: 'accepted' | 'original' | undefined
  /** Character recognition: never, on pages without a text layer (default), or on every page. */
  ocr?: 'off' | 'auto' | 'force' | undefined
  /** Stops reading; the promise is then refused with the code `cancelled`. */
  signal?: AbortSignal | undefined
  onProgress?: ((progress: ReadProgress) => void) | undefined
  /**
   * `large` parses on the calling thread what is too small to take long (`INLINE_WORD_BYTES`), for a process that
   * reads for one person and has nobody else to serve. False parses everything there, without limits of time and memory:
   * for measuring and tests. Default true.
   */
  isolated?: boolean | 'large' | undefined
}
