import { describe, expect, it } from 'vitest'
import { compareValues, isHigher, isLower } from './value-order.js'

describe('the order of values', () => {
  it.each([
    ['30 days', '2 months'],
    ['4 weeks', '1 month'],
    ['immediately', '1 minute'],
    ['12 hours', '1 day'],
    ['11 months', '1 year'],
    ['99.5', '99.9'],
    ['99.5', '99.9 %'],
    ['14.6', '15'],
    ['JPY 9999', 'JPY 10000'],
    ['JPY 9,999', 'jpy 10,000'],
    ['600 per minute', '20 per second'],
    ['5 per user', '6 per user'],
    ['2 business days', '3 business days'],
    ['4 business hours', '1 business day'],
    // Even over the longest holidays.
    ['3 business days', '30 days'],
    ['4 business hours', '2 weeks'],
    // Even without any holiday.
    ['4 days', '5 business days'],
    ['11 days', '10 business days'],
    ['1 hour', '4 business hours'],
  ])('%s is less than %s', (less, more) => {
    expect(compareValues(less, more)).toBeLessThan(0)
    expect(compareValues(more, less)).toBeGreaterThan(0)
    expect([isLower(less, more), isHigher(less, more), isHigher(more, less)]).toEqual([true, false, true])
  })

  it.each([
    ['72 hours', '3 days'],
    ['1 month', '30 days'],
    ['365 days', '1 year'],
    ['8 business hours', '1 business day'],
    ['60 per minute', '1 per second'],
    ['immediately', 'at once'],
    ['100', '100 %'],
  ])('%s is as much as %s', (a, b) => {
    expect(compareValues(a, b)).toBe(0)
    expect(isLower(a, b)).toBe(false)
    expect(isHigher(a, b)).toBe(false)
  })

  it.each([
    ['promptly', '3 days'],
    ['yes', 'no'],
    ['Japan', '1'],
    ['JPY 10000', 'USD 100'],
    ['JPY 10000', '10000'],
    ['30 days', '30'],
    ['10 per user', '10 per minute'],
    ['24/7', '12 hours'],
    // A weekend or a holiday decides.
    ['5 business days', '7 days'],
    ['1 business day', '2 days'],
    ['8 business hours', '2 days'],
  ])('%s and %s have no order', (a, b) => {
    expect(compareValues(a, b)).toBeNull()
    expect(compareValues(b, a)).toBeNull()
    expect([isLower(a, b), isHigher(a, b)]).toEqual([null, null])
  })
})
