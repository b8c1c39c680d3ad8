/** What callers can download of a URL. The files themselves are made in `download-file.ts`, which pages load when it is needed. */
export const downloadKinds = [
  { kind: 'openapi', label: 'OpenAPI 3.1' },
  { kind: 'postman', label: 'Postman collection' },
] as const

export type DownloadKind = (typeof downloadKinds)[number]['kind']
