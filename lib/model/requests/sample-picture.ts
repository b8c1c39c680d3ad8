/** A PNG of 64 by 64 pixels that shows a seven, light on dark, as the one picture that every model of pictures can read. */
const base64 =
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAA5klEQVR4Ae3BMW5DMQwFwV3e/84vQKoUKqxY+g4DzjDGGGOMMfqSfUm4RmWHbErCZSovkx1JeITKa4rmiuZkUxIuU3lZsUnlL5EPScKKyo6iOfmEJKyobCqak8clYUVlX9GcPCsJKyq/UjQnD0rCispvFc3JU5KwovKGojl5RBJWVN5TfI7K24r7knCNXJaEFZUTiubkpiSsqBxSNCfXJGFF5ZyiObkjCSsqRxXNyQVJWFE5rWhOTkvCisoFRXNyVBJWVO4ompNzkrCick1xmcpNRXNyVBJ+ULlMTkvCN5Uxxhhj/G9fgXtCRO3YyzMAAAAASUVORK5CYII='

export const samplePicture = (): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
