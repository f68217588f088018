/** Every limit of a run over several machines. Times are in the unit of the name. */

/** How long connecting may take. */
export const CONNECT_MS = 10_000
/** How long a database that is away is waited for at the start; a wrong address must be told soon. */
export const OPEN_MS = 20_000
/** Pause before the database is asked again while it is away. */
export const AWAY_PAUSE_MS = 500
/** Pause of a worker that found nothing to do. */
export const IDLE_MS = 500
/** Pause of an enqueuer that found no new result. */
export const COLLECT_MS = 200
/** How often a worker shows that it is alive, unless told otherwise. */
export const HEARTBEAT_SECONDS = 5
/** A worker that missed so many heartbeats is taken for dead; its files go to others. */
export const MISSED_HEARTBEATS = 5
/** How often a file is tried again after its first time; each pause is about twice the one before. */
export const RETRIES = 4
export const RETRY_SECONDS = 1
/** A file that one worker has held for so long goes to another, even though the worker is alive. */
export const EXPIRE_HOURS = 12
/** Days after which a run whose enqueuer was not seen again is removed, with the documents' text. */
export const KEEP_DAYS = 14
/** Files sent at a time; fewer when they are large. */
export const SENT_TOGETHER = 32
export const SENT_TOGETHER_BYTES = 32 * 1024 * 1024
/** Results collected at a time. */
export const COLLECTED_TOGETHER = 16
/** How often an enqueuer that waits for workers says so. */
export const WAITING_EVERY_MS = 30_000
