import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fetcher } from './fetch-terms.js'
import { MAX_FETCH_BYTES } from './limits.js'
import { checkAddress } from './public-address.js'
import { StatusError } from './status-error.js'

let connections = 0
let server: Server
let port: number
let answer: (request: IncomingMessage, response: ServerResponse) => void = (_q, r) => r.end('x')

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response))
  server.on('connection', () => connections++)
  await new Promise<void>((ready) => server.listen(0, '0.0.0.0', ready))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const inside = () => new Fetcher({ allowed: new Set([`127.0.0.1:${port}`]) })

describe('addresses that must never be reached', () => {
  const literal = [
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://0x7f.0.0.1:PORT/',
    'http://127.000.000.001:PORT/',
    'http://0.0.0.0:PORT/',
    'http://0:PORT/',
    'http://10.0.0.1:PORT/',
    'http://10.255.255.255:PORT/',
    'http://172.16.0.1:PORT/',
    'http://172.31.255.254:PORT/',
    'http://192.168.0.1:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://192.0.2.1/',
    'http://[::1]:PORT/',
    'http://[::]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd12:3456:789a::1]/',
    'http://[ff02::1]/',
    'http://localhost:PORT/',
    'http://LOCALHOST:PORT/',
    'http://localhost.:PORT/',
    'http://a.localhost:PORT/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://intranet/',
    'http://router.home.arpa/',
    'file:///etc/passwd',
    'ftp://example.com/terms.txt',
    'gopher://127.0.0.1:PORT/_x',
    'data:text/html,terms',
    'http://user:secret@example.com/',
  ]
  it.each(literal)('%s', async (address) => {
    const before = connections
    const fetcher = new Fetcher()
    await expect(fetcher.fetch(address.replace('PORT', String(port)))).rejects.toMatchObject({ stage: 'watch' })
    await fetcher.close()
    expect(connections).toBe(before)
  })

  it.each([['127.0.0.1'], ['::1'], ['10.1.2.3'], ['::ffff:127.0.0.1'], ['169.254.169.254']])(
    'a public name whose DNS answer is %s',
    async (answered) => {
      const before = connections
      const fetcher = new Fetcher({
        resolve: (_host, callback) => callback(null, [{ address: answered, family: answered.includes(':') ? 6 : 4 }]),
      })
      await expect(fetcher.fetch(`http://terms.example.com:${port}/`)).rejects.toMatchObject({
        code: 'private-address',
      })
      await fetcher.close()
      expect(connections).toBe(before)
    },
  )

  it('a name that answers with a public and a private address at once', async () => {
    const fetcher = new Fetcher({
      resolve: (_h, callback) =>
        callback(null, [
          { address: '93.184.216.34', family: 4 },
          { address: '127.0.0.1', family: 4 },
        ]),
    })
    await expect(fetcher.fetch(`http://terms.example.com:${port}/`)).rejects.toMatchObject({ code: 'private-address' })
    await fetcher.close()
  })

  it.each([['http://10.0.0.1/'], ['http://localhost/'], ['file:///etc/passwd'], ['http://[::1]/']])(
    'a redirect to %s',
    async (location) => {
      answer = (_q, r) => r.writeHead(302, { location }).end()
      const fetcher = inside()
      await expect(fetcher.fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
        code: location.startsWith('file') ? 'not-http' : 'private-address',
      })
      await fetcher.close()
    },
  )

  it('lets public addresses pass the check', () => {
    for (const fine of ['https://93.184.216.34/', 'https://www.provider.co.jp/terms', 'http://[2606:2800:220:1::1]/']) {
      expect(checkAddress(fine).href).toBe(fine)
    }
  })
})

describe('fetching', () => {
  it('reads a compressed page and its validators, and asks conditionally the next time', async () => {
    answer = (q, r) => {
      if (q.headers['if-none-match'] === '"1"') return void r.writeHead(304).end()
      r.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip', etag: '"1"' })
      r.end(gzipSync('<h1>利用規約</h1>'))
    }
    const fetcher = inside()
    const first = await fetcher.fetch(`http://127.0.0.1:${port}/terms`)
    expect(first).toMatchObject({
      kind: 'body',
      mediaType: 'text/html',
      validators: { etag: '"1"', lastModified: null },
    })
    expect(first.kind === 'body' && new TextDecoder().decode(first.bytes)).toBe('<h1>利用規約</h1>')
    expect(await fetcher.fetch(`http://127.0.0.1:${port}/terms`, { etag: '"1"', lastModified: null })).toEqual({
      kind: 'unchanged',
    })
    await fetcher.close()
  })

  it('follows three redirects and no fourth', async () => {
    answer = (q, r) => {
      const left = Number(new URL(q.url!, 'http://x').searchParams.get('left'))
      if (left > 0) r.writeHead(302, { location: `/?left=${left - 1}` }).end()
      else r.end('ok')
    }
    const fetcher = inside()
    expect(await fetcher.fetch(`http://127.0.0.1:${port}/?left=3`)).toMatchObject({ kind: 'body' })
    await expect(fetcher.fetch(`http://127.0.0.1:${port}/?left=4`)).rejects.toMatchObject({
      code: 'too-many-redirects',
    })
    await fetcher.close()
  })

  it('takes a body of the limit and refuses one byte more, however small it is when compressed', async () => {
    let size = MAX_FETCH_BYTES
    answer = (_q, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(size, 'a')))
    const fetcher = inside()
    const whole = await fetcher.fetch(`http://127.0.0.1:${port}/`)
    expect(whole.kind === 'body' && whole.bytes.length).toBe(MAX_FETCH_BYTES)
    size += 1
    await expect(fetcher.fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'too-large' })
    await fetcher.close()
  })

  it('gives up on a server that never ends its answer', async () => {
    answer = (_q, r) => void r.writeHead(200).write('a')
    const fetcher = new Fetcher({ allowed: new Set([`127.0.0.1:${port}`]), timeout: 300 })
    await expect(fetcher.fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'too-slow' })
    await fetcher.close()
  })

  it('tells the status, and how long the server asks to wait', async () => {
    answer = (_q, r) => r.writeHead(503, { 'retry-after': '120' }).end()
    const fetcher = inside()
    const failure = await fetcher.fetch(`http://127.0.0.1:${port}/`).catch((e: unknown) => e)
    expect(failure).toBeInstanceOf(StatusError)
    expect(failure).toMatchObject({ status: 503, retryAfter: 120_000 })
    await fetcher.close()
  })
})
