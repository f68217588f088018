import { expect, it } from 'vitest'
import { usualWording } from '../library/wording.js'
import { changeRules } from './change-rules.js'

const { statements } = changeRules()
const sentences = Object.entries(statements.all).flatMap(([id, s]) =>
  (['ja', 'en'] as const).flatMap((language) => [
    ...s.holds[language].map((text) => ({ id, language, text, holds: true })),
    ...(s.never[language] ?? []).map((text) => ({ id, language, text, holds: false })),
  ]),
)

it.each(sentences)('$id in “$text”: $holds', ({ id, language, text, holds }) => {
  expect(statements.in(usualWording(text).text, language).includes(id)).toBe(holds)
})
