/** The unique id of the role that a version of a function was published for, written at the end of its description. Pure. */

/** A description has 256 characters at most: https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html */
const longest = 256

/** Adds the role's unique id to what a function or version is described as; an id that is not known adds nothing. */
export const withGrant = (description: string, roleId: string | undefined): string => {
  const end = roleId ? ` (role ${roleId})` : ''
  return `${description.slice(0, longest - end.length)}${end}`
}

const recorded = / \(role (AROA[A-Z0-9]{1,128})\)$/

/** The unique id of the role that the version was published for; absent before versions said so. */
export const grantOf = (description: string): string | undefined => description.match(recorded)?.[1]

/** The description without that id. */
export const withoutGrant = (description: string): string => description.replace(recorded, '')
