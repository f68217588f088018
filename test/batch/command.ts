import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The command's file: the sources, or with YAKKAN_MAIN a build, which starts sooner. */
const MAIN = process.env.YAKKAN_MAIN ?? fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/** One call of the command in a process of its own. */
export interface Call {
  child: ChildProcess
  stdout: () => string
  stderr: () => string
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>
}

const running = new Set<ChildProcess>()

export function yakkan(args: readonly string[], env: Record<string, string> = {}): Call {
  const loader = MAIN.endsWith('.ts') ? ['--import', 'tsx'] : []
  const child = spawn(process.execPath, [...loader, MAIN, '--lang', 'en', ...args], {
    env: { ...process.env, YAKKAN_QUEUE: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const said = { stdout: '', stderr: '' }
  child.stdout!.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString()
  })
  child.stderr!.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      running.delete(child)
      resolve(code)
    }),
  )
  return { child, stdout: () => said.stdout, stderr: () => said.stderr, ended }
}

/** Kills what a failed test left running. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** Waits until something is so. */
export async function until(what: () => boolean | Promise<boolean>, ms = 120_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** Events of a call with `--json`, as far as they have come. */
export function events(call: Call): { event: string; [key: string]: unknown }[] {
  const whole = call.stdout().slice(0, call.stdout().lastIndexOf('\n') + 1)
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}
