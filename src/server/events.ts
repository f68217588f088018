import { EventEmitter } from 'node:events'
import type { VersionState } from '../store/tables.js'

/** What became of a version, for whoever is watching. Holds no contract text. */
export interface VersionEvent {
  document: string
  version: string
  state: VersionState
  /** What the reader does at the moment, with pages done and in all; null when it is not reading. */
  stage: 'parse' | 'ocr' | 'judge' | 'compare' | null
  done: number
  total: number
}

/** Tells the watchers of a workspace what happens to its versions. */
export class Events {
  readonly #emitter = new EventEmitter().setMaxListeners(0)

  tell(workspaceId: string, event: VersionEvent): void {
    this.#emitter.emit(workspaceId, event)
  }

  /** @returns what ends the watching */
  watch(workspaceId: string, listener: (event: VersionEvent) => void): () => void {
    this.#emitter.on(workspaceId, listener)
    return () => this.#emitter.off(workspaceId, listener)
  }
}
