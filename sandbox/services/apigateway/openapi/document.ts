/** An OpenAPI document as a client sent it: no part of it need have the documented shape. */
export type Document = Record<string, unknown>

/** Returns the value if it is an object, and an empty object for anything else. */
export const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
