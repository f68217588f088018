/** Small drawings that stand beside words, never in their place. */
const PATHS = {
  adverse: 'M8 1.6 15 14H1L8 1.6Zm0 4v4.2m0 2v.6',
  favourable: 'm2.5 8.5 3.6 3.6 7.4-8',
  neutral: 'M3 8h10',
  unclear: 'M5.6 5.6a2.4 2.4 0 1 1 3.5 2.1c-.7.4-1.1.9-1.1 1.7m0 2.4v.4',
  absent: 'M4 4l8 8m0-8-8 8',
  partial: 'M8 2a6 6 0 1 0 0 12V2Z',
  present: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z',
  guaranteed: 'M8 1.5 13.5 4v4c0 3.4-2.3 5.6-5.5 6.6C4.8 13.600 2.500 11.400 2.500 8V4L8 1.500Z',
  target: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 3.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
  described: 'M3 4h10M3 8h10M3 12h6',
  changed: 'M2.500 5.500h9l-2.500-2.500m4.500 7.500h-9l2.500 2.500',
  up: 'M8 13V3m0 0L4 7m4-4 4 4',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2.500V8l2.500 1.500',
  failed: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 3v3.800m0 1.700v.5',
  person: 'M8 8a2.700 2.700 0 1 0 0-5.400A2.700 2.700 0 0 0 8 8Zm-5 6c.4-3 2.400-4.300 5-4.300s4.600 1.300 5 4.300',
  again: 'M13 8a5 5 0 1 1-1.500-3.600M13 2v3h-3',
  file: 'M4 1.500h5l3 3V14.500H4V1.500Zm5 0v3h3',
  download: 'M8 2v8m0 0L4.500 6.500M8 10l3.500-3.500M2.500 13.500h11',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill={name === 'partial' ? 'currentColor' : 'none'}
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
