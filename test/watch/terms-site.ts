import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a site answers at one step of its history. */
export interface Answer {
  status?: number
  body: string | Uint8Array
  headers?: Record<string, string>
}

/** A provider's site on loopback, whose pages the test changes from step to step. */
export class TermsSite {
  readonly pages = new Map<string, Answer>()
  readonly requests: { path: string; at: number }[] = []
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://site').pathname
      this.requests.push({ path, at: Date.now() })
      const answer = this.pages.get(path)
      if (!answer) return void response.writeHead(404).end('<h1>Not found</h1>')
      const status = answer.status ?? 200
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...answer.headers }).end(answer.body)
    })
  }

  static async open(): Promise<TermsSite> {
    const site = new TermsSite()
    await new Promise<void>((ready) => site.server.listen(0, '127.0.0.1', ready))
    return site
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  address(path: string): string {
    return `http://${this.host}${path}`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((done) => this.server.close(done))
  }
}
