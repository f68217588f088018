import type { Random } from './random.js'

interface Node {
  /** The opening tag as written, or text where there are no children and no end. */
  open: string
  children: Node[]
  close: string
}

const VALUES = [
  '-1',
  '0',
  '1',
  '2',
  '8',
  '9',
  '63',
  '100000',
  '2147483648',
  'x',
  '',
  'begin',
  'end',
  'separate',
  'restart',
  'none',
  'custom',
  '%1%2%3%9',
]

/** Changes XML so that it stays well formed: elements dropped, doubled, moved, swapped, nested, their values changed. */
export function mutateTree(xml: string, random: Random): string {
  const root = parse(xml)
  // The declaration and the outermost element stay as they are.
  const top = root.children.find((n) => n.children.length > 0) ?? root
  const times = 1 + random.below(8)
  for (let k = 0; k < times; k++) {
    const parents = all(top).filter((n) => n.children.length > 0)
    if (parents.length === 0) break
    const parent = random.pick(parents)
    const other = random.pick(parents)
    const at = random.below(parent.children.length)
    const child = parent.children[at]!
    switch (random.below(7)) {
      case 0:
        parent.children.splice(at, 1)
        break
      case 1:
        parent.children.splice(at, 0, copy(child))
        break
      case 2:
        parent.children.splice(at, 1, ...other.children.map(copy).slice(0, 50))
        break
      case 3:
        other.children.push(copy(child))
        break
      case 4:
        parent.children.splice(at, 1, { open: other.open, children: [child], close: other.close })
        break
      case 5:
        parent.children.reverse()
        break
      default:
        child.open = child.open.replace(/="[^"]*"/g, (value) => (random.once(2) ? `="${random.pick(VALUES)}"` : value))
    }
  }
  return write(root).slice(0, 4_000_000)
}

function parse(xml: string): Node {
  const root: Node = { open: '', children: [], close: '' }
  const stack = [root]
  for (const [token] of xml.matchAll(/<[^<>]*>|[^<>]+/g)) {
    const top = stack.at(-1)!
    if (token.startsWith('</')) {
      top.close = token
      if (stack.length > 1) stack.pop()
    } else {
      const node: Node = { open: token, children: [], close: '' }
      top.children.push(node)
      if (/^<[\w]/.test(token) && !token.endsWith('/>')) stack.push(node)
    }
  }
  return root
}

const copy = (node: Node): Node => ({ ...node, children: node.children.map(copy) })
const write = (node: Node): string => node.open + node.children.map(write).join('') + node.close

function all(root: Node): Node[] {
  const found: Node[] = [root]
  for (const node of found) found.push(...node.children)
  return found
}
