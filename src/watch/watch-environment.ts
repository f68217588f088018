import { z } from 'zod'

/** What the watch takes from the environment. README lists the names. */
const Variables = z.object({
  /** Servers inside the network that may be looked at or called, `host:port` separated by commas. */
  YAKKAN_WATCH_ALLOW: z.string().default(''),
  YAKKAN_SMTP: z.url({ protocol: /^smtps?$/ }).optional(),
  YAKKAN_MAIL_FROM: z.string().default('yakkan@localhost'),
  /** Where a Chromium is, for pages that show their text only in a browser. */
  YAKKAN_CHROMIUM: z.string().optional(),
})

export interface WatchEnvironment {
  allowed: ReadonlySet<string>
  smtp: string | undefined
  from: string
  chromium: string | undefined
}

/** @throws ZodError naming the variable that is wrong */
export function readWatchEnvironment(variables: Readonly<Record<string, string | undefined>>): WatchEnvironment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const read = Variables.parse(given)
  const allowed = new Set(
    read.YAKKAN_WATCH_ALLOW.split(',')
      .map((s) => s.trim())
      .filter(Boolean),
  )
  return { allowed, smtp: read.YAKKAN_SMTP, from: read.YAKKAN_MAIL_FROM, chromium: read.YAKKAN_CHROMIUM }
}
