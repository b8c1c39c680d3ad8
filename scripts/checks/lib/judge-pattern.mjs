/**
 * Says why a pattern takes more than linear time, or undefined. scslre finds one repetition that matches a text in several
 * ways. What it does not see is decided here: one repetition hands over to another at many places, and each time the other
 * runs to the end and fails. The search for the start of a match is such a repetition too.
 */
import { CharSet, isDisjointWith, JS, NFA } from 'refa'
import { analyse } from 'scslre'

/**
 * @param {string} source
 * @param {string} flags
 * @returns {string | undefined}
 */
export function judgePattern(source, flags) {
  const report = analyse({ source, flags }, { reportTypes: { Move: false } }).reports[0]
  if (report) {
    const { raw } = report.startQuant ?? report.quant
    return `${report.exponential ? 'exponential' : 'polynomial'} time: ${raw} matches one text in several ways`
  }
  const { expression, maxCharacter } = JS.Parser.fromLiteral({ source, flags }).parse({
    assertions: 'parse',
    backreferences: 'unknown',
  })
  const isSticky = flags.includes('y')
  const found = handedOver(expression.alternatives, isSticky ? [] : [anything(maxCharacter)], false, maxCharacter)
  return found && `polynomial time: ${textOf(found, source)} can begin at many places of one text and fail at its end`
}

/** Finds a repetition that runs over the places where it can begin, if something after it can fail. */
function handedOver(alternatives, before, failsLater, maxCharacter) {
  for (const { elements } of alternatives) {
    for (const [index, element] of elements.entries()) {
      if (!element.alternatives) continue
      const canFail = failsLater || elements.slice(index + 1).some(canMiss)
      const prefix = [...before, ...elements.slice(0, index)]
      if (element.max === Infinity && canFail && beginsWithin(prefix, element, maxCharacter)) return element
      const rounds = element.max > 1 ? [...prefix, { ...element, min: 0 }] : prefix
      const found = handedOver(element.alternatives, rounds, canFail || element.type === 'Assertion', maxCharacter)
      if (found) return found
    }
  }
  return undefined
}

function canMiss(element) {
  if (element.type === 'Quantifier' && element.min === 0) return false
  const isGroup = element.type === 'Quantifier' || element.type === 'Alternation'
  return !isGroup || element.alternatives.every(({ elements }) => elements.some(canMiss))
}

/**
 * Decides if a text exists that an earlier repetition runs over, that this one runs over, and that holds a place where the
 * earlier one can end and this one begin. Repeated n times it has n such places.
 */
function beginsWithin(prefix, { alternatives }, maxCharacter) {
  const automaton = (elements) =>
    NFA.fromRegex(
      { type: 'Expression', parent: null, alternatives: [{ type: 'Concatenation', parent: null, elements }] },
      { maxCharacter },
      { assertions: 'ignore' },
    )
  return prefix.some((earlier, index) => {
    if (earlier.max !== Infinity) return false
    const between = consuming(prefix.slice(index + 1), maxCharacter)
    const here = consuming([repeat(alternatives, 0)], maxCharacter)
    const there = consuming([repeat(earlier.alternatives, 0)], maxCharacter)
    const both = NFA.fromIntersection(automaton([...there, ...between, ...here]), automaton(there))
    return !isDisjointWith(both, automaton(consuming([repeat(alternatives, 1)], maxCharacter)))
  })
}

/** Turns a first look-behind of one character (`^` is one too) into that character, and a backreference into any text. */
function consuming(elements, maxCharacter) {
  return elements.map((element, index) => {
    if (element.type === 'Unknown') return anything(maxCharacter)
    const seen = index === 0 && element.kind === 'behind' ? singleCharacter(element) : undefined
    if (seen) return { type: 'CharacterClass', parent: null, characters: element.negate ? seen.negate() : seen }
    if (!element.alternatives) return element
    const isFirst = index === 0 && element.type === 'Alternation'
    const alternatives = element.alternatives.map((one) => ({
      ...one,
      elements: isFirst ? consuming(one.elements, maxCharacter) : one.elements,
    }))
    return { ...element, alternatives }
  })
}

const repeat = (alternatives, min) => ({
  type: 'Quantifier',
  parent: null,
  min,
  max: Infinity,
  lazy: false,
  alternatives,
})

const anything = (maxCharacter) =>
  repeat([concatenation([{ type: 'CharacterClass', parent: null, characters: CharSet.all(maxCharacter) }])], 0)

const concatenation = (elements) => ({ type: 'Concatenation', parent: null, elements })

function singleCharacter({ alternatives }) {
  const elements = alternatives.length === 1 ? alternatives[0].elements : []
  return elements.length === 1 && elements[0].type === 'CharacterClass' ? elements[0].characters : undefined
}

/** The repetition as it is written; refa's places count the slash before the pattern. */
const textOf = ({ source }, pattern) => (source ? pattern.slice(source.start, source.end) : 'a repetition')
