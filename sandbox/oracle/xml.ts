/** The XML of AWS's query protocol: elements and text only. */
export interface XmlNode {
  name: string
  text: string
  children: XmlNode[]
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string) => text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)

/** Throws where the document is not well-formed. */
export function parseXml(text: string): XmlNode {
  const root: XmlNode = { name: '', text: '', children: [] }
  const open: XmlNode[] = [root]
  let last = 0
  for (const match of text.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    const [whole, closing, name = '', empty] = match
    const top = open.at(-1)!
    top.text += plain(text.slice(last, match.index))
    last = match.index + whole.length
    if (closing) {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`)
      open.pop()
      continue
    }
    const node: XmlNode = { name, text: '', children: [] }
    top.children.push(node)
    if (!empty) open.push(node)
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one whole XML document')
  return root.children[0]!
}
