import { expect, it } from 'vitest'
import { valueWords } from './value-words.js'

it.each([
  ['30 days', '30日'],
  ['1 month', '1か月'],
  ['12 months', '12か月'],
  ['1.5 hours', '1.5時間'],
  ['10 business days', '10営業日'],
  ['3 times a week', '週3回'],
  ['twice a year', '年2回'],
  ['quarterly', '四半期ごと'],
  ['24/7', '24時間365日'],
  ['Tokyo District Court', '東京地方裁判所'],
  ['Osaka Summary Court', '大阪簡易裁判所'],
  ['Germany', 'ドイツ'],
  ['yes', 'あり'],
  ['intent, gross negligence', '故意、重過失'],
  ['ISO/IEC 27001, privacy mark', 'ISO/IEC 27001、プライバシーマーク'],
  ['Santa Clara, Utopia', 'Santa Clara, Utopia'],
  ['99.9', '99.9'],
  ['Delaware Court of Chancery', 'Delaware Court of Chancery'],
])('writes %s as %s in Japanese and leaves it in English', (value, ja) => {
  expect(valueWords(value)).toEqual({ ja, en: value })
})
