import type { Scope } from './scope.js'

/**
 * The newest version of every document of a workspace, or of one document, as a query to select from or to look things
 * up in: a list of identifiers would grow beyond what a database takes as parameters.
 */
export function newestVersions(scope: Scope, documentId?: string) {
  const query = scope.db
    .selectFrom('versions')
    .where('versions.workspace_id', '=', scope.workspaceId)
    .where('versions.seq', '=', (eb) =>
      eb
        .selectFrom('versions as newer')
        .whereRef('newer.document_id', '=', 'versions.document_id')
        .select((e) => e.fn.max('newer.seq').as('seq')),
    )
  return documentId === undefined ? query : query.where('versions.document_id', '=', documentId)
}

/** Their identifiers, for `where … in`. */
export function newestVersionIds(scope: Scope, documentId?: string) {
  return newestVersions(scope, documentId).select('versions.id')
}
