/** Pages as a place: `page 3`, `pages 3-4, 9`. */
export function placeOf(pages: readonly number[]): string {
  return `${pages.length === 1 ? 'page' : 'pages'} ${listOf(pages)}`
}

/** Page numbers with neighbours joined: `3-5, 9`. */
function listOf(pages: readonly number[]): string {
  const spans: [number, number][] = []
  for (const page of pages) {
    const last = spans.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else spans.push([page, page])
  }
  return spans.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(', ')
}
