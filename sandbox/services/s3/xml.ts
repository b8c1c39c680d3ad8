import { RawResponse } from '../../kernel/types'

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** @param content elements, as XML */
export const document = (root: string, content: string, headers: Record<string, string> = {}): RawResponse =>
  new RawResponse(
    200,
    { 'content-type': 'application/xml', ...headers },
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${content}</${root}>`,
  )
