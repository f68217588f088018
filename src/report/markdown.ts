import type { Outline, OutlineBlock, Run } from './outline.js'

/** Sets an outline as Markdown (CommonMark with tables). Words of the document are escaped and stay plain words. */
export function markdown(outline: Outline): string {
  return `${outline.blocks.map(block).join('\n\n')}\n`
}

function block(b: OutlineBlock): string {
  switch (b.kind) {
    case 'heading':
      return `${'#'.repeat(b.level)} ${inline(b.runs)}`
    case 'paragraph':
      return inline(b.runs)
    case 'quote':
      return `> ${inline(b.runs)}${b.source ? `\n>\n> — ${plain(b.source)}` : ''}`
    case 'list':
      return b.items.map((item) => `- ${inline(item)}`).join('\n')
    case 'table': {
      const head = b.head.length ? b.head.map(plain) : b.widths.map(() => ' ')
      return [
        `| ${head.join(' | ')} |`,
        `|${head.map(() => '---').join('|')}|`,
        ...b.rows.map((row) => `| ${row.map(inline).join(' | ')} |`),
      ].join('\n')
    }
  }
}

function inline(runs: readonly Run[]): string {
  return runs.map(styled).join('')
}

function styled(r: Run): string {
  const text = plain(r.text)
  // Marks do not bind to spaces: the spaces stay outside of them.
  const [, before, core, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text)!
  if (!core) return text
  if (r.tone === 'deleted') return `${before}<del>${core}</del>${after}`
  if (r.tone === 'inserted') return `${before}<ins>${core}</ins>${after}`
  return r.strong ? `${before}**${core}**${after}` : text
}

function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#~&!]/g, (c) => (c === '<' ? '&lt;' : c === '>' ? '&gt;' : c === '&' ? '&amp;' : `\\${c}`))
    .replace(/\s*\n\s*/g, ' ')
    .replace(/^(\s*)([-+]|\d+[.)])(\s)/, '$1\\$2$3')
}
