import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { buildConnector } from 'undici'
import { type Guard, guardedConnector } from './guarded-connection.js'
import { MAX_RENDER_BYTES } from './limits.js'
import { checkAddress, hostAndPort } from './public-address.js'
import { WatchError } from './watch-error.js'

/**
 * A proxy on loopback through which a browser reaches what the address rules let it reach. A browser resolves names and
 * follows redirects, frames and scripts by itself, so only the place where its connections are made can hold it to them.
 */
export class GuardedProxy {
  /** Why a server was not reached, by `host:port`. */
  readonly refusals = new Map<string, WatchError>()
  /** Set once more than {@link MAX_RENDER_BYTES} came through; nothing more does. */
  overflown = false
  private bytes = 0
  private readonly server: Server
  private readonly connect: buildConnector.connector
  private readonly sockets = new Set<Duplex>()

  private constructor(private readonly guard: Guard) {
    this.connect = guardedConnector(guard)
    this.server = createServer((request, response) => void this.forward(request, response))
    this.server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
      void this.tunnel(request.url ?? '', client, head)
    })
    this.server.on('connection', (socket) => this.keep(socket))
  }

  static async open(guard: Guard): Promise<GuardedProxy> {
    const proxy = new GuardedProxy(guard)
    await new Promise<void>((ready) => proxy.server.listen(0, '127.0.0.1', ready))
    return proxy
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((done) => this.server.close(done))
  }

  /** A plain http request, whose line names the whole address. */
  private async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const socket = await this.reach(request.url ?? '')
    if (!socket) return void request.socket.destroy()
    const url = new URL(request.url!)
    const { 'proxy-connection': _hop, 'proxy-authorization': _secret, ...headers } = request.headers
    const onward = httpRequest(
      {
        method: request.method,
        host: url.hostname,
        path: `${url.pathname}${url.search}`,
        headers: { ...headers, connection: 'close' },
        createConnection: () => socket,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
        answer.pipe(response)
        answer.on('error', () => response.destroy())
      },
    )
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  }

  /** What is encrypted (and every web socket): bytes to and fro, once the server may be reached. */
  private async tunnel(target: string, client: Duplex, head: Buffer): Promise<void> {
    client.on('error', () => client.destroy())
    const socket = await this.reach(`http://${target}/`)
    if (!socket || client.destroyed) return void client.destroy(socket?.destroy() && undefined)
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    socket.write(head)
    socket.pipe(client).pipe(socket)
    socket.on('close', () => client.destroy())
    client.on('close', () => socket.destroy())
  }

  /** A socket to the server of an address; null, with the refusal noted, where it may not or cannot be reached. */
  private async reach(address: string): Promise<Socket | null> {
    let key = address
    try {
      if (this.overflown) throw new WatchError('too-large', address, { limit: MAX_RENDER_BYTES / 1024 / 1024 })
      if (URL.canParse(address)) key = hostAndPort(new URL(address))
      const url = checkAddress(address, this.guard.allowed)
      const port = url.port || '80'
      const socket = await new Promise<Socket>((resolve, reject) => {
        this.connect({ hostname: url.hostname, port, protocol: 'http:' }, (error, opened) =>
          error || !opened ? reject(error) : resolve(opened),
        )
      })
      this.keep(socket)
      socket.on('data', (chunk: Buffer) => this.count(chunk.length))
      return socket
    } catch (error) {
      this.refusals.set(key, refusalOf(error, address))
      return null
    }
  }

  private keep(socket: Duplex): void {
    this.sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.sockets.delete(socket))
  }

  private count(bytes: number): void {
    this.bytes += bytes
    if (this.bytes <= MAX_RENDER_BYTES || this.overflown) return
    this.overflown = true
    for (const socket of this.sockets) socket.destroy()
  }
}

function refusalOf(error: unknown, address: string): WatchError {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof WatchError) return cause
  }
  return new WatchError('no-answer', address, { detail: error instanceof Error ? error.message : '' }, { cause: error })
}
