import type { Language } from '../model/text.js'

/**
 * The language in which to speak to the user: `--lang` where given, else `YAKKAN_LANG`, else the locale of the shell.
 * It is read before the options are parsed, since the help text and the parser's own errors need it too.
 */
export function userLanguage(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Language {
  const at = argv.indexOf('--lang')
  const asked = at >= 0 ? argv[at + 1] : argv.find((a) => a.startsWith('--lang='))?.slice('--lang='.length)
  const wish = asked ?? env.YAKKAN_LANG ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? ''
  return /^ja/i.test(wish) ? 'ja' : 'en'
}
