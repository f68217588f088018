import { type AnyNode, type Element, isElement, SILENT, type Tree, walk } from './page.js'
import { classesOf } from './styles.js'

/**
 * Finds the parts of a page that are not the terms: menus, banners, cookie notices, footers. The mark-up proposes, the
 * words decide: a part that speaks like a contract stays, whatever its container is called.
 */
export function findFurniture(page: Tree): Set<Element> {
  const measured = measure(page)
  const out = new Set<Element>()
  const total = measured.letters
  for (const part of measured.candidates) {
    const { element, letters, linked, words } = part
    if (letters === 0) continue
    if (letters > total * 0.5 && letters > 300) continue
    if (part.heading && letters < 200 && !NAMED_STRONGLY.test(part.names)) continue
    const links = linked / letters
    const cookie =
      /cookie|クッキー|gdpr|consent/i.test(part.names) ||
      (letters < 1_500 &&
        /cookies?\b.{0,200}\b(?:accept|preferences|settings)|クッキー.{0,100}(?:同意|許可)/i.test(words))
    if (cookie && letters < 1_500 && !speaksLikeTerms(words, 3)) out.add(element)
    else if (links >= 0.5 && !speaksLikeTerms(words, 2)) out.add(element)
    else if (letters < 400 && !speaksLikeTerms(words, 1)) out.add(element)
  }
  return out
}

interface Candidate {
  element: Element
  names: string
  letters: number
  linked: number
  heading: boolean
  words: string
}

const TAGS = new Set(['nav', 'header', 'footer', 'aside', 'dialog', 'menu', 'search', 'button', 'form', 'fieldset'])
const ROLES = /^(?:navigation|banner|contentinfo|search|complementary|dialog|alertdialog|menu|menubar|toolbar)$/
const NAMES =
  /(?:^|[\s_-])(?:nav|navi|navbar|navigation|gnav|menu|breadcrumbs?|crumbs?|sidebar|sidenav|footer|site-?header|global-?header|masthead|cookies?|consent|gdpr|banner|popup|modal|share|sharing|social|sns|skip|pager|pagination|newsletter|subscribe|related|toc|tableofcontents|topbar|drawer|hamburger|langs?|language|search|pagetop|copyright)(?:$|[\s_-])/i
const NAMED_STRONGLY = /(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|footer|sidebar)(?:$|[\s_-])/i

function measure(page: Tree): { candidates: Candidate[]; letters: number } {
  const candidates: Candidate[] = []
  const pieces: string[] = []
  const open: { element: Element; names: string; from: number; letters: number; linked: number; heading: boolean }[] =
    []
  let letters = 0
  let linked = 0
  let links = 0
  walk(
    page,
    (node) => {
      if (node.type === 'text') {
        const n = node.data.replace(/\s+/g, '').length
        letters += n
        if (links > 0) linked += n
        if (n > 0) pieces.push(node.data)
        return undefined
      }
      if (!isElement(node)) return undefined
      if (SILENT.has(node.name)) return false
      if (node.name === 'a' && node.attribs.href) links++
      if (/^h[1-6]$/.test(node.name)) for (const o of open) o.heading = true
      const names = [...classesOf(node), node.attribs.id ?? ''].join(' ')
      if (isCandidate(node, names))
        open.push({ element: node, names, from: pieces.length, letters, linked, heading: false })
      return undefined
    },
    (node) => {
      if (!isElement(node)) return
      if (node.name === 'a' && node.attribs.href) links--
      const top = open.at(-1)
      if (top?.element !== node) return
      open.pop()
      candidates.push({
        element: node,
        names: top.names,
        letters: letters - top.letters,
        linked: linked - top.linked,
        heading: top.heading,
        words: pieces.slice(top.from).join(' ').slice(0, 6_000),
      })
    },
  )
  return { candidates, letters }
}

function isCandidate(element: Element, names: string): boolean {
  if (element.name === 'body' || element.name === 'html' || element.name === 'main') return false
  if (ROLES.test(element.attribs.role ?? '')) return true
  if (element.name === 'header' || element.name === 'footer') return !insideText(element)
  return TAGS.has(element.name) || (names.trim() !== '' && NAMES.test(names))
}

/** A `<header>` or `<footer>` of an article is part of it; one of the page is not. */
function insideText(element: Element): boolean {
  let parent: AnyNode | null = element.parent
  for (let n = 0; parent && n < 30; n++, parent = parent.parent) {
    if (isElement(parent) && /^(?:article|main|section|td)$/.test(parent.name)) return true
  }
  return false
}

const TERMS_JA =
  /第\s*[0-9０-９一二三四五六七八九十]+\s*条|ものとし|負わない|負いません|とみなし|みなされ|することができ|禁止|準拠法|裁判所|損害|違反|解除|してはな/gu
const TERMS_EN =
  /\b(?:shall|must not|may not|liab(?:le|ility)|warrant(?:y|ies)|terminat(?:e|ion)|govern(?:ed|ing) (?:by|law)|indemnif\w+|hereby|hereunder|agreement)\b/gi

/** Whether words carry at least so many marks of a clause. Titles of linked documents carry one at most. */
function speaksLikeTerms(words: string, marks: number): boolean {
  const sentences = words.match(/[。！？]|[.!?](?=\s|$)/g)?.length ?? 0
  if (sentences === 0) return false
  return (words.match(TERMS_JA)?.length ?? 0) + (words.match(TERMS_EN)?.length ?? 0) >= marks
}
