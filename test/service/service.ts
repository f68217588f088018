import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Environment, readEnvironment } from '../../src/server/environment.js'
import { openLog } from '../../src/server/log.js'
import { type Running, startService } from '../../src/server/service.js'

/** A service without a socket, asked through its app, with what it wrote to its log. */
export interface Asked extends Running {
  folder: string
  logged: string[]
  /** Asks as a browser on the service's own pages, or a script, would. */
  ask(path: string, init?: RequestInit & { key?: string }): Promise<Response>
  end(): Promise<void>
}

export async function askedService(variables: Record<string, string> = {}, now?: () => Date): Promise<Asked> {
  const folder = mkdtempSync(join(tmpdir(), 'yakkan-service-'))
  const environment: Environment = readEnvironment({
    YAKKAN_DATA: folder,
    PORT: '3000',
    YAKKAN_THREADS: '1',
    ...variables,
  })
  const logged: string[] = []
  const log = openLog('debug', { write: (line) => void logged.push(line) })
  const running = await startService(environment, { log, listen: false, ...(now ? { now } : {}) })
  const { host, origin } = new URL(running.address)
  return {
    ...running,
    folder,
    logged,
    async ask(path, init = {}) {
      const headers = new Headers(init.headers)
      if (!headers.has('host')) headers.set('host', host)
      if (init.key) headers.set('authorization', `Bearer ${init.key}`)
      else if (init.method && init.method !== 'GET' && !headers.has('origin')) headers.set('origin', origin)
      return running.app.request(`${running.address}${path}`, { ...init, headers })
    },
    async end() {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function form(
  files: { name: string; content: string | Uint8Array }[],
  fields: Record<string, string> = {},
): FormData {
  const body = new FormData()
  for (const { name, content } of files) body.append('file', new File([content as BlobPart], name))
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return body
}

/** Terms of our own that touch several items, short enough to be judged at once. */
export const TERMS = `# Cloud Storage Terms

## 1. Changes
We may change these terms with 30 days' notice by e-mail. If you do not agree, you may terminate without penalty.

## 2. Liability
Our total liability is limited to the fees paid in the twelve months before the event, except for intent or gross negligence.

## 3. Service level
The service is available for at least 99.9% of each month. Otherwise you receive a credit of 10% of the monthly fee.

## 4. Law
These terms are governed by the laws of Japan. The Tokyo District Court has exclusive jurisdiction.
`

/** The same with a shorter notice and a foreign court: both hurt. */
export const WORSE = TERMS.replace("30 days' notice by e-mail", "7 days' notice by posting on our website").replace(
  'the laws of Japan. The Tokyo District Court',
  'the laws of Ireland. The courts of Dublin',
)
