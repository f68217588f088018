import { MAX_FETCH_MS } from './limits.js'
import { checkAddress, isPublicAddress } from './public-address.js'
import { WatchError } from './watch-error.js'

/** Time for a page's scripts to bring its text, in milliseconds. */
const RENDER_MS = 3 * MAX_FETCH_MS

/**
 * The page as a browser shows it after its scripts ran, for those that hold no text before. Uses the Chromium that the
 * operator names in `YAKKAN_CHROMIUM`; every request of the page passes the same address rules as a plain fetch.
 *
 * @throws WatchError `needs-browser` when no Chromium is configured, `too-slow` or `no-answer` when the page does not come
 */
export async function renderPage(address: string, chromium = process.env.YAKKAN_CHROMIUM): Promise<string> {
  checkAddress(address)
  if (!chromium) throw new WatchError('needs-browser', address)
  let playwright: typeof import('playwright-core')
  try {
    playwright = await import('playwright-core')
  } catch (cause) {
    throw new WatchError('needs-browser', address, {}, { cause })
  }
  const browser = await playwright.chromium.launch({
    executablePath: chromium,
    args: ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'].concat(
      process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    ),
  })
  try {
    const page = await browser.newPage({ javaScriptEnabled: true, acceptDownloads: false })
    page.on('response', (response) => {
      void response.serverAddr().then(
        (server) => {
          if (server && !isPublicAddress(server.ipAddress)) void page.close()
        },
        () => undefined,
      )
    })
    await page.route('**', (route) => {
      try {
        checkAddress(route.request().url())
        return route.continue()
      } catch {
        return route.abort()
      }
    })
    await page.goto(address, { waitUntil: 'networkidle', timeout: RENDER_MS })
    return await page.content()
  } catch (cause) {
    const late = cause instanceof Error && cause.name === 'TimeoutError'
    throw new WatchError(
      late ? 'too-slow' : 'no-answer',
      address,
      { seconds: RENDER_MS / 1000, detail: String(cause) },
      { cause },
    )
  } finally {
    await browser.close()
  }
}
