/** Four colours for short code: strings, keys and keywords, numbers, comments. Every character is kept. */
export interface Token {
  text: string
  kind?: 'string' | 'key' | 'keyword' | 'number' | 'comment'
}

export type Language = 'curl' | 'python' | 'javascript' | 'json'

const string = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'`
const number = '-?\\b\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b'
const words = {
  curl: 'curl',
  python: 'import|from|as|print|await|True|False|None|with|for|in',
  javascript: 'const|let|new|await|async|if|throw|return|import|from',
  json: 'true|false|null',
}
const comments = { curl: '#[^\\n]*', python: '#[^\\n]*', javascript: '\\/\\/[^\\n]*', json: '(?!)' }

export function highlight(code: string, language: Language): Token[] {
  const pattern = new RegExp(
    `(?<key>"(?:[^"\\\\]|\\\\.)*"(?=\\s*:))|(?<string>${string})|(?<comment>${comments[language]})|\\b(?<keyword>${words[language]})\\b|(?<number>${number})`,
    'g',
  )
  const tokens: Token[] = []
  let last = 0
  for (const match of code.matchAll(pattern)) {
    if (match.index > last) tokens.push({ text: code.slice(last, match.index) })
    const kind = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0] as Token['kind']
    tokens.push({ text: match[0], kind })
    last = match.index + match[0].length
  }
  if (last < code.length) tokens.push({ text: code.slice(last) })
  return tokens
}
