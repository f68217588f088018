/** The document page: from a finding to its words and back, by click or by keys; filtering in place. */

const items = [...document.querySelectorAll<HTMLDetailsElement>('[data-item]')]
const textPane = document.querySelector<HTMLElement>('[data-pane="text"]')
let current: HTMLDetailsElement | null = null
let quote = 0

function visible(): HTMLDetailsElement[] {
  return items.filter((item) => !item.hidden)
}

function choose(item: HTMLDetailsElement, focus = true): void {
  current?.removeAttribute('data-current')
  current = item
  quote = 0
  item.dataset.current = ''
  for (const mark of document.querySelectorAll<HTMLElement>('mark[data-items]'))
    mark.classList.toggle('current', mark.dataset.items!.split(' ').includes(item.dataset.item!))
  if (focus) {
    item.querySelector('summary')?.focus({ preventScroll: true })
    item.scrollIntoView({ block: 'nearest' })
  }
}

/** Brings the n-th quote of an item into view and gives it the focus, so that reading goes on from there. */
function toQuote(item: HTMLDetailsElement, n: number): void {
  const anchor = document.getElementById(`quote-${item.dataset.item}-${n}`)
  if (!anchor) return
  const mark = anchor.nextElementSibling?.tagName === 'MARK' ? (anchor.nextElementSibling as HTMLElement) : anchor
  mark.scrollIntoView({
    block: 'center',
    behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
  })
  for (const other of document.querySelectorAll('mark.arrived')) other.classList.remove('arrived')
  mark.classList.add('arrived')
  mark.tabIndex = -1
  mark.focus({ preventScroll: true })
}

function openItem(id: string): void {
  const item = items.find((i) => i.dataset.item === id)
  if (!item) return
  item.hidden = false
  item.open = true
  choose(item)
}

for (const item of items) {
  item.querySelector('summary')?.addEventListener('click', () => choose(item, false))
  item.querySelectorAll<HTMLAnchorElement>('.to-quote').forEach((link, n) => {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      choose(item, false)
      toQuote(item, n)
    })
  })
}

for (const tag of document.querySelectorAll<HTMLAnchorElement>('mark .tag')) {
  tag.addEventListener('click', (event) => {
    event.preventDefault()
    openItem(tag.hash.replace('#item-', ''))
  })
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const at = event.target as HTMLElement
  if (at.closest('input, select, textarea, [contenteditable]')) return
  const shown = visible()
  const index = current ? shown.indexOf(current) : -1
  if (event.key === 'j' || event.key === 'k') {
    const next = event.key === 'j' ? shown[Math.min(index + 1, shown.length - 1)] : shown[Math.max(index - 1, 0)]
    if (next) choose(next)
  } else if (event.key === 'e' && current) {
    const count = current.querySelectorAll('.to-quote').length
    if (count === 0) return
    toQuote(current, quote % count)
    quote++
  } else if (event.key === 'b' && current) {
    const chosen = current
    current.querySelector('summary')?.focus({ preventScroll: true })
    chosen.scrollIntoView({ block: 'nearest' })
  } else if (event.key === 'o' && current) {
    current.open = !current.open
  } else return
  event.preventDefault()
})

const form = document.querySelector<HTMLFormElement>('form[data-filter]')
form?.addEventListener('change', () => {
  const chosen = new FormData(form)
  const keys = ['status', 'position', 'commitment', 'undecided'] as const
  for (const item of items)
    item.hidden = keys.some((key) => {
      const wanted = chosen.get(key)
      return wanted !== null && wanted !== '' && item.dataset[key] !== wanted
    })
  for (const group of document.querySelectorAll<HTMLElement>('.item-group')) {
    const all = group.querySelectorAll('[data-item]')
    const count = group.querySelector('.count')
    const left = [...all].filter((i) => !(i as HTMLElement).hidden).length
    if (count) count.textContent = `${left} / ${all.length}`
  }
  const address = new URL(location.href)
  for (const key of keys) {
    const value = chosen.get(key)
    if (value) address.searchParams.set(key, String(value))
    else address.searchParams.delete(key)
  }
  history.replaceState(null, '', address)
})

if (location.hash.startsWith('#item-')) openItem(location.hash.slice('#item-'.length))
// The text scrolls in its own pane: an address that names a passage must scroll that pane.
else if (location.hash.startsWith('#quote-') && textPane)
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: 'center' })

// On narrow screens the outline covers the text: it closes once a place is chosen.
for (const link of document.querySelectorAll<HTMLAnchorElement>('.outline a'))
  link.addEventListener('click', () => link.closest('details')?.removeAttribute('open'))
