/** Names the tool after the path: at most 64 letters, digits, `_` and `-`, which every client takes. */
export const toolName = (resourcePath: string): string =>
  `predict_${resourcePath.replace(/[^A-Za-z0-9_-]+/g, '_')}`.slice(0, 64)
