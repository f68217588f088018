import { expect, it } from 'vitest'
import type { ChannelRow } from '../../store/tables.js'
import type { ChangeNotice, FailureNotice } from './change-notice.js'
import { dueFor } from './channel-times.js'

const channel = (at_once_from: ChannelRow['at_once_from'], digest: ChannelRow['digest']) =>
  ({ id: 'c', at_once_from, digest }) as ChannelRow
const change = (highest: ChangeNotice['highest']) => ({ kind: 'change', highest }) as ChangeNotice
const failure = { kind: 'failure' } as FailureNotice

/** 2026-03-04 is a Wednesday. */
const WEDNESDAY = '2026-03-04T10:00:00.000Z'

it.each([
  ['a high change at once', channel('high', 'daily'), change('high'), WEDNESDAY, WEDNESDAY],
  ['a failure at once', channel('high', 'never'), failure, WEDNESDAY, WEDNESDAY],
  ['a low one in the evening', channel('high', 'daily'), change('low'), WEDNESDAY, '2026-03-04T23:00:00.000Z'],
  [
    'after the digest, on the next day',
    channel('high', 'daily'),
    change('low'),
    '2026-03-04T23:00:00.000Z',
    '2026-03-05T23:00:00.000Z',
  ],
  [
    'in the weekly digest on Sunday',
    channel('high', 'weekly'),
    change('medium'),
    WEDNESDAY,
    '2026-03-08T23:00:00.000Z',
  ],
  [
    'on the same Sunday',
    channel('high', 'weekly'),
    change('medium'),
    '2026-03-08T22:59:00.000Z',
    '2026-03-08T23:00:00.000Z',
  ],
  [
    'on the Sunday after',
    channel('high', 'weekly'),
    change('medium'),
    '2026-03-08T23:00:00.000Z',
    '2026-03-15T23:00:00.000Z',
  ],
])('tells %s', (_what, to, notice, now, at) => {
  expect(dueFor(to, notice, new Date(now))).toEqual([{ channelId: 'c', at }])
})

it('tells a low change never where no digest is wanted', () => {
  expect(dueFor(channel('high', 'never'), change('medium'), new Date(WEDNESDAY))).toEqual([])
})
