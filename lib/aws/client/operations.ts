/** What an operation of AWS does, by its name: `GetRole`, `PutRolePolicy`. */

const reads = /^(Get|List|Describe|Head|Lookup|Filter|Simulate)/

/** Says by its name whether an operation of AWS only reads. */
export const isRead = (operation: string): boolean => reads.test(operation)

/** Says whether no setting of the account is another one after it. Invocations, sessions and searches of logs leave all as it was. */
export const changesNothing = (operation: string): boolean =>
  isRead(operation) || /^(Invoke|InvokeEndpoint|TestInvokeMethod|AssumeRole)$/.test(operation)
