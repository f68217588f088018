import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Place } from '../store/database.js'
import { ServerError } from './failure.js'

const flag = z.stringbool({ truthy: ['1', 'true', 'yes', 'on'], falsy: ['0', 'false', 'no', 'off', ''] })

/** The settings that the service takes from its environment. README lists them. */
const Variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  YAKKAN_DATA: z.string().min(1).default('data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  YAKKAN_TEAM: flag.default(false),
  YAKKAN_URL: z.url({ protocol: /^https?$/ }).optional(),
  YAKKAN_SECRET: z.string().min(32).optional(),
  YAKKAN_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  YAKKAN_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  YAKKAN_METRICS_TOKEN: z.string().min(16).optional(),
  YAKKAN_TRUST_PROXY: flag.default(false),
  YAKKAN_OIDC_ISSUER: z.url().optional(),
  YAKKAN_OIDC_CLIENT_ID: z.string().min(1).optional(),
  YAKKAN_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  YAKKAN_OIDC_NAME: z.string().min(1).default('OpenID Connect'),
})

/** How the service runs. */
export interface Environment {
  port: number
  host: string
  dataFolder: string
  place: Place
  /** True when people sign in; false on one person's own machine. */
  team: boolean
  /** The address under which browsers reach a team's service; null at home, where it follows from the port. */
  publicUrl: string | null
  secret: string
  /** Threads that read and judge. */
  threads: number
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  metricsToken: string | null
  trustProxy: boolean
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null
}

/**
 * Reads the environment.
 *
 * @throws ServerError `environment` naming the variable that is wrong; `open-without-accounts` for a service that
 * other machines could reach without anyone signing in
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Variables.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new ServerError(500, 'environment', String(issue.path[0]), { why: issue.message })
  }
  const v = parsed.data
  if (!v.YAKKAN_TEAM && !isLoopback(v.HOST)) throw new ServerError(500, 'open-without-accounts', v.HOST)
  if (v.YAKKAN_TEAM && !v.YAKKAN_URL) throw new ServerError(500, 'environment', 'YAKKAN_URL', { why: 'YAKKAN_TEAM' })
  const dataFolder = resolve(v.YAKKAN_DATA)
  const oidc =
    v.YAKKAN_OIDC_ISSUER && v.YAKKAN_OIDC_CLIENT_ID && v.YAKKAN_OIDC_CLIENT_SECRET
      ? {
          issuer: v.YAKKAN_OIDC_ISSUER,
          clientId: v.YAKKAN_OIDC_CLIENT_ID,
          clientSecret: v.YAKKAN_OIDC_CLIENT_SECRET,
          name: v.YAKKAN_OIDC_NAME,
        }
      : null
  return {
    port: v.PORT,
    host: v.HOST,
    dataFolder,
    place: v.DATABASE_URL ? { url: v.DATABASE_URL } : { folder: dataFolder },
    team: v.YAKKAN_TEAM,
    publicUrl: v.YAKKAN_URL ? v.YAKKAN_URL.replace(/\/+$/, '') : null,
    secret: v.YAKKAN_SECRET ?? (v.YAKKAN_TEAM ? keptSecret(dataFolder) : randomBytes(32).toString('hex')),
    threads: v.YAKKAN_THREADS ?? Math.max(1, availableParallelism() - 1),
    logLevel: v.YAKKAN_LOG,
    metricsToken: v.YAKKAN_METRICS_TOKEN ?? null,
    trustProxy: v.YAKKAN_TRUST_PROXY,
    oidc,
  }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** The secret that signs sessions, made once, so that a restart signs nobody out. */
function keptSecret(folder: string): string {
  const file = join(folder, 'session-secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const secret = randomBytes(32).toString('hex')
  writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  return secret
}
