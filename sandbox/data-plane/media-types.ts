/** Says whether a media type is one of the API's binary ones. */
export function isBinary(binaryMediaTypes: string[], mediaType: string | undefined): boolean {
  const type = mediaType?.split(/[;,]/)[0]?.trim().toLowerCase() ?? ''
  return binaryMediaTypes.some((one) => {
    const wanted = one.toLowerCase()
    return wanted === '*/*' || wanted === type || (wanted.endsWith('/*') && type.startsWith(wanted.slice(0, -1)))
  })
}

export const headerOf = (headers: [string, string][], name: string): string | undefined =>
  headers.findLast(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
