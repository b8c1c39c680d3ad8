/** API Gateway's errors, each with the status that its API model declares. */
import { AwsError } from '../../kernel/errors'

export const badRequest = (message: string) => new AwsError('BadRequestException', message, 400)
export const notFound = (message: string) => new AwsError('NotFoundException', message, 404)
export const conflict = (message: string) => new AwsError('ConflictException', message, 409)
export const limitExceeded = (message: string) => new AwsError('LimitExceededException', message, 429)

/** What the service's front answers before an operation sees its input. */
export const validation = (errors: string[]) =>
  new AwsError(
    'ValidationException',
    `${errors.length} validation error${errors.length === 1 ? '' : 's'} detected: ${errors.join('; ')}`,
    400,
  )

/** `Value 'x' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [A, B]`. */
export const notInEnum = (value: unknown, member: string, allowed: readonly string[]) =>
  `Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`

export const serialization = (message: string) => new AwsError('SerializationException', message, 400)

/** What UpdateStage answers to the removal of whatever it does not know. */
export const noSuchSetting = (path: string) =>
  badRequest(`Cannot remove method setting ${path} because there is no method setting for this method `)
