import { describe, expect, it } from 'vitest'
import { textFromTag, textToTag } from './tag-text'

/** Follows API Gateway, which allows the fewest characters: https://docs.aws.amazon.com/apigateway/latest/api/API_TagResource.html */
const allowed = /^[a-zA-Z+-=._:/]{0,256}$/

describe('a text', () => {
  it.each([
    ['ana@acme.dev', 'ana=40acme.dev'],
    ['Zoë Müller', 'Zo=C3=AB=20M=C3=BCller'],
    ['100%=fun', '100=25=3Dfun'],
    ['v1:predict/a,b', 'v1:predict/a=2Cb'],
    ['', ''],
  ])('%s is written %s', (text, tag) => expect(textToTag(text)).toBe(tag))

  it('comes back as it was, in characters that every service takes, whatever is in it', () => {
    const surrogate = (code: number) => code >= 0xd800 && code <= 0xdfff
    const points = Array.from({ length: 0x1_1000 }, (_, code) => code).filter((code) => !surrogate(code))
    // 20 at a time, because a character can take 12.
    for (let from = 0; from < points.length; from += 20) {
      const text = String.fromCodePoint(...points.slice(from, from + 20))
      const tag = textToTag(text)
      if (!allowed.test(tag) || textFromTag(tag) !== text) expect([tag, textFromTag(tag)]).toEqual([allowed, text])
    }
  })

  it('is cut between characters where it does not fit', () => {
    const tag = textToTag('花'.repeat(100))
    expect(tag).toMatch(allowed)
    expect(textFromTag(tag)).toBe('花'.repeat(28))
  })
})

it.each(['ana@acme.dev', 'Ana _ML_', 'Zoë', 'a=b', 'a=2C', '50%', '=FF', 'arn:aws:sts::123456789012:assumed-role/a/b'])(
  '%s, which was written as it is, stays so',
  (tag) => expect(textFromTag(tag)).toBe(tag === 'a=2C' ? 'a,' : tag),
)
