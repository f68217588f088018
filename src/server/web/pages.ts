import { compare } from './compare.js'
import { document } from './document.js'
import { home } from './home.js'
import { matrix } from './matrix.js'
import { negotiation } from './negotiation.js'
import type { Page } from './page.js'
import { requirements } from './requirements.js'
import { selfCheck } from './self-check.js'
import { settings } from './settings.js'
import { watch } from './watch.js'

/** Every page of the service, in the order of the navigation. */
export const PAGES: readonly Page[] = [
  home,
  document,
  negotiation,
  compare,
  matrix,
  requirements,
  selfCheck,
  watch,
  settings,
]
