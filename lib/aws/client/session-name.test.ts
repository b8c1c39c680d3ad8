import { describe, expect, it } from 'vitest'
import { sessionNameOf } from './session-name'

describe('sessionNameOf', () => {
  it.each([
    ['ana@acme.dev', 'ana@acme.dev'],
    ['ana+ml@acme.dev', 'ana+ml@acme.dev'],
    ["o'hara@acme.dev", 'o_hara@acme.dev-'],
    ['jürgen@acme.dev', 'j_rgen@acme.dev-'],
    ['a', 'a-'],
    ['', '-'],
    [`${'x'.repeat(70)}@acme.dev`, 'x'.repeat(55)],
  ])('%s → %s…', (email, start) => {
    const name = sessionNameOf(email)
    expect(name.startsWith(start)).toBe(true)
    expect(name).toMatch(/^[\w+=,.@-]{2,64}$/)
  })

  it('gives two people two names', () => {
    expect(sessionNameOf("o'hara@acme.dev")).not.toBe(sessionNameOf('o"hara@acme.dev'))
    expect(sessionNameOf(`${'x'.repeat(70)}1`)).not.toBe(sessionNameOf(`${'x'.repeat(70)}2`))
  })
})
