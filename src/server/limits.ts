const MIB = 1024 * 1024

/** Largest file that is taken in, in bytes. */
export const MAX_UPLOAD_BYTES = 25 * MIB
/** Files that one request may bring. */
export const MAX_UPLOAD_FILES = 20
/** Largest request with files, in bytes. */
export const MAX_UPLOAD_REQUEST_BYTES = 100 * MIB
/** Largest other request, in bytes. */
export const MAX_REQUEST_BYTES = 1 * MIB
/** Jobs that may wait; beyond it an upload is told to come back. */
export const MAX_QUEUED_JOBS = 200
/** Seconds after which an upload that met a full queue should come back. */
export const QUEUE_RETRY_SECONDS = 10
/** Longest work on one job, in milliseconds; the recognition of scanned pages is what needs it. */
export const JOB_DEADLINE_MS = 150_000
/** Characters of a file's name that are kept. */
export const MAX_NAME_CHARACTERS = 200
/** Requests a minute from one actor. */
export const REQUESTS_A_MINUTE = 12_000
/** Failed or tried sign-ins for one address of an account or one machine, in fifteen minutes. */
export const SIGN_INS_A_QUARTER_HOUR = 20
/** Longest wait for a result that a caller may ask for (`Prefer: wait=…`), in seconds. */
export const MAX_WAIT_SECONDS = 120
/** How long a session holds without use, in hours. */
export const SESSION_HOURS = 12
/** Characters that a password must have. */
export const MIN_PASSWORD_CHARACTERS = 12
/** Seconds between two signs of life on an event stream. */
export const HEARTBEAT_SECONDS = 20
/** Rows of a list that one answer holds at most. */
export const MAX_PAGE_ROWS = 500
