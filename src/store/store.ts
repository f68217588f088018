import { Analyses } from './analyses.js'
import { ApiKeys } from './api-keys.js'
import { Audit } from './audit.js'
import { Comparisons } from './comparisons.js'
import { type Database, openDatabase, type Place } from './database.js'
import { Decisions } from './decisions.js'
import { Documents } from './documents.js'
import { StoreError } from './failure.js'
import { Jobs } from './jobs.js'
import { Members } from './members.js'
import { Notices } from './notices.js'
import { Providers } from './providers.js'
import { type Actor, Scope } from './scope.js'
import { SelfChecks } from './self-checks.js'
import { WorkspaceSettings } from './settings.js'
import { Uploads } from './uploads.js'
import { Versions } from './versions.js'
import { WatchList } from './watch-list.js'
import { Workspaces } from './workspaces.js'

/** Everything of one workspace, as one actor may reach it. */
export interface WorkspaceStore {
  scope: Scope
  documents: Documents
  versions: Versions
  uploads: Uploads
  analyses: Analyses
  comparisons: Comparisons
  decisions: Decisions
  providers: Providers
  members: Members
  keys: ApiKeys
  settings: WorkspaceSettings
  audit: Audit
  watch: WatchList
  notices: Notices
  selfChecks: SelfChecks
}

/** The store of a house: documents, versions, analyses, decisions, audit log, on SQLite or PostgreSQL alike. */
export class Store {
  readonly workspaces: Workspaces
  readonly jobs: Jobs

  private constructor(
    readonly database: Database,
    readonly now: () => Date,
  ) {
    this.workspaces = new Workspaces(database, now)
    this.jobs = new Jobs(database, now)
  }

  /** @throws StoreError `no-database` when it cannot be reached */
  static async open(place: Place, now: () => Date = () => new Date()): Promise<Store> {
    return new Store(await openDatabase(place), now)
  }

  /** One workspace as `actor` sees it. */
  in(workspaceId: string, actor: Actor): WorkspaceStore {
    const scope = new Scope(this.database, workspaceId, actor, this.now)
    return {
      scope,
      documents: new Documents(scope),
      versions: new Versions(scope),
      uploads: new Uploads(scope),
      analyses: new Analyses(scope),
      comparisons: new Comparisons(scope),
      decisions: new Decisions(scope),
      providers: new Providers(scope),
      members: new Members(scope),
      keys: new ApiKeys(scope),
      settings: new WorkspaceSettings(scope),
      audit: new Audit(scope),
      watch: new WatchList(scope),
      notices: new Notices(scope),
      selfChecks: new SelfChecks(scope),
    }
  }

  /**
   * Writes a whole, consistent copy of the database to a new file while the service goes on.
   *
   * @throws StoreError `no-backup` on PostgreSQL, whose own pg_dump does this
   */
  async backup(file: string): Promise<void> {
    if (!this.database.sqlite) throw new StoreError('no-backup', 'PostgreSQL')
    await this.database.sqlite.backup(file)
  }

  async close(): Promise<void> {
    await this.database.db.destroy()
  }
}
