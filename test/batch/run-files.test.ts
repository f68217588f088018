import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { program } from '../../src/cli/program.js'

/** The files that start yakkan on servers, and the pages that tell how: what they call must be there. */
const ROOT = new URL('../../', import.meta.url).pathname
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const yakkan = program('en', '0')
const commands = new Map(yakkan.commands.map((command) => [command.name(), command]))

function flagsOf(command: Command): Set<string> {
  const own = [...command.options, ...command.commands.flatMap((c) => c.options), ...yakkan.options]
  return new Set([...own.flatMap((o) => [o.long, o.short]), '--help', '-h'].filter((f) => typeof f === 'string'))
}

/** What stands after the program's name in each call that a text shows, with what can be left out told in brackets. */
function callsIn(text: string): string[][] {
  const lines = text.replace(/\\\n\s*/g, ' ').split('\n')
  return lines.flatMap((line) =>
    [...line.matchAll(/(?:^(?:#\s*)?(?:[A-Z_]+=\S+ )*yakkan|`yakkan|main\.js) (?=[a-z])([^`#]*)/g)].map((m) =>
      m[1]!.trim().split(/[\s|]+/),
    ),
  )
}

function wrongIn(calls: readonly string[][]): string[] {
  return calls.flatMap((words) => {
    const command = commands.get(words[0]!)
    if (!command) return [`there is no ${words[0]}`]
    const known = flagsOf(command)
    return words
      .filter((w) => /^--?[a-z]/.test(w))
      .map((w) => w.replace(/[=,.;:)…].*$/, ''))
      .filter((w) => !known.has(w))
      .map((w) => `${words[0]} has no ${w}`)
  })
}

it('sees a command and a flag that are not there', () => {
  expect(wrongIn(callsIn('yakkan batch a --out b --no-such-flag\n`yakkan juggle x`'))).toEqual([
    'batch has no --no-such-flag',
    'there is no juggle',
  ])
})

it.each(['src/batch/README.md', 'src/batch/queue/compose.yaml', 'src/batch/queue/yakkan-worker.service'])(
  'the calls in %s are those of the command',
  (path) => {
    const calls = callsIn(read(path))
    expect(calls.length).toBeGreaterThan(0)
    expect(wrongIn(calls)).toEqual([])
  },
)

it('every flag that the page on batches names is one of the command or of its worker', () => {
  const known = new Set([...flagsOf(commands.get('batch')!), ...flagsOf(commands.get('worker')!)])
  const named = [...read('src/batch/README.md').matchAll(/`(--[a-z-]+)/g)].map((m) => m[1]!)
  expect(named.length).toBeGreaterThan(8)
  expect(named.filter((flag) => !known.has(flag))).toEqual([])
})

it('the compose file builds what is in the repository, and its worker speaks to its queue', () => {
  const path = 'src/batch/queue/compose.yaml'
  const { services, volumes } = parse(read(path))
  const { queue, worker } = services
  const context = join(ROOT, dirname(path), worker.build.context)
  expect(existsSync(join(context, 'package.json'))).toBe(true)
  const bin = JSON.parse(read('package.json')).bin.yakkan
  const entry = /^ENTRYPOINT (.*)$/m.exec(worker.build.dockerfile_inline)![1]!
  expect(JSON.parse(entry)).toEqual(['node', bin])
  const major = Number(/^FROM node:(\d+)-/m.exec(worker.build.dockerfile_inline)![1])
  expect(major).toBeGreaterThanOrEqual(Number(/\d+/.exec(JSON.parse(read('package.json')).engines.node)![0]))
  expect(wrongIn([worker.command])).toEqual([])
  const { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: name } = queue.environment
  expect(Object.keys(worker.environment)).toEqual(['YAKKAN_QUEUE'])
  const filled = (value: string): string => value.replace(/\$\{YAKKAN_QUEUE_PASSWORD[^}]*\}/, 'secret')
  const url = new URL(filled(worker.environment.YAKKAN_QUEUE))
  expect([url.protocol, url.username, url.password, url.hostname, url.port, url.pathname]).toEqual([
    'postgres:',
    user,
    filled(password),
    'queue',
    '5432',
    `/${name}`,
  ])
  expect(worker.depends_on.queue.condition).toBe('service_healthy')
  expect(queue.healthcheck.test.join(' ')).toContain(`-U ${user} -d ${name}`)
  expect(queue.volumes.map((v: string) => v.split(':')[0]).every((v: string) => v in volumes)).toBe(true)
  // What a build on another machine would bring along must not be copied into the image.
  expect(read('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['node_modules', 'dist', 'data']))
})

it('the systemd unit starts the worker that is built', () => {
  const unit = read('src/batch/queue/yakkan-worker.service')
  const start = /^ExecStart=(.*)$/m.exec(unit)![1]!.split(' ')
  expect(start.find((word) => word.endsWith('.js'))).toMatch(
    new RegExp(`/${JSON.parse(read('package.json')).bin.yakkan}$`),
  )
  expect(start.at(-1)).toBe('worker')
  expect(unit).toMatch(/^EnvironmentFile=/m)
})
