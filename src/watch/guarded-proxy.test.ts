import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GuardedProxy } from './guarded-proxy.js'
import { MAX_RENDER_BYTES } from './limits.js'

let server: Server
let port: number
let connections = 0
let size = 0

beforeAll(async () => {
  server = createServer((_q, r) => r.writeHead(200, { 'content-length': size }).end(Buffer.alloc(size, 'a')))
  server.on('connection', () => connections++)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

/** Bytes of the body that came through the proxy; null where it was cut off. */
function through(proxy: GuardedProxy, address: string): Promise<number | null> {
  const { hostname, port: at } = new URL(proxy.address)
  return new Promise((resolve) => {
    let bytes = 0
    const ask = request({ hostname, port: at, path: address, headers: { host: new URL(address).host } }, (answer) => {
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('end', () => resolve(bytes))
      answer.on('error', () => resolve(null))
    })
    ask.on('error', () => resolve(null))
    ask.end()
  })
}

/** First line of the answer to a tunnel that was asked for; empty where the proxy hung up. */
function tunnel(proxy: GuardedProxy, target: string): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(Number(new URL(proxy.address).port), '127.0.0.1', () => {
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`)
    })
    socket.on('data', (chunk) => {
      said += chunk.toString()
      socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(said.split('\r\n')[0]!))
  })
}

describe('the proxy of the browser', () => {
  it('lets pass as many bytes as a page may load, and cuts off what is more', async () => {
    const proxy = await GuardedProxy.open({ allowed: new Set([`127.0.0.1:${port}`]), timeout: 5_000 })
    // The head of the answer counts too.
    size = MAX_RENDER_BYTES - 1_000
    expect(await through(proxy, `http://127.0.0.1:${port}/`)).toBe(size)
    expect(proxy.overflown).toBe(false)
    size = 1_001
    expect(await through(proxy, `http://127.0.0.1:${port}/`)).toBeNull()
    expect(proxy.overflown).toBe(true)
    expect(await through(proxy, `http://127.0.0.1:${port}/`)).toBeNull()
    await proxy.close()
  })

  it.each([
    ['127.0.0.1'],
    ['localhost'],
    ['[::1]'],
    ['[::ffff:127.0.0.1]'],
    ['2130706433'],
    ['terms.nagori-shokai.co.jp'],
  ])('opens neither a request nor a tunnel to %s', async (host) => {
    const proxy = await GuardedProxy.open({
      timeout: 5_000,
      resolve: (_name, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    })
    const before = connections
    expect(await through(proxy, `http://${host}:${port}/`)).toBeNull()
    expect(await tunnel(proxy, `${host}:${port}`)).toBe('')
    expect(connections).toBe(before)
    expect([...proxy.refusals.values()].map((e) => e.code)).toEqual(['private-address'])
    await proxy.close()
  })

  it('opens a tunnel to a server that the operator has opened', async () => {
    const proxy = await GuardedProxy.open({ allowed: new Set([`127.0.0.1:${port}`]), timeout: 5_000 })
    expect(await tunnel(proxy, `127.0.0.1:${port}`)).toBe('HTTP/1.1 200 Connection established')
    await proxy.close()
  })
})
