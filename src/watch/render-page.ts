import { type Browser, chromium, errors, type Page, type Request } from 'playwright-core'
import type { Fetched, FetcherOptions } from './fetch-terms.js'
import { GuardedProxy } from './guarded-proxy.js'
import { MAX_FETCH_BYTES, MAX_FETCH_MS, MAX_RENDER_BYTES, MAX_RENDER_MS } from './limits.js'
import { checkAddress, hostAndPort } from './public-address.js'
import { StatusError, waitOf } from './status-error.js'
import { WatchError } from './watch-error.js'

/** The text stands still when it reads the same twice, this many milliseconds apart. */
const STILL_MS = 500
/** What a page shows beside its words. */
const UNREAD = new Set(['image', 'media', 'font'])

/**
 * The page as a browser shows it after its scripts ran, for those that hold no text before. Whatever the page asks for –
 * by script, frame, redirect or socket – passes the address rules of a plain fetch.
 *
 * @param executable the Chromium that the operator named
 * @throws WatchError `not-http`, `private-address`, `http-status`, `too-large`, `too-slow`, `no-browser` or `no-answer`
 */
export async function renderPage(
  address: string,
  executable: string,
  options: Pick<FetcherOptions, 'allowed' | 'resolve'> = {},
): Promise<Fetched> {
  checkAddress(address, options.allowed)
  const proxy = await GuardedProxy.open({ ...options, timeout: MAX_FETCH_MS })
  try {
    const browser = await start(executable, proxy)
    try {
      return await show(browser, address, proxy)
    } finally {
      await browser.close()
    }
  } finally {
    await proxy.close()
  }
}

async function start(executable: string, proxy: GuardedProxy): Promise<Browser> {
  try {
    return await chromium.launch({
      executablePath: executable,
      // Loopback too goes through the proxy, which alone decides; Chromium would ask it directly otherwise.
      proxy: { server: proxy.address, bypass: '<-loopback>' },
      args: [
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        // A peer connection would go past the proxy; Chromium and its headless shell have a switch each against that.
        '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
        '--webrtc-ip-handling-policy=disable_non_proxied_udp',
        // Names are the proxy's to resolve.
        '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    })
  } catch (cause) {
    throw new WatchError('no-browser', executable, {}, { cause })
  }
}

async function show(browser: Browser, address: string, proxy: GuardedProxy): Promise<Fetched> {
  const context = await browser.newContext({ acceptDownloads: false, serviceWorkers: 'block' })
  const page = await context.newPage()
  let failed: Request | null = null
  page.on('requestfailed', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) failed = request
  })
  await page.route('**', (route) => (UNREAD.has(route.request().resourceType()) ? route.abort() : route.continue()))
  const until = Date.now() + MAX_RENDER_MS
  try {
    const response = await page.goto(address, { waitUntil: 'load', timeout: MAX_RENDER_MS })
    if (response && response.status() !== 200) {
      throw new StatusError(page.url(), response.status(), waitOf((await response.allHeaders())['retry-after']))
    }
    const html = await settledContent(page, until)
    const bytes = new TextEncoder().encode(html)
    if (bytes.length > MAX_FETCH_BYTES) {
      throw new WatchError('too-large', address, { limit: MAX_FETCH_BYTES / 1024 / 1024 })
    }
    if (proxy.overflown) throw new WatchError('too-large', address, { limit: MAX_RENDER_BYTES / 1024 / 1024 })
    return {
      kind: 'body',
      bytes,
      mediaType: 'text/html',
      contentType: 'text/html; charset=utf-8',
      address: page.url(),
      validators: { etag: null, lastModified: null },
    }
  } catch (error) {
    throw named(error, address, failed, proxy)
  }
}

/** The page's source when its scripts have done: no request is out any more, or at least its words stand still. */
async function settledContent(page: Page, until: number): Promise<string> {
  const left = (): number => Math.max(1, until - Date.now())
  await page.waitForLoadState('networkidle', { timeout: Math.min(left(), MAX_FETCH_MS) }).catch((error: unknown) => {
    // A page that keeps asking for news of something is never idle.
    if (!(error instanceof errors.TimeoutError)) throw error
  })
  for (let before: string | null | undefined; ; ) {
    const words: string | null = await page.textContent('body', { timeout: left() })
    if (words === before) return page.content()
    if (Date.now() + STILL_MS > until) throw new errors.TimeoutError('the words of the page do not stand still')
    before = words
    await page.waitForTimeout(STILL_MS)
  }
}

function named(error: unknown, address: string, failed: Request | null, proxy: GuardedProxy): WatchError {
  if (error instanceof WatchError) return error
  const refused = failed && URL.canParse(failed.url()) ? proxy.refusals.get(hostAndPort(new URL(failed.url()))) : null
  if (refused) return refused
  if (proxy.overflown) {
    return new WatchError('too-large', address, { limit: MAX_RENDER_BYTES / 1024 / 1024 }, { cause: error })
  }
  if (error instanceof errors.TimeoutError) {
    return new WatchError('too-slow', address, { seconds: MAX_RENDER_MS / 1000 }, { cause: error })
  }
  const detail = error instanceof Error ? error.message.split('\n')[0]! : ''
  return new WatchError('no-answer', address, { detail }, { cause: error })
}
