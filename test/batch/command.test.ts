import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { differences, outputs, put, terms } from './agreements.js'
import { events, killAll, until, yakkan } from './command.js'

const scratch = mkdtempSync(join(tmpdir(), 'yakkan-command-'))
afterEach(killAll)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const many = join(scratch, 'many')
put(many, Object.fromEntries(Array.from({ length: 60 }, (_, k) => [`${k}.md`, terms({ notice: 20 + k })])))
const files = (call: ReturnType<typeof yakkan>): number => events(call).filter((e) => e.event === 'file').length

describe('yakkan batch', { timeout: 240_000 }, () => {
  it('tells how it went by its exit code, in quiet lines without a terminal', async () => {
    const folder = join(scratch, 'few')
    put(folder, { 'a.md': terms() })
    const out = join(scratch, 'few-out')
    const fine = yakkan(['batch', folder, '--out', out])
    expect(await fine.ended, fine.stderr()).toBe(0)
    expect(fine.stdout()).toBe('')
    expect(fine.stderr()).not.toMatch(/[\u001b\r]/)
    expect(fine.stderr()).toContain('1 documents: 1 judged now')
    expect(await yakkan(['batch', folder, '--out', out, '--fail-on', 'high']).ended).toBe(4)
    put(folder, { 'empty.md': '' })
    expect(await yakkan(['batch', folder, '--out', out]).ended).toBe(3)
  })

  it('refuses a wrong call before it does anything', async () => {
    const out = join(scratch, 'wrong-out')
    const wrong = [
      ['batch', many],
      ['batch', '--out', out],
      ['batch', many, '--compare', many, many, '--out', out],
      ['batch', '--compare', many, '--out', out],
      ['batch', many, '--out', out, '--threads', '0'],
    ].map((args) => yakkan(args))
    expect(await Promise.all(wrong.map((c) => c.ended))).toEqual([2, 2, 2, 2, 2])
    expect(() => outputs(out)).toThrow()
  })

  it('ends after the files in hand at one Ctrl-C, at once at two, and goes on to the same results', async () => {
    const out = join(scratch, 'stopped')
    const once = yakkan(['batch', many, '--out', out, '--threads', '2', '--json'])
    await until(() => files(once) >= 5)
    once.child.kill('SIGINT')
    expect(await once.ended).toBe(130)
    expect(once.stderr()).toContain('Press Ctrl-C again')
    expect(events(once).at(-1)).toMatchObject({ event: 'end', report: { interrupted: true, done: files(once) } })

    const twice = yakkan(['batch', many, '--out', out, '--threads', '2', '--json'])
    await until(() => files(twice) >= 3)
    twice.child.kill('SIGINT')
    await until(() => twice.stderr().includes('Press Ctrl-C again'))
    twice.child.kill('SIGINT')
    expect(await twice.ended).toBe(130)

    const last = yakkan(['batch', many, '--out', out, '--json'])
    expect(await last.ended, last.stderr()).toBe(0)
    const start = events(last).find((e) => e.event === 'start')!
    expect(start.unchanged).toBeGreaterThanOrEqual(files(once))
    expect(files(last)).toBe(60 - Number(start.unchanged))
    const calm = join(scratch, 'calm')
    expect(await yakkan(['batch', many, '--out', calm]).ended).toBe(0)
    expect(differences(calm, out)).toEqual([])
  })
})
