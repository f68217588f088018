import { say } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'

/** What goes wrong in the store: `not-found`, `conflict`, `no-database`, `unreadable-row`, `not-reached` … */
export class StoreError extends YakkanError {
  constructor(code: string, place: string, params: Record<string, string | number> = {}, options?: ErrorOptions) {
    super('store', code, place, say(`store.${code}.text`, params), say(`store.${code}.next`, params), options)
  }
}
