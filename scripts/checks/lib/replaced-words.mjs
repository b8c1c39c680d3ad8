/**
 * The words that others replaced, and where a text still has one: in its lines, in the names of its code, in the name of its
 * file. A person asks, tells and answers; a name in code does not, because it names a machine.
 */
import { basename } from 'node:path'

const machine =
  '(?:AWS|SageMaker|Lambda|CloudWatch|CloudTrail|IAM|S3|STS|API Gateway|the (?:model|endpoint|gateway|function|handler|service|server|sandbox|console|provider|container|API|URL|method|role|browser|stage|pool))'
const call = 'call, invoke, request, query or require'
const response = 'response or prediction in a name'

/** What must not come back, as the parts of identifiers too (`keptWish`), and what is said instead. */
const replaced = [
  [/wish(es|ed)?(?![a-z])/i, 'spec (what a person chose), desired, or “up to date”'],
  [/((?<![a-zA-Z])[mM]|(?<=[a-z])M)end(s|ed|ing)?(?![a-z])/, 'repair or fix'],
  [/\bput(s|ting)? (\w+ ){0,3}right\b/i, 'repair'],
  [/\bshuts? out\b/i, 'revoke, disable, refuse or exclude'],
  [/\bread just now\b/i, 'updated … ago'],
  [/\bAWS on it\b/, 'AWS documentation'],
  [/[pP]ublic[ -]?(URLs?|[uU]rls?)(?![a-z])/, 'public API (what is deployed) or invoke URL (its address)'],
  [/\b([Bb]ears?|[Bb]ore|[Bb]orne)\b/, 'include, carry, send or have'],
  [/\b[Aa]new\b/, 'again'],
  [/\b[tT]ells\b|[tT]old(?![a-z])/, 'says, shows, reports or distinguishes'],
  [/\b[sS]hares? of (the )?calls\b|sharePercent/, 'canary or traffic percentage'],
  [
    /\b([wW]ho(ever)?|it|they|role|console|gateway|function|callers?|person|people|URL|(no|some|any)body) may\b/,
    'can, might, or “is allowed to”',
  ],
  [/(?<=\/\*\* )(Where|Whether|Of|As|That)\b/, 'a verb first: “Returns…”, “Says whether…”'],
  [new RegExp(`\\b${machine} asks?\\b|\\basking ${machine}`, 'i'), call],
  [new RegExp(`\\b[aA]sk(s|ed)? ${machine}`), call],
  [/\b(asked for|(is|are|was|were|be) asked)\b/, call],
  [/\b[hH]istory of (the |its |this )?(runs|predictions|calls)\b/, 'playground runs'],
  [/\b[hH]istory of (the |its |this |a )?(URL|public API|API)\b/, 'versions or deployment history'],
  [/\b[oO]verview of (the |a |this )?region\b|\b[rR]egion(’s|'s)? overview\b/, 'region dashboard'],
  [/\bshare of (the |a |this )?page\b/, 'share link'],
]

/** Finds a word as a name of its own: declared, called, read from, taken apart or compared. */
const plain = (word) =>
  new RegExp(
    `(?<=\\b(?:const|let|function|interface|type|typeof|await|return) |\\.\\.\\.|[a-z)\\]]\\??\\.)${word}\\b|(?<![\\w-])${word}(?=\\??\\.[a-zA-Z]|[(\\[;]| (?:=|&&|\\|\\||\\?\\?|[!=]==) )|(?<=[{([,] ?)${word}(?=[,)}\\]:]| })`,
  )

/** What no name in code says, where a text for people can. */
const renamed = [
  [
    /(?<![a-zA-Z])asks?[A-Z]|(?<![a-zA-Z])(un)?asked[A-Z]|(?<=[a-z])(Asks?|Asked|Asking|Asker)(?![a-z])|\bAsk[A-Z]/,
    call,
  ],
  [plain('[aA]sk(?:s|ed|ing|er)?'), call],
  [/(?<![a-zA-Z])tell[A-Z]|(?<=[a-z])Tell(s|ing)?(?![a-z])/, 'report, notify, show or send'],
  [plain('[tT]ell'), 'report, notify, show or send'],
  [/(?<![a-zA-Z])(un)?answer(s|ed|ing)?[A-Z]|(?<=[a-z])Answer(s|ed|ing)?(?![a-z])|\bAnswer(s|ed|ing)?[A-Z]/, response],
  [plain('[aA]nswer(?:s|ed|ing)?'), response],
  [
    /(?<!Deployment)History(Card|Store|State|Entry|Props)|\b(readHistory|useHistory|historyOf)\b/,
    'runs or deployment history',
  ],
  [/RegionOverview|readOverview|\bOverview(Error|Title)\b/, 'region dashboard'],
  [/\bShareForm|\bonShare\b/, 'canary or traffic percentage'],
]

/** A file's name is a name in code. */
const files = [
  [/(^|-)(ask|asks|asked|asking)(-|\.)/, call],
  [/(^|-)(tell|tells|told)(-|\.)/, 'report, notify, show or send'],
  [/(^|-)answers?(-|\.)/, response],
  [/(^|-)(wish|wishes|mend)(-|\.)/, 'spec, desired, repair or fix'],
  [
    /^(history-card|use-history|share-form|region-overview|read-overview)\./,
    'runs, deployment history, traffic or dashboard',
  ],
]

/**
 * What is stored, deployed or another's keeps the words that it was written with: a new word would count as a change of each
 * public API, or not be found. The member `answer` is the one that question-answering models write; the state `answered` of
 * a hop is what people read.
 */
const stored = [
  [/^lib\/wiring\/state\/recorded-specs\.ts$/, /\bwishes\b/],
  [/^lib\/wiring\/openapi\/integration\.ts$/, /'The role may not invoke /],
  [/^lib\/spec\/names\.ts$/, /`Public URL of SageMaker endpoint /],
  [/^(components\/predictions\/extract-view\.tsx|lib\/model\/predictions\/extracts\.ts)$/, /\banswers?\b/],
  [/^(cases|components\/predictions|lib\/model\/predictions|lib\/runs)\//, /\.answers?\b|\banswers?: |\(?\{ answer\b/],
  [/^components\/trace\/hop-look\.ts$/, /\banswered: \{|looks\.answered/],
]

/** A line without its comment and its texts. */
function codeOf(line) {
  if (/^\s*(\*|\/\*|\/\/|- |#|\|)/.test(line)) return ''
  return line
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\$]|\\.|\$(?!\{))*`/g, "''")
    .replace(/(^|\s)\/\/.*$|\/\*.*$/, '')
}

/**
 * Lists what has to be said otherwise, as `file:line: “word”: say …`.
 *
 * @param {string} file its path in the repository
 * @param {string} text
 */
export function replacedWords(file, text) {
  const problems = []
  const find = (part, patterns, place, ending) => {
    for (const [pattern, instead] of patterns) {
      const found = part.match(pattern)
      if (found) problems.push(`${place}: “${found[0]}”${ending}: say ${instead}`)
    }
  }
  find(basename(file), files, file, ' in the name of a file')
  for (const [index, line] of text.split('\n').entries()) {
    if (stored.some(([where, kept]) => where.test(file) && kept.test(line))) continue
    find(line, replaced, `${file}:${index + 1}`, '')
    if (!file.endsWith('.md')) find(codeOf(line), renamed, `${file}:${index + 1}`, '')
  }
  return problems
}
