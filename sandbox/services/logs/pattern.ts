/**
 * Filter patterns over plain text: terms (all must occur), "quoted phrases", `?either ?or`, `-not`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
import { AwsError } from '../../kernel/errors'

export function patternTest(pattern: string | undefined): (message: string) => boolean {
  const text = pattern?.trim() ?? ''
  if (!text) return () => true
  if (/^[{[%]/.test(text))
    throw new AwsError('InvalidParameterException', 'Invalid filter pattern: only plain text terms are known here')
  const terms = [...text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"?|(\S+))/g)].map(([, sign = '', quoted, bare]) => ({
    sign,
    word: quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '',
  }))
  const of = (sign: string) => terms.filter((term) => term.sign === sign).map((term) => term.word)
  const [all, any, none] = [of(''), of('?'), of('-')]
  return (message) =>
    all.every((word) => message.includes(word)) &&
    (any.length === 0 || any.some((word) => message.includes(word))) &&
    !none.some((word) => message.includes(word))
}
