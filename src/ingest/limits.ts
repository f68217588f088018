/** Every limit of reading, in one place. Sizes are bytes, times are milliseconds. */

const KIB = 1024
const MIB = 1024 * KIB

/** Largest file that is read. */
export const MAX_FILE_BYTES = 25 * MIB

/** A ZIP container (DOCX): bytes it may hold once inflated. Counted while inflating, since headers can lie. */
export const MAX_INFLATED_BYTES = 200 * MIB
/** A ZIP container: number of entries. */
export const MAX_ZIP_ENTRIES = 2_000
/** A ZIP container: inflated to stored size, once {@link INFLATION_GRACE_BYTES} have been inflated. */
export const MAX_INFLATION_RATIO = 100
/** So much may be inflated before the ratio is looked at. */
export const INFLATION_GRACE_BYTES = 1 * MIB

/** Elements of one XML part of a DOCX; a contract of 500 pages has about 300,000. */
export const MAX_XML_ELEMENTS = 1_000_000
/** How deep the elements of an XML part may be nested; Word itself stays below 100. */
export const MAX_XML_DEPTH = 400

/** XML of a DOCX that is shown as HTML, in bytes once inflated. */
export const MAX_VIEW_BYTES = 16 * MIB

/** Pages of a PDF. */
export const MAX_PDF_PAGES = 2_000

/** Characters (UTF-16 units) of extracted text. The longest contracts on record stay below a fifth of it. */
export const MAX_TEXT_CHARACTERS = 10_000_000

/** Nodes of an HTML document. */
export const MAX_HTML_NODES = 500_000

/** Time of a processor that a parser may take for one file, OCR apart. */
export const MAX_PARSE_MS = 20_000
/** How many times as long a file may last by the clock, where a busy machine gives its thread little time. */
export const LONGEST_WAIT = 5
/** Time that recognising the characters of one page may take. */
export const MAX_OCR_PAGE_MS = 60_000
/** The same, as held by the recogniser itself: it gives up a page, and names it, before the whole file would be given up. */
export const OCR_PAGE_MS = 50_000
/** Pages of a file whose characters are recognised; further ones are named as unread. */
export const MAX_OCR_PAGES = 300
/** Heap of the thread that parses, in MiB. */
export const MAX_PARSE_HEAP_MIB = 512
/** Room for what the same thread has just made, in MiB: parsing makes much that is short-lived, and clearing it away costs time. */
export const PARSE_YOUNG_MIB = 64
/**
 * Files after which a parser thread is replaced by a fresh one, so that leaks of a parser cannot pile up. A fresh one has
 * to warm up: replaced every 200 files, a batch spent an eighth of its time on that.
 */
export const FILES_PER_PARSER = 1_000

/** Bytes looked at to tell what a file is. */
export const SNIFF_BYTES = 4 * KIB
/** A PDF's header may stand this far into the file. */
export const PDF_HEADER_WITHIN = 1 * KIB

/** Text and Markdown up to this size are read on the calling thread; nothing in them can take long. */
export const INLINE_BYTES = 256 * KIB
/** A DOCX whose parts hold no more than this once inflated is read on the calling thread by a command that reads for one person. */
export const INLINE_WORD_BYTES = 8 * MIB
/** Threads that parse at the same time, at most. */
export const MAX_PARSERS = 4
