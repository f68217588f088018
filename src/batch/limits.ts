/** Every limit of a batch, in one place. Times are milliseconds. */

/** A file on which no thread has shown progress for this long is given up; pages under recognition count as progress. */
export const MAX_SILENT_MS = 120_000
/** Files whose bytes are checked in one task when a run is resumed. */
export const FILES_PER_CHECK = 64
/** Bytes of a ZIP archive that is looked into; what its entries inflate to has the limits of reading. */
export const MAX_ARCHIVE_BYTES = 256 * 1024 * 1024
/** Heap of a thread that judges, in MiB. A document that needs more costs that thread and no more. */
export const MAX_THREAD_HEAP_MIB = 1_024
/** Room for what such a thread has just made, in MiB: judging makes much that is short-lived, and clearing it away costs time. */
export const THREAD_YOUNG_MIB = 96
/** Rows of the HTML matrix; the CSV and Excel files always hold all. */
export const MAX_HTML_ROWS = 2_000
/** Harmful changes and most adverse files that the summary names. */
export const SUMMARY_ENTRIES = 50
/** Bytes of one part of a file name; longer ones are cut and told apart by a hash. */
export const MAX_NAME_BYTES = 200
/** Paragraph prints compared when old and new files are paired by likeness. */
export const PRINTS_PER_FILE = 64
/** Files sketched in one task; one that brings its thread down costs the sketches of these. */
export const PRINTED_TOGETHER = 8
/** Least share of common prints for two files to be versions of one document. */
export const LEAST_PAIR_LIKENESS = 0.3
