import { z } from 'zod'
import { Watched } from '../../watch/declaration.js'
import type { Reader } from './page.js'

const KINDS = ['terms', 'sla', 'dpa', 'privacy', 'contract', 'other'] as const

const Fields = z.object({
  provider: z.string().trim().max(200).default(''),
  name: z.string().trim().max(200).default(''),
  service: z.string().trim().max(200).default(''),
  kind: Watched.shape.kind,
  language: z.enum(['', 'ja', 'en']).default(''),
  addresses: z.string().trim().min(1).max(8000),
  select: z.string().trim().max(4000).default(''),
  remove: z.string().trim().max(4000).default(''),
  needs_browser: z.literal('yes').optional(),
  schedule: z.string().trim().max(100).default(''),
  owner: z.string().trim().max(200).default(''),
})

const lines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)

/** What a person wrote into the form, as a declaration. @throws ZodError naming the field that does not fit */
export function declaredIn(form: FormData): Watched {
  const { provider, name, service, kind, language, owner, schedule, ...source } = Fields.parse(Object.fromEntries(form))
  return Watched.parse({
    // Both stay as they are where a declaration is changed, and the form does not hold them.
    provider: provider || '-',
    name: name || '-',
    service,
    kind,
    language: language || null,
    owner,
    ...(schedule === '' ? {} : { schedule }),
    sources: source.addresses.split(/\s+/).map((address) => ({
      address,
      select: lines(source.select),
      remove: lines(source.remove),
      needs_browser: source.needs_browser === 'yes',
    })),
  })
}

interface FormProps {
  action: string
  reader: Reader
  /** What is looked at now; null for a new document. */
  declared: Watched | null
}

/** The form in which a document to watch is declared, or declared otherwise. */
export function DeclarationForm({ action, reader, declared }: FormProps) {
  const { t } = reader
  const first = declared?.sources[0]
  // Parts between two marks come from imported declarations; a form of lines cannot hold them.
  const parts = (of: 'select' | 'remove') => (first?.[of] ?? []).filter((s) => typeof s === 'string').join('\n')
  return (
    <form method="post" action={action} class="fields">
      {declared ? null : (
        <>
          <label>
            {t('watch.provider')}
            <input name="provider" required maxlength={200} />
          </label>
          <label>
            {t('watch.document')}
            <input name="name" required maxlength={200} />
          </label>
        </>
      )}
      <label>
        {t('watch.service')}
        <input name="service" maxlength={200} value={declared?.service ?? ''} />
      </label>
      <label>
        {t('watch.kind')}
        <select name="kind">
          {KINDS.map((kind) => (
            <option value={kind} selected={kind === declared?.kind}>
              {t(`watch.kind-${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('watch.language')}
        <select name="language">
          {(['', 'ja', 'en'] as const).map((language) => (
            <option value={language} selected={language === (declared?.language ?? '')}>
              {t(language === '' ? 'watch.language-any' : `watch.language-${language}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="grow">
        {t('watch.addresses')}
        <textarea name="addresses" required rows={2} placeholder="https://">
          {declared?.sources.map((s) => s.address).join('\n')}
        </textarea>
      </label>
      <label>
        {t('watch.select')}
        <textarea name="select" rows={1} placeholder="main">
          {parts('select')}
        </textarea>
      </label>
      <label>
        {t('watch.remove')}
        <textarea name="remove" rows={1} placeholder=".news">
          {parts('remove')}
        </textarea>
      </label>
      <label>
        {t('watch.schedule')}
        <input name="schedule" maxlength={100} value={declared?.schedule ?? ''} placeholder="0 3 * * *" />
      </label>
      <label>
        {t('watch.owner')}
        <input name="owner" maxlength={200} value={declared?.owner ?? ''} />
      </label>
      <label class="check">
        <input type="checkbox" name="needs_browser" value="yes" checked={first?.needs_browser === true} />{' '}
        {t('watch.browser')}
      </label>
      <button type="submit" class="primary" {...(declared ? { name: 'action', value: 'change' } : {})}>
        {t(declared ? 'watch.change-button' : 'watch.add-button')}
      </button>
    </form>
  )
}
