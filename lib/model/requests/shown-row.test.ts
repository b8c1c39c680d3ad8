import { expect, it } from 'vitest'
import { shownRow } from './shown-row'

it('has a value of its type for each feature', () => {
  expect(
    shownRow([
      { name: 'age', type: 'integer', min: 18, max: 99 },
      { name: 'income', type: 'number' },
      { name: 'city', type: 'text' },
      { name: 'plan', type: 'choice', choices: ['basic, old', 'pro'] },
      { name: 'active', type: 'boolean' },
      { name: 'score', type: 'number', default: '0.5' },
    ]),
  ).toBe('18,1,text,"basic, old",false,0.5')
})

it('is one number where no feature is described', () => expect(shownRow([])).toBe('1'))
