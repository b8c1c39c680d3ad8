/**
 * The strings of a source file that a person can see, by a real parser: the text of elements, the attributes that are read or
 * shown, and every other text of several words, such as messages in tables and in `Result`s. Texts in pieces are joined, with
 * `{…}` where a value stands.
 */
import { parseSync, Visitor } from 'vite'

/** Attributes and members whose value a person reads even if it is one word. */
const read =
  /^(aria-(label|description|roledescription|valuetext)|alt|label|title|placeholder|message|remedy|cause|name|why|what|words|meta|empty|said|copied|copyLabel|copiedLabel|confirmLabel|button|description|summary|hint|note|line|fact|text|detail|unit|heading|legend|aside|reason|disabledReason|instead)$/

/** Attributes and calls whose strings are no text: classes, addresses, ids. */
const silentAttribute =
  /^(className|class|d|viewBox|href|src|id|key|type|rel|target|role|style|htmlFor|aria-(labelledby|describedby|controls|hidden|current|live)|data-.*)$/
const silentCall =
  /^(cn|cva|clsx|createLog|regex|describe|require|import|matchMedia|querySelector(All)?|closest|getComputedStyle|parse|setAttribute|getAttribute|addEventListener|createElement|token|css)$/
/** Types and imports, which nobody sees. */
const silent = [
  ...[
    'ImportDeclaration',
    'ExportAllDeclaration',
    'TSTypeAliasDeclaration',
    'TSInterfaceDeclaration',
    'TSTypeAnnotation',
  ],
  ...['TSTypeParameterInstantiation', 'TSLiteralType'],
]
/** Elements that stand within a sentence. */
const inline = /^(a|b|strong|em|code|span|i|abbr|kbd|time|sup|sub|Link|RelativeTime|Kbd)$/

const tidy = (text) => text.replace(/\s+/g, ' ').trim()
const hasWord = (text) => /\p{L}{2}/u.test(text)
const nameOf = (node) => node?.name?.name ?? node?.name?.property?.name ?? ''

/** A list of classes: half of its words or more have a sign that words of a sentence do not have. */
const isClassList = (text) => {
  const words = text.trim().split(/\s+/)
  const classes = words.filter((word) => /^[a-z&!-]+(-[a-z0-9.[\]%/()]+|:[^\s]+)+$|\[/.test(word))
  return classes.length * 2 >= words.length
}

/** A text of several words that is not code: no path, class list, selector, statement or header. */
const isProse = (text) =>
  !isClassList(text) &&
  /\p{L}{2,}[,;:]? +(\p{L}|\{|“|[0-9])/u.test(text) &&
  !/^(GET|POST|PUT|DELETE) \/|[{;]\s*\n|=>|^\s*<|^use (client|server|cache)$|\bfunction ?\(|&&|^[a-z-]+\/[a-z-]+;/.test(
    text,
  )

const templateText = ({ quasis }) => quasis.map(({ value }) => value.cooked ?? value.raw).join('{…}')

/**
 * @param {string} file its name says the language
 * @param {string} source
 * @returns {{line: number, text: string}[]} in the order of the file
 */
export function seenStrings(file, source) {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0].message}`)
  const seen = []
  const taken = new Set()
  const starts = [0]
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  const lineOf = (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle] <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
  const add = (node, text) => {
    const clean = tidy(text)
    if (hasWord(clean)) seen.push({ line: lineOf(node.start), text: clean })
  }
  /** Leaves out everything below a node. */
  const silence = (node) => {
    if (!node || typeof node !== 'object') return
    if (Array.isArray(node)) return node.forEach(silence)
    taken.add(node)
    for (const [key, value] of Object.entries(node)) if (key !== 'parent' && typeof value === 'object') silence(value)
  }
  /** The text of an element's children, and of the inline elements among them. */
  const childText = (children) =>
    children
      .map((child) => {
        if (child.type === 'JSXText') return child.value.replace(/\s*\n\s*/g, (gap) => (gap.includes('\n') ? ' ' : gap))
        if (child.type === 'JSXExpressionContainer') {
          const { expression } = child
          if (expression.type === 'JSXEmptyExpression') return ''
          if (expression.type === 'Literal' && typeof expression.value === 'string') {
            taken.add(expression)
            return expression.value
          }
          return '{…}'
        }
        if (child.type === 'JSXElement' && inline.test(nameOf(child.openingElement))) {
          taken.add(child)
          return childText(child.children) || '{…}'
        }
        return ' '
      })
      .join('')
  const element = (node) => {
    if (taken.has(node)) return
    const hasText = node.children.some((child) => child.type === 'JSXText' && child.value.trim())
    if (hasText) add(node, childText(node.children))
  }
  const literal = (node, text, isNamed) => {
    if (taken.has(node)) return
    if (isNamed ? hasWord(text) && /^[\p{Lu}“{…]|\s/u.test(text) : isProse(text)) add(node, text)
  }
  new Visitor({
    ...Object.fromEntries(silent.map((type) => [type, silence])),
    JSXAttribute(node) {
      const attribute = typeof node.name.name === 'string' ? node.name.name : ''
      if (silentAttribute.test(attribute)) return silence(node.value)
      const value = node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value
      if (value?.type === 'Literal' && typeof value.value === 'string' && read.test(attribute)) {
        literal(value, value.value, true)
        taken.add(value)
      }
    },
    CallExpression(node) {
      const called = node.callee.name ?? node.callee.property?.name ?? ''
      if (silentCall.test(called)) silence(node.arguments)
    },
    Property(node) {
      const key = node.key.name ?? node.key.value ?? ''
      if (node.value.type !== 'Literal' || typeof node.value.value !== 'string' || !read.test(key)) return
      literal(node.value, node.value.value, true)
      taken.add(node.value)
    },
    JSXElement: element,
    JSXFragment: element,
    Literal(node) {
      if (typeof node.value === 'string') literal(node, node.value, false)
    },
    TemplateLiteral(node) {
      if (!taken.has(node)) literal(node, templateText(node), false)
    },
  }).visit(program)
  return seen.sort((a, b) => a.line - b.line)
}

/** The text of a page of the documentation, by the line, without its code. */
export function seenLines(source) {
  const seen = []
  let isCode = false
  for (const [index, line] of source.split('\n').entries()) {
    if (line.startsWith('```')) isCode = !isCode
    else if (!isCode && hasWord(line)) seen.push({ line: index + 1, text: tidy(line) })
  }
  return seen
}
