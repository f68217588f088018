import { describe, expect, it } from 'vitest'
import { csv, harmless } from './csv.js'

describe('csv', () => {
  it('marks itself as UTF-8 and quotes what needs it', () => {
    expect(csv([['項目', 'a,b', 'he said "no"', 'two\nlines', 5]])).toBe(
      '\ufeff項目,"a,b","he said ""no""","two\nlines",5\r\n',
    )
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+81 3', "'+81 3"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\t=1', "'\t=1"],
    [' =HYPERLINK("x")', '\' =HYPERLINK("x")'],
    ['30日前', '30日前'],
    ['a=b', 'a=b'],
  ])('does not let a spreadsheet run %s', (text, safe) => {
    expect(harmless(text)).toBe(safe)
  })
})
