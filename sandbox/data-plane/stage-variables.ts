/** A URI with the stage's variables filled in: `${stageVariables.name}`. */
export const withStageVariables = (uri: string, variables: Record<string, string>): string =>
  uri.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => variables[name] ?? '')
