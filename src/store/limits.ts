/** How long a writer waits for another process's transaction on SQLite, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5_000
/** Pages of 4 KiB that the write-ahead log of SQLite may hold before they are moved into the file. */
export const WAL_PAGES = 8_000
/** Connections to PostgreSQL that one process keeps. */
export const POSTGRES_CONNECTIONS = 10
/** How long an answer to an idempotency key is kept, in hours. */
export const IDEMPOTENCY_HOURS = 24
/** How long an invitation to a workspace can be taken up, in days. */
export const INVITATION_DAYS = 7
/** Times a job is tried before its version is marked as failed. */
export const JOB_ATTEMPTS = 3
/** How long a job belongs to the process that took it, in seconds; longer than the longest reading. */
export const JOB_LEASE_SECONDS = 180
/** Characters of a note or reason that a decision may hold. */
export const DECISION_CHARACTERS = 4_000
/** Characters of a workspace's house rules. */
export const MAX_HOUSE_RULES_CHARACTERS = 200_000
