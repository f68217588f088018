import { vi } from 'vitest'
import { run } from '../../src/cli/program.js'
import { userLanguage } from '../../src/cli/user-language.js'

export interface Called {
  code: number
  out: string
  err: string
}

/** Runs one call of the command in this process, and catches what it writes. */
export async function call(...argv: string[]): Promise<Called> {
  const written = { out: '', err: '' }
  const take =
    (to: keyof typeof written) =>
    (data: string | Uint8Array, ...rest: unknown[]): boolean => {
      written[to] += typeof data === 'string' ? data : new TextDecoder().decode(data)
      const done = rest.at(-1)
      if (typeof done === 'function') done()
      return true
    }
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(take('out'))
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(take('err'))
  const before = process.exitCode
  try {
    const code = await run(argv, userLanguage(argv, { LANG: 'en_US.UTF-8' }), '1.2.3')
    return { code, ...written }
  } finally {
    process.exitCode = before
    out.mockRestore()
    err.mockRestore()
  }
}
