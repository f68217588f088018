import { Icon, type IconName } from './icons.js'
import type { Say } from './page.js'

/** Chips say how something stands: by a drawing, a word and a colour, so that none of the three is needed alone. */

interface ChipProps {
  kind: string
  icon: IconName
  children: string
}

export function Chip({ kind, icon, children }: ChipProps) {
  return (
    <span class={`chip chip-${kind}`}>
      <Icon name={icon} />
      {children}
    </span>
  )
}

export function PositionChip({ position, t }: { position: string | null; t: Say }) {
  if (position === null) return null
  return (
    <Chip kind={position} icon={position as IconName}>
      {t(`position.${position}`)}
    </Chip>
  )
}

export function StatusChip({ status, t }: { status: string; t: Say }) {
  return (
    <Chip kind={`status-${status}`} icon={status as IconName}>
      {t(`status.${status}`)}
    </Chip>
  )
}

export function CommitmentChip({ commitment, t }: { commitment: string | null; t: Say }) {
  if (commitment === null || commitment === 'none') return null
  return (
    <Chip kind={commitment} icon={commitment as IconName}>
      {t(`commitment.${commitment}`)}
    </Chip>
  )
}

const EFFECT_ICON: Record<string, IconName> = {
  hurts: 'adverse',
  helps: 'favourable',
  mixed: 'changed',
  neutral: 'neutral',
  unclear: 'unclear',
}
const EFFECT_KIND: Record<string, string> = {
  hurts: 'adverse',
  helps: 'favourable',
  mixed: 'unclear',
  neutral: 'neutral',
  unclear: 'unclear',
}

export function EffectChip({ effect, t }: { effect: string; t: Say }) {
  return (
    <Chip kind={EFFECT_KIND[effect] ?? 'neutral'} icon={EFFECT_ICON[effect] ?? 'neutral'}>
      {t(`effect.${effect}`)}
    </Chip>
  )
}

export function SeverityMark({ severity, t }: { severity: string; t: Say }) {
  return <span class={`severity severity-${severity}`}>{t(`severity.${severity}`)}</span>
}
