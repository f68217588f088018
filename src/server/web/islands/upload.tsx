import { render, useEffect, useState } from 'hono/jsx/dom'

/** The drop zone: many files at once, each with its own progress, its own error, its own way back. */

interface Entry {
  id: number
  file: File
  /** What is happening; the words for it come with the page. */
  step:
    | 'waiting'
    | 'sending'
    | 'queued'
    | 'parse'
    | 'ocr'
    | 'judge'
    | 'compare'
    | 'done'
    | 'failed'
    | 'cancelled'
    | 'busy'
  /** 0 to 1 while it can be told; null otherwise. */
  progress: number | null
  /** What went wrong and what to do next. */
  problem: string | null
  document: string | null
  version: string | null
  request: XMLHttpRequest | null
}

interface Problem {
  text: Record<string, string>
  next: Record<string, string>
}

const MAX_BYTES = 25 * 1024 * 1024
/** Files that are sent at the same time. */
const AT_ONCE = 3

let entries: Entry[] = []
let nextId = 1
let redraw = () => {}

function change(entry: Entry, more: Partial<Entry>): void {
  Object.assign(entry, more)
  entries = [...entries]
  redraw()
}

function sayProblem(problem: Problem | null | undefined, language: string, otherwise: string): string {
  return problem ? `${problem.text[language] ?? ''} ${problem.next[language] ?? ''}`.trim() : otherwise
}

function start(
  form: HTMLFormElement,
  words: Record<string, string>,
  language: string,
): (files: Iterable<File>) => void {
  const provider = () => (form.elements.namedItem('provider') as HTMLInputElement).value.trim()

  function pump(): void {
    const sending = entries.filter((e) => e.step === 'sending').length
    for (const entry of entries.filter((e) => e.step === 'waiting').slice(0, Math.max(0, AT_ONCE - sending)))
      send(entry)
  }

  function send(entry: Entry): void {
    if (entry.file.size > MAX_BYTES) {
      change(entry, { step: 'failed', problem: words['too-large'] ?? '' })
      return
    }
    const body = new FormData()
    body.append('file', entry.file)
    if (provider()) body.append('provider', provider())
    const request = new XMLHttpRequest()
    request.open('POST', '/api/documents')
    // A retry after a lost answer must not store the file twice.
    request.setRequestHeader('idempotency-key', `page-${session}-${entry.id}`)
    request.upload.onprogress = (e) => change(entry, { progress: e.lengthComputable ? e.loaded / e.total : null })
    request.onload = () => {
      const answer = parse(request.responseText)
      if (request.status === 429) {
        const seconds = Number(request.getResponseHeader('retry-after') ?? 10)
        change(entry, { step: 'busy', progress: null })
        setTimeout(() => {
          if (entry.step === 'busy') change(entry, { step: 'waiting' })
          pump()
        }, seconds * 1000)
      } else if (request.status >= 200 && request.status < 300) {
        const receipt = (answer as { receipts: { document: string; version: string }[] }).receipts[0]!
        change(entry, { step: 'queued', progress: null, document: receipt.document, version: receipt.version })
        void look(entry)
      } else
        change(entry, {
          step: 'failed',
          progress: null,
          problem: sayProblem(answer as Problem, language, words.failed ?? ''),
        })
      pump()
    }
    request.onerror = () => {
      change(entry, { step: 'failed', progress: null, problem: words.offline ?? '' })
      pump()
    }
    request.onabort = () => {
      change(entry, { step: 'cancelled', progress: null })
      pump()
    }
    change(entry, { step: 'sending', progress: 0, request, problem: null })
    request.send(body)
  }

  /** Asks for the state once: the work may be done before the events are listened to. */
  async function look(entry: Entry): Promise<void> {
    const answer = await fetch(`/api/versions/${entry.version}`)
    if (!answer.ok) return
    const version = (await answer.json()) as { state: string; failure: Problem | null }
    if (version.state === 'done') change(entry, { step: 'done' })
    else if (version.state === 'failed')
      change(entry, { step: 'failed', problem: sayProblem(version.failure, language, '') })
  }

  const events = new EventSource('/api/events')
  events.addEventListener('version', (message) => {
    const event = JSON.parse((message as MessageEvent<string>).data) as {
      version: string
      state: string
      stage: Entry['step'] | null
      done: number
      total: number
    }
    const entry = entries.find((e) => e.version === event.version)
    if (!entry || entry.step === 'cancelled') return
    if (event.state === 'failed' || (event.state === 'done' && event.stage === null)) void look(entry)
    else if (event.stage)
      change(entry, { step: event.stage, progress: event.total > 0 ? event.done / event.total : null })
  })

  return (files) => {
    form.dataset.busy = ''
    for (const file of files)
      entries.push({
        id: nextId++,
        file,
        step: 'waiting',
        progress: null,
        problem: null,
        document: null,
        version: null,
        request: null,
      })
    redraw()
    pump()
  }
}

const session = crypto.randomUUID()

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function cancel(entry: Entry): Promise<void> {
  if (entry.step === 'sending') entry.request?.abort()
  else if (entry.document && entry.step !== 'done') {
    await fetch(`/api/documents/${entry.document}`, { method: 'DELETE' })
    change(entry, { step: 'cancelled', progress: null })
  } else change(entry, { step: 'cancelled' })
}

const ENDED = new Set(['done', 'failed', 'cancelled'])

function Uploads({ words, add }: { words: Record<string, string>; add: (files: Iterable<File>) => void }) {
  const [list, setList] = useState<Entry[]>([])
  useEffect(() => {
    redraw = () => setList([...entries])
    redraw()
  }, [])
  if (list.length === 0) return null
  const drop = (entry: Entry) => {
    entries = entries.filter((e) => e !== entry)
    redraw()
  }
  return (
    <ul class="upload-list">
      {list.map((entry) => (
        <li key={entry.id} class={`upload upload-${entry.step}`}>
          <span class="upload-name">{entry.file.name}</span>
          <span class="upload-step">{words[entry.step]}</span>
          {ENDED.has(entry.step) ? null : (
            <progress aria-label={entry.file.name} max={1} value={entry.progress ?? undefined} />
          )}
          {entry.problem ? (
            <span class="upload-problem" role="alert">
              {entry.problem}
            </span>
          ) : null}
          <span class="upload-actions">
            {entry.step === 'done' && entry.document ? <a href={`/documents/${entry.document}`}>{words.open}</a> : null}
            {ENDED.has(entry.step) ? null : (
              <button type="button" class="quiet" onClick={() => void cancel(entry)}>
                {words.cancel}
              </button>
            )}
            {(entry.step === 'failed' && !entry.version) || entry.step === 'cancelled' ? (
              <button
                type="button"
                class="quiet"
                onClick={() => {
                  drop(entry)
                  add([entry.file])
                }}
              >
                {words.retry}
              </button>
            ) : null}
            {ENDED.has(entry.step) && entry.step !== 'done' ? (
              <button type="button" class="quiet" onClick={() => drop(entry)}>
                {words.remove}
              </button>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

const form = document.querySelector<HTMLFormElement>('[data-island="upload"]')
if (form) {
  const words = JSON.parse(form.dataset.words ?? '{}') as Record<string, string>
  const add = start(form, words, form.dataset.language ?? 'ja')
  const input = form.querySelector<HTMLInputElement>('input[type="file"]')!
  form.querySelector<HTMLButtonElement>('[data-plain]')!.hidden = true
  form.classList.add('drop-active')
  const files = () => [...(input.files ?? [])]
  input.addEventListener('change', () => {
    add(files())
    input.value = ''
  })
  form.addEventListener('submit', (event) => event.preventDefault())
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    form.classList.add('drop-over')
  }
  // Files may be dropped anywhere: a browser that opened one instead would leave the page.
  addEventListener('dragover', over)
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) form.classList.remove('drop-over')
  })
  addEventListener('drop', (event) => {
    event.preventDefault()
    form.classList.remove('drop-over')
    add([...(event.dataTransfer?.files ?? [])])
  })
  render(<Uploads words={words} add={add} />, form.querySelector('.uploads')!)
}
