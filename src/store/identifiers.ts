import { createHash, randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new, unguessable identifier of 100 random bits, with a prefix that tells what it names: `doc_7k2m…`. */
export function newId(prefix: string): string {
  let id = ''
  for (const byte of randomBytes(20)) id += ALPHABET[byte & 31]
  return `${prefix}_${id}`
}

/** A new secret of 160 random bits for keys and invitations. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(20).toString('hex')}`
}

/** SHA-256 in lower-case hex. Secrets are random and long, so a plain hash keeps them safe at rest. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
