import { elementsOf, type XmlElement } from '../xml.js'

/** Extensions whose content is read here: shapes, groups and canvases with text boxes, and Word's own additions. */
const UNDERSTOOD = /^(wps|wpg|wpc|wp14|w14|w15|w16\w*|a14)$/

/**
 * The tree with each `mc:AlternateContent` replaced by the one branch that Word shows, so that a text box that is
 * written twice, for new and for old versions, is read once.
 */
export function withoutAlternates(element: XmlElement): XmlElement {
  const children: (XmlElement | string)[] = []
  for (const child of element.children) {
    if (typeof child === 'string') children.push(child)
    else if (child.name === 'mc:AlternateContent') children.push(...withoutAlternates(branchOf(child)).children)
    else children.push(withoutAlternates(child))
  }
  return { name: element.name, attributes: element.attributes, children }
}

function branchOf(alternate: XmlElement): XmlElement {
  const branches = elementsOf(alternate)
  const understood = branches.find(
    (b) =>
      b.name === 'mc:Choice' &&
      (b.attributes.Requires ?? '')
        .split(/\s+/)
        .filter(Boolean)
        .every((prefix) => UNDERSTOOD.test(prefix)),
  )
  const branch = understood ?? branches.find((b) => b.name === 'mc:Fallback') ?? branches[0]
  return branch ?? { name: 'mc:Fallback', attributes: {}, children: [] }
}
