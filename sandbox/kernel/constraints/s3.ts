/**
 * How S3 refuses an input that breaks its model: with a code and words for each member, and the argument beside them.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
 */
import { AwsError } from '../errors'
import type { Broken, Violation } from './violations'

interface Words {
  code?: string
  message: (value: string, broken: Broken) => string
  /** Members of the error beside code and message; an argument's name and value unless given. */
  members?: (name: string, value: string) => Record<string, unknown>
  source: string
}

const records = (file: string) =>
  `https://github.com/localstack/localstack/blob/master/tests/aws/services/s3/${file}.snapshot.json`
const swift = 'https://github.com/openstack/swift/blob/master/test/s3api/test_object_checksums.py'
const none = () => ({})

const enumOf = (broken: Broken): string[] => (broken.kind === 'enum' ? broken.values : [])

const unsupportedChecksum: Words = {
  code: 'InvalidRequest',
  message: (_, broken) =>
    `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${enumOf(broken).sort().join(', ')}]`,
  members: none,
  source: records('test_s3'),
}
const listNumber = (message: string): Words => ({ message: () => message, source: records('test_s3_list_operations') })

/** By the name on the wire, with the source of the words. */
export const s3Words: Record<string, Words> = {
  // Recorded with a message that is empty.
  'x-amz-acl': { message: () => '', source: records('test_s3') },
  'x-amz-object-ownership': {
    message: (value) => `Invalid x-amz-object-ownership header: ${value}`,
    members: (ArgumentName) => ({ ArgumentName }),
    source: records('test_s3_api'),
  },
  'encoding-type': {
    message: () => 'Invalid Encoding Method specified in Request',
    source: records('test_s3_list_operations'),
  },
  'x-amz-storage-class': {
    code: 'InvalidStorageClass',
    message: () => 'The storage class you specified is not valid',
    members: (_, StorageClassRequested) => ({ StorageClassRequested }),
    source: records('test_s3'),
  },
  'x-amz-sdk-checksum-algorithm': unsupportedChecksum,
  'x-amz-checksum-algorithm': unsupportedChecksum,
  'x-amz-checksum-type': {
    code: 'InvalidRequest',
    message: () => 'Value for x-amz-checksum-type header is invalid.',
    members: none,
    source: swift,
  },
  'x-amz-object-lock-mode': { message: () => 'Unknown wormMode directive.', source: records('test_s3') },
  'x-amz-object-lock-legal-hold': {
    message: () => "Legal Hold must be either of 'ON' or 'OFF'",
    source: 'https://github.com/versity/versitygw/blob/main/tests/test_rest_put_object.sh',
  },
  'x-amz-server-side-encryption': {
    message: () => 'The encryption method specified is not supported',
    source: 'https://github.com/openstack/swift/blob/master/swift/common/middleware/s3api/s3request.py',
  },
  'max-buckets': listNumber('Argument max-buckets must be an integer between 1 and 10000'),
  'max-keys': listNumber('Provided max-keys not an integer or within integer range'),
  partNumber: {
    message: () => 'Part number must be an integer between 1 and 10000, inclusive',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html',
  },
}

/** What AWS words nowhere is an argument that is not valid, as that of an ACL. */
const unworded: Words = {
  message: () => '',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList',
}

/** S3 names the first fault alone. */
export function s3Refusal([first]: Violation[]): AwsError {
  const { at = [], locationName = at.join('.'), value, broken = { kind: 'null' } } = first ?? {}
  const name = locationName
  const given = value === null || value === undefined ? '' : String(value)
  const { code = 'InvalidArgument', message, members } = s3Words[name] ?? unworded
  const besides = members?.(name, given) ?? { ArgumentName: name, ArgumentValue: given }
  return new AwsError(code, message(given, broken), 400, besides)
}
