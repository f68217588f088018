import { type ReadOptions, readDocument } from '../ingest/read.js'
import { say } from '../messages/index.js'
import type { Agreement } from '../model/agreement.js'
import type { Document } from '../model/document.js'
import type { WorkspaceStore } from '../store/store.js'
import type { VersionRow, WatchedRow } from '../store/tables.js'
import { structure } from '../structure/structure.js'
import type { Watched } from './declaration.js'
import { assemble } from './look.js'
import { type Wording, wordingOf } from './wording.js'

/** A version's structure and the words that tell it from others. */
export interface Reading {
  agreement: Agreement
  wording: Wording
}

export function readingOf(document: Document): Reading {
  const agreement = structure(document)
  return { agreement, wording: wordingOf(agreement) }
}

/** A version that a person uploaded, as its file reads. @throws IngestError when it cannot be read */
export async function readUpload(home: WorkspaceStore, version: VersionRow, read?: ReadOptions): Promise<Document> {
  const kept = await home.versions.extraction(version.id)
  return kept ?? readDocument(await home.versions.original(version), version.file_name, read)
}

/**
 * The newest version as today's reader and selectors read its kept pages. Where that differs from what was read then,
 * the extraction is replaced and a technical upgrade recorded: a better reader is no change of terms.
 *
 * @returns null where the version is gone
 */
export async function readAgain(
  home: WorkspaceStore,
  watched: WatchedRow,
  declared: Watched,
  versionId: string,
  read?: ReadOptions,
): Promise<Reading | null> {
  const stored = await home.versions.extraction(versionId)
  const snapshots = await home.watch.snapshots(versionId)
  // A version that was uploaded by hand has no pages to read again, nor one made of other addresses than today's.
  if (!stored || snapshots.length !== declared.sources.length) return stored && readingOf(stored)
  const { document } = await assemble(declared, declared.sources, snapshots, read)
  const today = readingOf(document)
  if (readingOf(stored).wording.hash === today.wording.hash) return today
  await home.watch.upgradeExtraction(versionId, JSON.stringify(document))
  await home.watch.record(watched.id, {
    outcome: 'upgraded',
    code: null,
    why: JSON.stringify(say('watch.upgraded')),
    versionId,
    wording: today.wording.hash,
    size: today.wording.size,
    validators: null,
    nextLook: null,
    failures: watched.failures,
  })
  return today
}
