/** What every page does with a script: redraw when work is done, copy, print, filter without a button. */

interface VersionEvent {
  version: string
  state: string
  stage: string | null
}

const pending = new Set((document.body.dataset.pending ?? '').split(' ').filter(Boolean))
if (pending.size > 0 && !document.querySelector('[data-uploading]')) {
  const reload = () => {
    // Not under the hands of somebody who types or has chosen files.
    const busy = document.activeElement instanceof HTMLTextAreaElement || document.querySelector('[data-busy]')
    if (!busy) location.reload()
  }
  const events = new EventSource('/api/events')
  events.addEventListener('version', (message) => {
    const event = JSON.parse((message as MessageEvent<string>).data) as VersionEvent
    if (pending.has(event.version) && event.stage === null && (event.state === 'done' || event.state === 'failed'))
      setTimeout(reload, 150)
  })
  // The work may have ended before this page listened.
  events.addEventListener('ready', () => setTimeout(reload, 8_000))
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy!)
    const text = source instanceof HTMLTextAreaElement ? source.value : (source?.textContent ?? '')
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      if (source instanceof HTMLTextAreaElement) source.select()
      return
    }
    button.textContent = button.dataset.copied ?? button.textContent
  })
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

// On the document page the filter works in place; elsewhere the page is asked for again.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-filter]')) {
  form.querySelector<HTMLButtonElement>('[data-plain]')?.setAttribute('hidden', '')
  if (!document.querySelector('[data-item]')) form.addEventListener('change', () => form.requestSubmit())
}

const menus = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')
document.addEventListener('click', (event) => {
  for (const menu of menus()) if (!menu.contains(event.target as Node)) menu.open = false
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of menus()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})
