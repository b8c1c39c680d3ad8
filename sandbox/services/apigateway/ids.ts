/** Identifiers as API Gateway makes them: lower-case letters and digits, ten for an API, six for what is in it. */
import { randomInt } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

export const newId = (length: 6 | 10): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
