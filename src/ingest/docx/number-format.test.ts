import { describe, expect, test } from 'vitest'
import { formatNumber, knowsFormat } from './number-format.js'

describe('list numbers as Word writes them', () => {
  test.each<[string, number, string]>([
    ['decimal', 12, '12'],
    ['decimalZero', 9, '09'],
    ['decimalZero', 10, '10'],
    ['decimalFullWidth', 105, '１０５'],
    ['decimalEnclosedCircle', 0, '⓪'],
    ['decimalEnclosedCircle', 20, '⑳'],
    ['decimalEnclosedCircle', 21, '21'],
    ['upperRoman', 1994, 'MCMXCIV'],
    ['lowerRoman', 49, 'xlix'],
    ['upperLetter', 26, 'Z'],
    ['upperLetter', 28, 'BB'],
    ['lowerLetter', 53, 'aaa'],
    ['ordinal', 11, '11th'],
    ['ordinal', 22, '22nd'],
    ['ordinal', 113, '113th'],
    ['ordinalText', 20, 'Twentieth'],
    ['ordinalText', 32, 'Thirty-second'],
    ['cardinalText', 105, 'One hundred five'],
    ['japaneseCounting', 10, '十'],
    ['japaneseCounting', 110, '百十'],
    ['japaneseCounting', 1021, '千二十一'],
    ['japaneseCounting', 20_003, '二万三'],
    ['japaneseLegal', 25, '弐拾伍'],
    ['ideographDigital', 120, '一二〇'],
    ['chineseCounting', 20, '二十'],
    ['chineseCountingThousand', 101, '一百零一'],
    ['chineseCountingThousand', 110, '一百一十'],
    ['chineseCountingThousand', 10_050, '一万零五十'],
    ['aiueoFullWidth', 46, 'ン'],
    ['aiueoFullWidth', 47, 'ア'],
    ['irohaFullWidth', 48, 'ン'],
    ['ideographZodiacTraditional', 60, '癸亥'],
    ['ideographTraditional', 11, '11'],
    ['none', 3, ''],
    ['hebrew1', 3, '3'],
  ])('%s %i is %s', (format, n, expected) => {
    expect(formatNumber(n, format)).toBe(expected)
  })

  test('a custom format is padded as its sample', () => {
    expect(formatNumber(7, 'custom', '0001, 0002, 0003, ...')).toBe('0007')
    expect(formatNumber(7, 'custom', 'α, β, ...')).toBe('7')
  })

  test('a format of another script is told as unknown', () => {
    expect(knowsFormat('hebrew1')).toBe(false)
    expect(knowsFormat('japaneseCounting')).toBe(true)
    expect(knowsFormat('toString')).toBe(false)
  })
})
