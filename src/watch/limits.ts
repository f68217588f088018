/** Limits of looking at published terms. Each is tested at the limit and one past it. */

/** Longest time for one address, redirects and body included, in milliseconds. */
export const MAX_FETCH_MS = 10_000
/** Largest body, in bytes after decompression. */
export const MAX_FETCH_BYTES = 10 * 1024 * 1024
/** Longest time for a page that needs a browser, its scripts included, in milliseconds. */
export const MAX_RENDER_MS = 30_000
/** Most bytes that such a page may load, its scripts and styles included, as they come over the wire. */
export const MAX_RENDER_BYTES = 50 * 1024 * 1024
/** Redirects that are followed. */
export const MAX_REDIRECTS = 3
/** Addresses that make up one document. */
export const MAX_ADDRESSES = 50
/** Shortest time between two requests to one host, in milliseconds. */
export const HOST_DELAY_MS = 2_000
/** Longest wait that a server's Retry-After is heeded for, in milliseconds; after that the look counts as failed. */
export const MAX_RETRY_AFTER_MS = 60 * 60 * 1000
/** Longest wait for a host's turn within a look, in milliseconds; for more the look is put off. */
export const MAX_TURN_WAIT_MS = 60_000
/** Looks that may fail in a row before the failure is told. */
export const FAILURES_BEFORE_TELLING = 3
/** A text that shrinks below this share of the last one's length is taken for a failed load, not for new terms. */
export const SHRUNKEN_SHARE = 0.5
/** A text with less than this share of its words in common with the last one is another document. */
export const LEAST_SHARED_WORDS = 0.1
/** Shortest text that can be an agreement, in characters. */
export const MIN_TERMS_CHARACTERS = 200
/** A return to an earlier wording within these days is flapping. */
export const FLAPPING_DAYS = 14
