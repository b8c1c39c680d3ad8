/**
 * The one wrapper that every server action goes through: session, role, input, account and region, in this order; then
 * one audit line, for a stream at its end. A server action is a public endpoint, so nothing that the browser sends is trusted, bound arguments
 * included. https://nextjs.org/docs/app/guides/data-security
 */
import 'server-only'
import { z } from 'zod'
import { currentPerson } from '../auth/session'
import { isExpected, toFailure } from '../errors'
import { log } from '../log'
import { fail, type Result } from '../result'
import { type Person, type Role, refusal } from '../roles'
import { requestNotes } from '../running/request-notes'
import { type AuditNote, audited } from './audit'
import { type ConsoleContext, openContext } from './context'

const place = z.object({ account: z.string().regex(/^\d{12}$/), region: z.string().max(32) })

interface Rules<S extends z.ZodType> {
  /** For the audit line: `endpoint.deploy`. */
  name: string
  role: Role
  input: S
}

export type ActionInput<S extends z.ZodType> = z.input<typeof place> & z.input<S>

export function action<S extends z.ZodType<object>, T>(
  rules: Rules<S>,
  run: (context: ConsoleContext, input: z.output<S>, note: (more: AuditNote) => void) => Promise<Result<T>>,
): (raw: ActionInput<S>) => Promise<Result<T>> {
  return async (raw) => {
    const notes = requestNotes()
    if (notes) notes.actionBegan = true
    const person = await currentPerson()
    if (!person) {
      return fail({ code: 'signed-out', message: 'You are signed out.', remedy: 'Sign in again; nothing was changed.' })
    }
    const where = place.safeParse(raw)
    const refused = refusal(person, rules.role)
    if (refused) {
      noteRefusal(rules.name, person, where.data)
      return fail({ code: 'forbidden', message: refused })
    }
    const input = rules.input.safeParse(raw)
    if (!where.success || !input.success) {
      const issues = [...(where.error?.issues ?? []), ...(input.error?.issues ?? [])]
      return fail({
        code: 'invalid-input',
        message: issues[0]?.message ?? 'The input does not fit.',
        fields: Object.fromEntries(issues.map((issue) => [issue.path.join('.'), issue.message])),
      })
    }
    const context = await openContext(person, where.data, rules.role === 'viewer' ? 'shared' : 'own')
    if (!context.ok) return context
    // Once more, as the account can allow less than the console.
    const limited = refusal(context.value.person, rules.role)
    if (limited) {
      noteRefusal(rules.name, context.value.person, { ...where.data, endpoint: endpointIn(input.data) })
      return fail({ code: 'forbidden', message: limited })
    }
    const line = {
      event: rules.name,
      person: person.email,
      role: context.value.person.role,
      ...where.data,
      endpoint: endpointIn(input.data),
      quiet: rules.role === 'viewer',
    }
    const noted: AuditNote = {}
    const note = (more: AuditNote) => void Object.assign(noted, more)
    return audited(
      line,
      () => settle(rules.name, () => run(context.value, input.data, note)),
      () => noted,
    )
  }
}

/** A refused attempt is a line of the record too. */
function noteRefusal(event: string, { email, role }: Person, where: object = {}): void {
  log().warn(
    { audit: true, event, person: email, role, ...where, ok: false, code: 'forbidden', refused: true },
    'refused',
  )
}

/** Names the endpoint, or endpoints, of the input. */
function endpointIn(input: object): string | string[] | undefined {
  if ('endpointName' in input && typeof input.endpointName === 'string') return input.endpointName
  if ('names' in input && Array.isArray(input.names)) return input.names.map(String)
  if ('spec' in input && typeof input.spec === 'object' && input.spec) return endpointIn(input.spec)
  return undefined
}

async function settle<T>(name: string, run: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await run()
  } catch (error) {
    if (isExpected(error)) return fail(toFailure(error, {}))
    log().error({ event: name, err: error }, 'unexpected')
    throw error
  }
}
