import { describe, expect, it } from 'vitest'
import { sageMakerModel, trainLanguageModel } from './chat-model'
import { sageMakerSentences } from './data/chat-text'

const options = { maxTokens: 200, temperature: 1, seed: 1 }

describe('a model of three sentences', () => {
  const model = trainLanguageModel([
    ['The', 'cat', 'sat', 'down.'],
    ['The', 'cat', 'sat', 'up.'],
    ['A', 'dog', 'ran', 'away.'],
  ])
  it('answers about the subject of the question, and stops at the end of a thought', () => {
    expect(model('And the dog?', options)).toEqual({
      words: ['A', 'dog', 'ran', 'away.', 'A', 'dog', 'ran', 'away.', 'A', 'dog', 'ran', 'away.'],
      finishReason: 'stop',
    })
  })
  it('is cut short where that is requested', () => {
    expect(model('dog', { ...options, maxTokens: 3 })).toEqual({ words: ['A', 'dog', 'ran'], finishReason: 'length' })
  })
  it('takes the likeliest word at temperature 0, and others above it', () => {
    const endings = (temperature: number) =>
      new Set(Array.from({ length: 40 }, (_, seed) => model('cat', { ...options, temperature, seed }).words[3]))
    expect(endings(0)).toEqual(new Set(['down.']))
    expect(endings(1)).toEqual(new Set(['down.', 'up.']))
  })
})

describe('the model of SageMaker’s documentation', () => {
  it('has thousands of sentences to learn from', () => {
    const sentences = sageMakerSentences()
    expect(sentences.length).toBeGreaterThan(4_000)
    expect(sentences.filter((words) => /<|>|https?:\/\//.test(words.join(' ')))).toEqual([])
  })
  it('says only word pairs that somebody wrote', () => {
    const written = new Set(
      sageMakerSentences().flatMap((words) => words.map((word, at) => `${words[at - 1]} ${word}`)),
    )
    const { words } = sageMakerModel()('What is a training job?', options)
    const within = words.slice(1).filter((_, at) => !words[at]?.endsWith('.'))
    expect(within.length).toBeGreaterThan(10)
    for (const [at, word] of words.entries())
      if (at > 0 && !words[at - 1]?.endsWith('.')) expect(written).toContain(`${words[at - 1]} ${word}`)
  })
})
