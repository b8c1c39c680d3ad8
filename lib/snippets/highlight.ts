/** Four colours for short code: strings, keys and keywords, numbers, comments. Every character is kept. */
export interface Token {
  text: string
  kind?: 'string' | 'key' | 'keyword' | 'number' | 'comment'
}

export type Language = 'curl' | 'python' | 'javascript' | 'json'

/** A string ends with its quote or with the code; a number is no part of a word. */
const patterns: Record<Language, RegExp> = {
  curl: /(?<string>"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?)|(?<comment>#[^\n]*)|\b(?<keyword>curl)\b|(?<number>(?<!\w)-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w))/g,
  python:
    /(?<string>"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?)|(?<comment>#[^\n]*)|\b(?<keyword>import|from|as|print|await|True|False|None|with|for|in)\b|(?<number>(?<!\w)-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w))/g,
  javascript:
    /(?<string>"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?)|(?<comment>\/\/[^\n]*)|\b(?<keyword>const|let|new|await|async|if|throw|return|import|from)\b|(?<number>(?<!\w)-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w))/g,
  json: /(?<string>"(?:[^"\\]|\\[\s\S])*"?)|\b(?<keyword>true|false|null)\b|(?<number>(?<!\w)-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w))/g,
}

/** A string in double quotes before a colon names a member. */
const colon = /\s*:/y

export function highlight(code: string, language: Language): Token[] {
  const tokens: Token[] = []
  let last = 0
  for (const match of code.matchAll(patterns[language])) {
    const [text] = match
    if (match.index > last) tokens.push({ text: code.slice(last, match.index) })
    last = match.index + text.length
    colon.lastIndex = last
    const kind = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0] as Token['kind']
    tokens.push({ text, kind: text.startsWith('"') && colon.test(code) ? 'key' : kind })
  }
  if (last < code.length) tokens.push({ text: code.slice(last) })
  return tokens
}
