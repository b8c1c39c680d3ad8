/**
 * Rerankers: TEI's list, Cohere's and vLLM's results, each with the place of the text that was sent; and the scores alone of texts
 * that were sent to be compared (Hugging Face's sentence similarity).
 */
import { besides, besidesEach, withRest } from './besides'
import type { Prediction, Ranked } from './prediction'
import { type Context, type Fields, isFields, isNum, isNumbers, numberOf, numOf, textOf } from './shape'

const similarityKeys = ['similarities', 'similarity_scores']

type Ranking = Extract<Prediction, { kind: 'ranking' }>

export function readRanking(json: unknown, { sentJson }: Context): Prediction | undefined {
  if (Array.isArray(json)) return fromScores(json, sentJson) ?? rankingOf(json, sentJson)
  if (!isFields(json)) return undefined
  const scoresKey = ['scores', ...similarityKeys].find((name) => Array.isArray(json[name]))
  const beside = scoresKey && besides(json, [scoresKey])
  const scored = beside && fromScores(json[scoresKey], sentJson, scoresKey !== 'scores')
  if (scored) return withRest(scored, beside.rest)
  const key = ['results', 'data', 'rankings'].find((name) => Array.isArray(json[name]))
  const whole = key && besides(json, [key, 'object'])
  const found = key && rankingOf(json[key] as unknown[], sentJson)
  return whole && found ? withRest(found, whole.rest) : undefined
}

/**
 * `[0.6, 0.4]`: a score for each text, in the order in which they were sent.
 * @param isNamed the body itself says that these are similarities, whatever was sent
 */
function fromScores(scores: unknown, sentJson: unknown, isNamed = false): Ranking | undefined {
  const body = isFields(sentJson) && isFields(sentJson.inputs) ? sentJson.inputs : sentJson
  const isCompared = isFields(body) && ['source_sentence', 'query'].some((key) => typeof body[key] === 'string')
  const texts = isCompared ? sentTextsOf(sentJson) : []
  if (!isNumbers(scores) || scores.length === 0 || (!isNamed && texts.length !== scores.length)) return undefined
  const ranked = scores.map((score, index): Ranked => {
    const text = texts.length === scores.length ? texts[index] : undefined
    return { index, score: numOf(score), ...(text === undefined ? {} : { text }) }
  })
  return { kind: 'ranking', ranked: ranked.sort((a, b) => b.score - a.score) }
}

function rankingOf(list: unknown[], sentJson: unknown): Ranking | undefined {
  const items = list.filter(isFields)
  if (items.length === 0 || items.length < list.length) return undefined
  const scoreKey = ['score', 'relevance_score'].find((key) => items.every((item) => isNum(item[key])))
  const indexes = items.map((item) => numberOf(item.index) ?? numberOf(item.corpus_id) ?? -1)
  const areIndexes = indexes.every((index) => Number.isInteger(index) && index >= 0)
  if (!scoreKey || !areIndexes || new Set(indexes).size < indexes.length) return undefined
  const texts = items.map(textIn)
  const isRead = (item: Fields, at: number) => texts[at] !== undefined || !('document' in item || 'text' in item)
  const rest = besidesEach(items, [
    'index',
    'corpus_id',
    'object',
    scoreKey,
    'text',
    ...(items.every(isRead) ? ['document'] : []),
  ])
  if (!rest) return undefined
  const sent = sentTextsOf(sentJson)
  const ranked = items.map((item, at): Ranked => {
    const index = indexes[at] ?? 0
    const text = texts[at] ?? sent[index]
    return { index, score: numOf(item[scoreKey] as number), ...(text === undefined ? {} : { text }) }
  })
  // What stands beside a text by its place in the list must not be moved away from it.
  if (!rest.rest) ranked.sort((a, b) => b.score - a.score)
  return { kind: 'ranking', ranked, ...rest }
}

const textIn = ({ text, document }: Fields): string | undefined =>
  textOf(text) ?? textOf(document) ?? (isFields(document) ? onlyText(document) : undefined)

const onlyText = (document: Fields) => (Object.keys(document).length === 1 ? textOf(document.text) : undefined)

/** The list that was sent to be sorted. */
function sentTextsOf(json: unknown): (string | undefined)[] {
  const body = isFields(json) && isFields(json.inputs) ? json.inputs : json
  const list = isFields(body)
    ? (body.texts ?? body.documents ?? body.passages ?? body.sentences ?? body.text_2)
    : undefined
  return Array.isArray(list) ? list.map((one) => textOf(one) ?? (isFields(one) ? textOf(one.text) : undefined)) : []
}
