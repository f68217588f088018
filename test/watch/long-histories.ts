import iconv from 'iconv-lite'
import { english, type History, japanese, page, type Step, type Terms, WALL } from './histories.js'
import { asDocx, asPdf } from './published-file.js'
import type { Answer } from './terms-site.js'

const first = (answer: Answer): Step => ({ answer, outcome: 'first' })
const same = (answer: Answer): Step => ({ answer, outcome: 'unchanged' })
const told = (answer: Answer): Step => ({ answer, outcome: 'changed', told: 'change' })
const failed = (answer: Answer, code: string): Step => ({ answer, outcome: 'failed', code })

const ja = (t: Terms = {}): Answer => page(japanese(t))
const en = (t: Terms = {}): Answer => page(english(t))
const article = (number: number, heading: string, words: string): string =>
  `<h2>第${number}条（${heading}）</h2><p>${words}</p>`
const section = (number: number, heading: string, words: string): string =>
  `<h2>${number}. ${heading}</h2><p>${words}</p>`

const STOP = article(
  7,
  '利用停止',
  '当社は、必要と判断したときは、契約者に通知することなく、本サービスの提供を停止することができます。',
)
const AI = article(8, '契約者データの利用', '当社は、契約者データを機械学習モデルの学習に利用することができます。')
const SUSPEND = section(
  6,
  'Suspension',
  'We may suspend the service at any time without notice if we think it necessary.',
)
const TRAIN = section(7, 'Your data', 'We may use your data to train our machine learning models.')

const shiftJis = (html: string, type = 'text/html'): Answer => ({
  body: iconv.encode(html, 'Shift_JIS'),
  headers: { 'content-type': type },
})
const withMeta = (html: string): string => html.replace('<head>', '<head><meta charset="Shift_JIS">')

/** What a company shows of itself, and no terms. */
const SHOP = page(`<!doctype html><html lang="ja"><head><title>ひなた商会</title></head><body><main>
<h1>ひなた商会へようこそ</h1>
${[
  '私たちは、町の商店の帳簿づけをもっと楽にするために生まれた小さな会社です。創業は海辺の倉庫の二階でした。',
  '「ひなた台帳」は、レシートを撮るだけで仕訳ができる台帳です。お店の方がその日のうちに帳簿を閉じられるように作りました。',
  '今月の特集は、朝市の八百屋さんをお訪ねした記録です。手書きの帳面から移るまでの三週間をお話しいただきました。',
  '新しい仲間を募集しています。設計、営業、相談窓口のいずれも、週に二日は自宅で働けます。',
  'お電話での相談は平日の十時から十七時までです。はじめての方には、画面を一緒に見ながらご案内します。',
  '秋の収穫祭に合わせて、倉庫の一階で帳簿の相談会を開きます。お茶をご用意してお待ちしています。',
  '台帳の使いかたを三分にまとめた動画を公開しました。申込みから最初の仕訳までをご覧になれます。',
  '取材のお申込みは広報までお寄せください。写真の貸出しもいたします。',
]
  .map((words) => `<p>${words}</p>`)
  .join('\n')}
</main></body></html>`)

const moved = (to: string): Answer => ({ status: 301, body: '', headers: { location: to } })
const quiet = (count: number, answer: Answer): Step[] => Array.from({ length: count }, () => same(answer))

/** Histories of several versions, and of files, addresses and languages that come and go. */
export const LONG_HISTORIES: History[] = [
  {
    name: 'six versions within two weeks, with noise between them, in Japanese',
    steps: [
      first(ja()),
      told(ja({ notice: '14日' })),
      told(ja({ notice: '7日' })),
      same(ja({ notice: '7日', updated: '2026年3月1日' })),
      told(ja({ notice: '7日', cap: '6か月' })),
      failed(WALL, 'bot-wall'),
      told(ja({ notice: '7日', cap: '6か月', extra: STOP })),
      same(ja({ notice: '7日', cap: '6か月', extra: STOP, menu: '<li><a href="/event">相談会</a></li>' })),
      told(ja({ notice: '7日', cap: '6か月', extra: STOP + AI })),
    ],
  },
  {
    name: 'seven versions, for worse and for better, in English',
    steps: [
      first(en()),
      told(en({ notice: '14 days' })),
      told(en({ notice: '14 days', cap: 'three (3) months' })),
      same(en({ notice: '14 days', cap: 'three (3) months', quote: ['"', '"'] })),
      told(en({ notice: '14 days', cap: 'three (3) months', extra: SUSPEND })),
      told(en({ notice: '14 days', cap: 'three (3) months', extra: SUSPEND + TRAIN })),
      same(en({ notice: '14 days', cap: 'three (3) months', extra: SUSPEND + TRAIN, updated: 'April 2, 2026' })),
      told(en({ notice: '60 days', cap: 'three (3) months', extra: SUSPEND + TRAIN })),
      told(en({ notice: '60 days', cap: 'one (1) month', extra: SUSPEND + TRAIN })),
    ],
  },
  {
    name: 'a page in Shift_JIS, named by the server, by the page, by nobody, and then in UTF-8',
    steps: [
      first(shiftJis(japanese(), 'text/html; charset=Shift_JIS')),
      same(shiftJis(withMeta(japanese()))),
      same(shiftJis(japanese())),
      same(ja()),
      told(shiftJis(japanese({ cap: '3か月' }), 'text/html; charset=x-unknown')),
    ],
  },
  {
    name: 'terms as a Word file',
    steps: [
      first(await asDocx(japanese())),
      same(await asDocx(japanese({ updated: '2026年2月1日' }))),
      told(await asDocx(japanese({ notice: '7日' }))),
      failed({ ...(await asDocx(japanese({ notice: '7日' }))), body: 'PK\u0003\u0004 cut off' }, 'damaged'),
      same(await asDocx(japanese({ notice: '7日' }))),
      told(await asDocx(japanese({ notice: '7日', cap: '1か月' }))),
    ],
  },
  {
    name: 'terms as a PDF, and then as a page with the same words',
    steps: [
      first(await asPdf(japanese())),
      same(await asPdf(japanese())),
      told(await asPdf(japanese({ cap: '3か月' }))),
      same(await asPdf(japanese({ cap: '3か月', updated: '2026年2月1日' }))),
      same(ja({ cap: '3か月' })),
    ],
  },
  {
    name: 'a document of two pages, of which one goes missing for a day',
    paths: ['/terms', '/terms/2'],
    steps: [
      { ...first(ja()), beside: { '/terms/2': page(`<html lang="ja"><body><main>${STOP}</main></body></html>`) } },
      same(ja()),
      { ...failed(ja(), 'http-status'), beside: { '/terms/2': { status: 404, body: '' } } },
      { ...told(ja()), beside: { '/terms/2': page(`<html lang="ja"><body><main>${STOP}${AI}</main></body></html>`) } },
      told(ja({ notice: '7日' })),
    ],
  },
  {
    name: 'an address that moves with its terms, and later leads to the front page',
    steps: [
      first(ja()),
      { ...same(moved('/terms/new')), beside: { '/terms/new': ja() } },
      { ...told(moved('/terms/new')), beside: { '/terms/new': ja({ notice: '7日' }) } },
      { ...failed(moved('/'), 'other-document'), beside: { '/': SHOP } },
      failed(moved('/'), 'other-document'),
      { ...failed(moved('/'), 'other-document'), told: 'failure' },
      same(moved('/terms/new')),
    ],
  },
  {
    name: 'declared to be Japanese, and first seen in English',
    language: 'ja',
    steps: [
      failed(en(), 'other-language'),
      failed(en(), 'other-language'),
      first(ja()),
      failed(en(), 'other-language'),
      told(ja({ notice: '7日' })),
    ],
  },
  {
    name: 'words that come back after more than two weeks are a change, not flapping',
    steps: [first(en()), told(en({ cap: 'one (1) month' })), ...quiet(15, en({ cap: 'one (1) month' })), told(en())],
  },
  {
    name: 'a server that says by itself that nothing changed',
    steps: [
      first({ ...ja(), headers: { etag: '"1"' } }),
      same({ status: 304, body: '' }),
      told({ ...ja({ notice: '7日' }), headers: { etag: '"2"' } }),
      same({ status: 304, body: '' }),
      same({ ...ja({ notice: '7日' }), headers: { etag: '"3"' } }),
    ],
  },
]
