/** How the command ends; scripts rely on these numbers. */
export const ExitCode = {
  done: 0,
  /** A fault of ours. */
  fault: 1,
  /** Wrong call: unknown option, missing argument. */
  usage: 2,
  /** An input could not be read; the others are done and written. */
  unreadable: 3,
  /** With `--fail-on`: something at or above that level was found. */
  found: 4,
  /** Stopped by Ctrl-C; what was in hand is finished and written. */
  interrupted: 130,
} as const
