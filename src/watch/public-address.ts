import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { WatchError } from './watch-error.js'

/** How a name is resolved; the system's way unless a test brings its own. */
export type Resolve = (
  hostname: string,
  callback: (error: Error | null, addresses: readonly { address: string; family: number }[]) => void,
) => void

const resolveBySystem: Resolve = (hostname, callback) => {
  systemLookup(hostname, { all: true, verbatim: true }, (error, addresses) => callback(error, addresses ?? []))
}

/**
 * Whether an address lies on the public internet. Private, loopback, link-local, carrier-grade, multicast, reserved and
 * IPv4-mapped or translated ones do not: a watch list is written by users, and must not become a way to a company's
 * inner network.
 *
 * @param address IPv4 or IPv6 literal, without brackets
 */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').split('%')[0]!
  return ipaddr.isValid(plain) && ipaddr.parse(plain).range() === 'unicast'
}

/**
 * Checks an address as a user wrote it, before anything is resolved or connected.
 *
 * @param allowed `host:port` of servers inside the network that the operator has opened
 * @returns the address as the fetcher understands it: decimal and octal forms are plain by then
 * @throws WatchError `not-http`, `with-password` or `private-address`
 */
export function checkAddress(address: string, allowed: ReadonlySet<string> = new Set()): URL {
  let url: URL
  try {
    url = new URL(address)
  } catch (cause) {
    throw new WatchError('not-http', address, {}, { cause })
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new WatchError('not-http', address)
  if (url.username !== '' || url.password !== '') throw new WatchError('with-password', hidden(url))
  if (allowed.has(hostAndPort(url))) return url
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (isIP(host) ? !isPublicAddress(host) : isInnerName(host)) throw new WatchError('private-address', address)
  return url
}

export function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
}

/** Names that never lie on the public internet (RFC 6761, RFC 6762, RFC 8375 and what routers and clouds call themselves). */
function isInnerName(host: string): boolean {
  const name = host.toLowerCase()
  return (
    !name.includes('.') ||
    /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|localdomain|test|invalid|example)$/.test(
      name,
    )
  )
}

function hidden(url: URL): string {
  return `${url.protocol}//…@${url.host}`
}

/**
 * A lookup for sockets that only ever answers with public addresses. It is asked by the very connection that is about
 * to be opened, so that an answer that changes between check and use changes nothing.
 */
export function publicLookup(resolve: Resolve = resolveBySystem): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error) return callback(error as NodeJS.ErrnoException, '', 0)
      const inner = addresses.find((a) => !isPublicAddress(a.address))
      if (inner || addresses.length === 0) {
        return callback(new WatchError(inner ? 'private-address' : 'no-such-host', hostname), '', 0)
      }
      if (options.all)
        return callback(
          null,
          addresses.map((a) => ({ ...a })),
        )
      const first = addresses[0]!
      callback(null, first.address, first.family)
    })
  }
}
