import { z } from 'zod'
import { ItemFile } from './item-schema.js'

/** The JSON schema by which editors complete and check an item's file: the content of `clause-library/schema.json`. */
export function schemaFile(): string {
  return `${JSON.stringify(z.toJSONSchema(ItemFile, { io: 'input' }), null, 2)}\n`
}
