import type { ChannelRow } from '../../store/tables.js'
import { isLoudEnough, type Notice } from './change-notice.js'

/** Hour of the day, UTC, at which digests go out: eight in the morning in Japan is the evening before. */
const DIGEST_HOUR = 23

/**
 * When a channel is told of a notice: at once when it is loud enough, else with the next digest, else never.
 *
 * @returns nothing where the channel does not want it
 */
export function dueFor(channel: ChannelRow, notice: Notice, now: Date): { channelId: string; at: string }[] {
  if (isLoudEnough(notice, channel.at_once_from)) return [{ channelId: channel.id, at: now.toISOString() }]
  if (channel.digest === 'never') return []
  const at = new Date(now)
  at.setUTCHours(DIGEST_HOUR, 0, 0, 0)
  if (at <= now) at.setUTCDate(at.getUTCDate() + 1)
  // Weekly digests go out on Sunday evening UTC, which is Monday morning in Japan.
  if (channel.digest === 'weekly') at.setUTCDate(at.getUTCDate() + ((7 - at.getUTCDay()) % 7))
  return [{ channelId: channel.id, at: at.toISOString() }]
}
