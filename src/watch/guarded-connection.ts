import { buildConnector } from 'undici'
import { isPublicAddress, publicLookup, type Resolve } from './public-address.js'
import { WatchError } from './watch-error.js'

/** What connections are held to. */
export interface Guard {
  /** `host:port` inside the network that the operator has opened. */
  allowed?: ReadonlySet<string>
  /** How names are resolved; the system's way unless a test brings its own. */
  resolve?: Resolve
  /** Milliseconds to connect. */
  timeout: number
}

/**
 * Opens sockets to the public internet and to what the operator has opened, and to nowhere else. Pages, the browser's
 * requests and webhooks all go through it: an address that was checked as text may still lead elsewhere by its DNS.
 */
export function guardedConnector({ allowed = new Set(), resolve, timeout }: Guard): buildConnector.connector {
  const guarded = buildConnector({ timeout, lookup: publicLookup(resolve) })
  const open = buildConnector({ timeout })
  return (target, callback) => {
    const key = `${target.hostname}:${target.port || (target.protocol === 'https:' ? '443' : '80')}`
    if (allowed.has(key)) return open(target, callback)
    // An address written as a literal is never looked up, so it is checked here, and the socket once more below.
    const literal = target.hostname.replace(/^\[|\]$/g, '')
    if (/^[\d.]+$|:/.test(literal) && !isPublicAddress(literal)) {
      return callback(new WatchError('private-address', literal), null)
    }
    guarded(target, (error, socket) => {
      if (error || !socket) return callback(error ?? new WatchError('no-answer', target.hostname), null)
      if (!isPublicAddress(socket.remoteAddress ?? '')) {
        socket.destroy()
        return callback(new WatchError('private-address', target.hostname), null)
      }
      callback(null, socket)
    })
  }
}
