import { describe, expect, it } from 'vitest'
import { allowedDowntime, spokenDowntime } from './allowed-downtime.js'

describe('allowed downtime', () => {
  it.each([
    [99, '1.68 h', '7.2 h', '3.65 d'],
    [99.9, '10.1 min', '43.2 min', '8.76 h'],
    [99.95, '5.04 min', '21.6 min', '4.38 h'],
    [99.99, '1.01 min', '4.32 min', '52.6 min'],
    [99.999, '6.05 s', '25.9 s', '5.26 min'],
    [100, '0 s', '0 s', '0 s'],
  ])('%d %% allows %s a week, %s a month, %s a year', (percent, week, month, year) => {
    expect(spokenDowntime(allowedDowntime(percent, 'week'))).toBe(week)
    expect(spokenDowntime(allowedDowntime(percent, 'month'))).toBe(month)
    expect(spokenDowntime(allowedDowntime(percent, 'year'))).toBe(year)
  })

  it('refuses what is no percentage', () => expect(() => allowedDowntime(120, 'year')).toThrow(RangeError))
})
