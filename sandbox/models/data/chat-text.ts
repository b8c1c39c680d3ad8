/**
 * What the language model learns from: the prose in which AWS documents SageMaker's operations, as the package `aws-sdk`
 * (version 2, Apache-2.0) ships it beside its typings.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const clients = join(dirname(createRequire(import.meta.url).resolve('aws-sdk/package.json')), 'clients')

/** Sentences of at least six words, each once; a sentence is its words, punctuation included. */
export function sageMakerSentences(): string[][] {
  const source = readFileSync(join(clients, 'sagemaker.d.ts'), 'utf8')
  const comments = source
    .split('/**\n')
    .slice(1)
    .map((rest) =>
      (rest.split('*/', 1)[0] ?? '')
        .split('\n')
        .map((line) => line.trimStart().replace(/^\* ?/, ' '))
        .join('\n'),
    )
  const sentences = comments.flatMap((text) => text.split(/(?<=[.?!])\s+(?=[A-Z])/))
  const unique = new Set(sentences.map((sentence) => sentence.replace(/\s+/g, ' ').trim()))
  return [...unique].filter(isProse).map((sentence) => sentence.split(' '))
}

/** Whole sentences of words: no lists, patterns, JSON or URLs. */
const isProse = (sentence: string): boolean =>
  /^[A-Z].*[a-z)]\.$/.test(sentence) &&
  !/[{}[\]<>|\\*^"=]|https?:|: [A-Z]/.test(sentence) &&
  sentence.split(' ').length >= 6
