/** The function's environment variables. */
export type Environment = Record<string, string | undefined>

/** The end of AWS's host names in the function's partition; the deploy says it if it is another. */
export const domainOf = (env: Environment): string => env.DOMAIN_SUFFIX || 'amazonaws.com'
