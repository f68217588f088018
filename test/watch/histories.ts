import type { Answer } from './terms-site.js'

/** One step of a history: what the site answers, and what the watch must make of it. */
export interface Step {
  answer: Answer
  /** What other pages of the site answer from this step on, by path. */
  beside?: Record<string, Answer>
  outcome: 'first' | 'unchanged' | 'changed' | 'flapping' | 'failed'
  /** Code of the failure. */
  code?: string
  /** Whether somebody is told at this step. */
  told?: 'change' | 'failure' | 'flapping'
}

export interface History {
  name: string
  /** Pages that make up the document; `/terms`, which the steps answer, unless there are more. */
  paths?: string[]
  /** The language that the document is declared to be in. */
  language?: 'ja' | 'en'
  steps: Step[]
}

export interface Terms {
  notice?: string
  cap?: string
  extra?: string
  updated?: string
  banner?: string
  menu?: string
  mail?: string
  quote?: [string, string]
}

/** A Japanese page of terms as a provider publishes it, with its furniture. */
export function japanese(t: Terms = {}): string {
  const [open, close] = t.quote ?? ['「', '」']
  return `<!doctype html><html lang="ja"><head><title>ひなた台帳 利用規約</title></head><body>
${t.banner ?? ''}
<nav><ul><li><a href="/">ホーム</a></li><li><a href="/price">料金</a></li>${t.menu ?? ''}</ul></nav>
<main><h1>ひなた台帳 利用規約</h1>
<p>最終更新日：${t.updated ?? '2026年1月10日'}</p>
<p>本規約は、ひなた商会株式会社（以下${open}当社${close}といいます）が提供する${open}ひなた台帳${close}（以下${open}本サービス${close}といいます）の利用条件を、本サービスを利用する法人または個人（以下${open}契約者${close}といいます）との間で定めるものです。</p>
<h2>第1条（契約の成立）</h2><p>利用契約は、契約者が当社所定の方法で申し込み、当社がこれを承諾した時に成立します。契約期間は1年とし、期間満了の30日前までに申出がない場合は、同一の条件でさらに1年間更新されます。</p>
<h2>第2条（規約の変更）</h2><p>当社は、本規約を変更しようとするときは、効力発生日の${t.notice ?? '30日'}前までに、変更の内容を契約者へ電子メールで個別に通知します。</p>
<h2>第3条（利用料金）</h2><p>契約者は、月額利用料金を毎月末日までに支払うものとします。支払いを遅延した場合、契約者は年14.6%の遅延損害金を支払います。</p>
<h2>第4条（損害賠償）</h2><p>当社の責任は、契約者が支払った利用料金の${t.cap ?? '12か月'}分に相当する額を上限とします。ただし、当社の故意または重大な過失による場合はこの限りではありません。</p>
<h2>第5条（秘密保持）</h2><p>各当事者は、本サービスに関して相手方から開示された秘密情報を、相手方の書面による承諾なく第三者に開示してはならず、利用契約の履行以外の目的に使用してはなりません。この義務は、利用契約の終了後も3年間存続します。</p>
<h2>第6条（準拠法・管轄）</h2><p>本規約は日本法に準拠し、東京地方裁判所を第一審の専属的合意管轄裁判所とします。</p>
${t.extra ?? ''}
<p>お問い合わせ：${t.mail ?? 'support@hinata.example'}</p></main>
<footer><p>© ひなた商会株式会社</p></footer></body></html>`
}

/** The same kind of page in English. */
export function english(t: Terms = {}): string {
  const [open, close] = t.quote ?? ['“', '”']
  return `<!doctype html><html lang="en"><head><title>Larkspur Ledger – Terms of Service</title></head><body>
${t.banner ?? ''}
<nav><a href="/">Home</a> <a href="/pricing">Pricing</a> ${t.menu ?? ''}</nav>
<main><h1>Terms of Service</h1><p>Last updated: ${t.updated ?? 'January 10, 2026'}</p>
<p>These terms are an agreement between Larkspur Software Ltd (${open}Larkspur${close}, ${open}we${close}) and the business that uses the Larkspur Ledger service (${open}Customer${close}, ${open}you${close}).</p>
<h2>1. Term</h2><p>The agreement starts when we accept your order and runs for twelve months. It renews for a further twelve months unless either party gives 30 days' notice before the end of the term.</p>
<h2>2. Changes to these terms</h2><p>We may change these terms by giving you at least ${t.notice ?? '30 days'} prior notice by email to your account address.</p>
<h2>3. Fees</h2><p>You shall pay the monthly fee within 30 days of the invoice date. Late payments bear interest at one percent per month.</p>
<h2>4. Limitation of liability</h2><p>Our total liability under this agreement is limited to the fees you paid in the ${t.cap ?? 'twelve (12) months'} before the claim arose. This limit does not apply to gross negligence or wilful misconduct.</p>
<h2>5. Governing law</h2><p>This agreement is governed by the laws of Japan, and the Tokyo District Court has exclusive jurisdiction.</p>
${t.extra ?? ''}
<p>Contact: ${t.mail ?? 'help@larkspur.example'}</p></main>
<footer>© Larkspur Software Ltd</footer></body></html>`
}

export const page = (body: string): Answer => ({ body })
export const WALL = page(
  '<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before accessing the site</h1><p>Please verify you are human. This page will reload in a few seconds once the check has ended successfully.</p></body></html>',
)
const SOFT_404 = page(
  '<html lang="ja"><head><title>ページが見つかりません</title></head><body><main><h1>お探しのページは見つかりませんでした</h1><p>ページが移動または削除された可能性があります。住所をお確かめのうえ、トップページからお探しください。ご不便をおかけします。</p></main></body></html>',
)

export const HISTORIES: History[] = [
  {
    name: 'quiet for five looks, in Japanese',
    steps: [
      { answer: page(japanese()), outcome: 'first' },
      { answer: page(japanese()), outcome: 'unchanged' },
      { answer: page(japanese({ updated: '2026年2月1日' })), outcome: 'unchanged' },
      { answer: page(japanese({ menu: '<li><a href="/new">新着</a></li>' })), outcome: 'unchanged' },
      { answer: page(japanese({ mail: '[email&#160;protected]' })), outcome: 'unchanged' },
    ],
  },
  {
    name: 'quotes toggled and a banner shown, in English',
    steps: [
      { answer: page(english()), outcome: 'first' },
      { answer: page(english({ quote: ['"', '"'] })), outcome: 'unchanged' },
      { answer: page(english({ quote: ['‘', '’'] })), outcome: 'unchanged' },
      { answer: page(english({ updated: 'March 3, 2026' })), outcome: 'unchanged' },
      {
        answer: page(
          english({
            banner: '<div role="dialog" class="cookie-banner"><p>We use cookies.</p><button>Accept all</button></div>',
          }),
        ),
        outcome: 'unchanged',
      },
      { answer: page(english()), outcome: 'unchanged' },
    ],
  },
  {
    name: 'notice shortened, then cap lowered, in Japanese',
    steps: [
      { answer: page(japanese()), outcome: 'first' },
      { answer: page(japanese({ notice: '7日' })), outcome: 'changed', told: 'change' },
      { answer: page(japanese({ notice: '7日' })), outcome: 'unchanged' },
      { answer: page(japanese({ notice: '7日', cap: '1か月' })), outcome: 'changed', told: 'change' },
      { answer: page(japanese({ notice: '7日', cap: '1か月', updated: '2026年5月1日' })), outcome: 'unchanged' },
    ],
  },
  {
    name: 'cap lowered, then a helpful change, in English',
    steps: [
      { answer: page(english()), outcome: 'first' },
      { answer: page(english({ cap: 'one (1) month' })), outcome: 'changed', told: 'change' },
      { answer: page(english({ cap: 'one (1) month', notice: '90 days' })), outcome: 'changed', told: 'change' },
      { answer: page(english({ cap: 'one (1) month', notice: '90 days' })), outcome: 'unchanged' },
      { answer: page(english({ cap: 'one (1) month', notice: '90 days', menu: '<a>Blog</a>' })), outcome: 'unchanged' },
    ],
  },
  {
    name: 'a bot wall for three looks, told once',
    steps: [
      { answer: page(english()), outcome: 'first' },
      { answer: WALL, outcome: 'failed', code: 'bot-wall' },
      { answer: WALL, outcome: 'failed', code: 'bot-wall' },
      { answer: WALL, outcome: 'failed', code: 'bot-wall', told: 'failure' },
      { answer: WALL, outcome: 'failed', code: 'bot-wall' },
      { answer: page(english()), outcome: 'unchanged' },
    ],
  },
  {
    name: 'an error page with status 200',
    steps: [
      { answer: page(japanese()), outcome: 'first' },
      { answer: SOFT_404, outcome: 'failed', code: 'error-page' },
      { answer: page(japanese()), outcome: 'unchanged' },
      { answer: SOFT_404, outcome: 'failed', code: 'error-page' },
      { answer: page(japanese()), outcome: 'unchanged' },
    ],
  },
  {
    name: 'statuses that are no terms',
    steps: [
      { answer: page(japanese()), outcome: 'first' },
      {
        answer: { status: 503, body: 'busy', headers: { 'retry-after': '1' } },
        outcome: 'failed',
        code: 'http-status',
      },
      { answer: { status: 404, body: 'gone' }, outcome: 'failed', code: 'http-status' },
      { answer: { status: 500, body: 'oops' }, outcome: 'failed', code: 'http-status', told: 'failure' },
      { answer: page(japanese({ notice: '7日' })), outcome: 'changed', told: 'change' },
    ],
  },
  {
    name: 'an empty page, then a shrunken one',
    steps: [
      { answer: page(japanese()), outcome: 'first' },
      { answer: page('<html lang="ja"><body><main></main></body></html>'), outcome: 'failed', code: 'no-text' },
      {
        answer: page(
          `<html lang="ja"><head><title>ひなた台帳 利用規約</title></head><body><main><h1>ひなた台帳 利用規約</h1><p>${'本規約は、ひなた商会株式会社が提供するひなた台帳の利用条件を定めるものです。契約者は本規約に同意のうえ利用するものとします。'.repeat(4)}</p></main></body></html>`,
        ),
        outcome: 'failed',
        code: 'shrunken',
      },
      { answer: page(japanese()), outcome: 'unchanged' },
      { answer: page(japanese()), outcome: 'unchanged' },
    ],
  },
  {
    name: 'another language for one look',
    steps: [
      { answer: page(japanese()), outcome: 'first' },
      { answer: page(english()), outcome: 'failed', code: 'other-language' },
      { answer: page(japanese()), outcome: 'unchanged' },
      { answer: page(english()), outcome: 'failed', code: 'other-language' },
      { answer: page(japanese({ cap: '3か月' })), outcome: 'changed', told: 'change' },
    ],
  },
  {
    name: 'there and back again within days, in English',
    steps: [
      { answer: page(english()), outcome: 'first' },
      { answer: page(english({ notice: '7 days' })), outcome: 'changed', told: 'change' },
      { answer: page(english()), outcome: 'flapping', told: 'flapping' },
      { answer: page(english()), outcome: 'unchanged' },
      { answer: page(english({ notice: '7 days' })), outcome: 'flapping', told: 'flapping' },
    ],
  },
  {
    name: 'an article added that hurts, and one taken back, in Japanese',
    steps: [
      { answer: page(japanese()), outcome: 'first' },
      {
        answer: page(
          japanese({
            extra:
              '<h2>第7条（サービスの廃止）</h2><p>当社は、当社の裁量により、事前の通知なくいつでも本サービスの全部または一部を廃止することができます。</p>',
          }),
        ),
        outcome: 'changed',
        told: 'change',
      },
      {
        answer: page(
          japanese({
            extra:
              '<h2>第7条（サービスの廃止）</h2><p>当社は、当社の裁量により、事前の通知なくいつでも本サービスの全部または一部を廃止することができます。</p>',
            updated: '2026年6月2日',
          }),
        ),
        outcome: 'unchanged',
      },
      { answer: WALL, outcome: 'failed', code: 'bot-wall' },
      { answer: page(japanese()), outcome: 'flapping', told: 'flapping' },
    ],
  },
  {
    name: 'a licence to train on data added, in English',
    steps: [
      { answer: page(english()), outcome: 'first' },
      {
        answer: page(
          english({
            extra:
              '<h2>6. Use of your data</h2><p>We may use your data to train machine learning models and to develop new products, at our sole discretion.</p>',
          }),
        ),
        outcome: 'changed',
        told: 'change',
      },
      {
        answer: page(
          english({
            extra:
              '<h2>6. Use of your data</h2><p>We may use your data to train machine learning models and to develop new products, at our sole discretion.</p>',
            mail: '[email protected]',
          }),
        ),
        outcome: 'unchanged',
      },
      {
        answer: page('<html><body><main>Please enable JavaScript to run this app.</main></body></html>'),
        outcome: 'failed',
        code: 'needs-browser',
      },
      {
        answer: page(
          english({
            extra:
              '<h2>6. Use of your data</h2><p>We may use your data to train machine learning models and to develop new products, at our sole discretion.</p>',
          }),
        ),
        outcome: 'unchanged',
      },
    ],
  },
]
