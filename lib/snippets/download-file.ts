/** The files that callers of a URL download: pure text from what is public of it, without any secret. */
import type { DescribedUrl } from './described-url'
import type { DownloadKind } from './download-kinds'
import { openApiForCallers, splitUrl } from './openapi/document'
import { postmanCollection } from './postman'

interface DownloadFile {
  name: string
  type: string
  text: string
}

const makers: Record<DownloadKind, (url: DescribedUrl, name: string) => DownloadFile> = {
  openapi: (url, name) => ({
    name: `${name}.openapi-3.1.json`,
    // https://spec.openapis.org/oas/v3.1.0#document-structure
    type: 'application/vnd.oai.openapi+json;version=3.1',
    text: jsonOf(openApiForCallers(url)),
  }),
  postman: (url, name) => ({
    name: `${name}.postman_collection.json`,
    type: 'application/json',
    text: jsonOf(postmanCollection(url)),
  }),
}

const jsonOf = (value: object) => `${JSON.stringify(value, null, 2)}\n`

/** Makes one file, named after the path of the URL. */
export function downloadFile(kind: DownloadKind, url: DescribedUrl): DownloadFile {
  const { path } = splitUrl(url.invokeUrl)
  return makers[kind](
    url,
    path
      .slice(1)
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[.-]+/, '') || 'api',
  )
}
