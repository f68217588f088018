import { YakkanError } from '../model/failure.js'
import type { Text } from '../model/text.js'
import { StoreError } from '../store/failure.js'
import type { WorkspaceStore } from '../store/store.js'
import { checkDeclared, fromOpenTerms } from './declaration.js'

/** What came of a declaration that was taken over. */
export interface Imported {
  added: { id: string; provider: string; name: string }[]
  /** What is not watched because of it, or watched otherwise than declared, and why. */
  notices: { place: string; text: Text }[]
}

/**
 * Takes over a service declaration of Open Terms Archive. A document that cannot be watched, or is watched already,
 * keeps none of the others from being added.
 *
 * @param json the declaration, parsed
 * @param place where it comes from: the file's name
 * @param allowed `host:port` inside the network that the operator has opened
 * @throws WatchError `bad-declaration` when it is no such declaration
 */
export async function importDeclaration(
  home: WorkspaceStore,
  json: unknown,
  place: string,
  allowed: ReadonlySet<string>,
): Promise<Imported> {
  const { watched, notices } = fromOpenTerms(json, place)
  const imported: Imported = { added: [], notices: notices.map(({ place: at, text }) => ({ place: at, text })) }
  for (const declared of watched) {
    const { provider, name } = declared
    try {
      checkDeclared(declared, allowed)
      const { id } = await home.watch.add(provider, name, JSON.stringify(declared), home.scope.instant())
      imported.added.push({ id, provider, name })
    } catch (error) {
      const told = error instanceof StoreError ? error.code === 'conflict' : error instanceof YakkanError
      if (!told) throw error
      imported.notices.push({ place: `${provider} ${name}`, text: (error as YakkanError).text })
    }
  }
  return imported
}
