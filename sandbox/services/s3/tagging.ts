/**
 * Tags of objects. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html
 */
import { AwsError } from '../../kernel/errors'
import { toXml } from '../../kernel/query'
import { type Call, type Need, type Operation, RawResponse, type Route } from '../../kernel/types'
import { identityAllows } from '../iam/authorize'
import { bucketOf } from './buckets'
import { checkTags } from './object-headers'
import type { ObjectTag, StoredObject } from './state'
import { document, elements, plainText } from './xml'

function objectOf(input: { Bucket?: string; Key?: string }, call: Call): StoredObject {
  const key = String(input.Key)
  const found = bucketOf(input, call).objects.get(key)
  if (!found) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key })
  return found
}

function tagsOf(body: Buffer): ObjectTag[] {
  const xml = body.toString('utf8')
  const tags = elements(xml, 'Tag').map((one) => [elements(one, 'Key')[0], elements(one, 'Value')[0]])
  if (!/<TagSet\s*\/?>/.test(xml) || tags.some(([key, value]) => key === undefined || value === undefined))
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    )
  return tags.map(([key = '', value = '']) => [plainText(key), plainText(value)])
}

export const taggingOperations: Record<string, Operation> = {
  GetObjectTagging: (input, call) => {
    const { tags = [] } = objectOf(input, call)
    return document('Tagging', `<TagSet>${tags.map(([Key, Value]) => toXml('Tag', { Key, Value })).join('')}</TagSet>`)
  },
  PutObjectTagging: (input, call) => {
    const found = objectOf(input, call)
    found.tags = checkTags(tagsOf(input.Body as Buffer))
    return new RawResponse(200, {}, '')
  },
  DeleteObjectTagging: (input, call) => {
    objectOf(input, call).tags = []
    return new RawResponse(204, {}, '')
  },
}

const one = { path: '/{Bucket}/{Key+}', rawBody: 'Body', marker: 'tagging' } as const

export const taggingRoutes: Route[] = [
  { ...one, operation: 'GetObjectTagging', method: 'GET' },
  { ...one, operation: 'PutObjectTagging', method: 'PUT' },
  { ...one, operation: 'DeleteObjectTagging', method: 'DELETE' },
]

/** To write an object with tags is to tag it: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
export const tagNeeds = (operation: string, { headers }: Call, resource: string): Need[] =>
  /^(PutObject|CreateMultipartUpload)$/.test(operation) && headers['x-amz-tagging']
    ? [{ action: 's3:PutObjectTagging', resource }]
    : []

/** Returns how many tags there are, if the caller can read them: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const tagCount = ({ tags = [] }: StoredObject, call: Call, resource: string): Record<string, string> =>
  tags.length > 0 && identityAllows(call, { action: 's3:GetObjectTagging', resource })
    ? { 'x-amz-tagging-count': String(tags.length) }
    : {}
