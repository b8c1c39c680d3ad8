/** What API Gateway and clients say: bodies that it cannot read, signatures, and networks without a way to SageMaker. */
import { at, inOptions, type RefusalKind } from './refusal'

/** `2c` is a comma. */
function character(hex: string): string {
  const code = Number.parseInt(hex, 16)
  const names: Record<string, string> = {
    ',': 'a comma',
    '{': 'a brace',
    '"': 'a quotation mark',
    ' ': 'a blank',
    '.': 'a point',
    '-': 'a hyphen',
    _: 'an underscore',
  }
  const written = String.fromCharCode(code)
  return names[written] ?? (code > 32 && code < 127 ? `“${written}”` : `the character ${hex}`)
}

export const gatewayRefusals: RefusalKind[] = [
  {
    id: 'base64-body',
    at: 'gateway',
    says: [/illegal base64 character (?<hex>[0-9a-f]{1,2})\b/i, /unable to base64 decode the body/i],
    title: 'API Gateway decodes base64, and the body is plain text',
    means: ({ hex }) =>
      `The integration converts bodies to binary${hex ? `, and this one has ${character(hex)}, which base64 has not` : ''}: its media type is no binary type of the API, or the function answers isBase64Encoded with text.`,
    remedy:
      'Deploy the public API again: Portico’s integration passes text through, and its function encodes what it marks.',
    source: at.apiGateway('api-gateway-payload-encodings-workflow.html'),
  },
  {
    id: 'gateway-json-body',
    at: 'gateway',
    says: [
      /could not parse request body into json(?::.{0,80}unrecognized token '(?<token>[^']{1,40}))?/i,
      /could not parse payload into json/i,
    ],
    title: 'API Gateway reads the body as JSON, and it is not JSON',
    means: ({ token }) =>
      `A mapping template or validator of the method reads JSON${token ? `, and the body begins with ${token.slice(0, 20)}` : ''}. Without a Content-Type a body counts as JSON.`,
    remedy: `Send Content-Type: text/csv with a row. To accept any body, choose “Lambda function” behind the gateway ${inOptions}.`,
    visitor: 'The model did not take this form of input.',
    source: at.repository('serverless/serverless/issues/2270'),
  },
  {
    id: 'credential-scope',
    at: 'gateway',
    says: [
      /credential should be scoped to a valid region(?:, not '(?<got>[\w-]{1,40})')?/i,
      /credential should be scoped to correct service: '(?<service>[\w-]{1,40})'/i,
    ],
    title: 'The request is signed for another region or service',
    means: ({ got, service }) =>
      service
        ? `The service in the signature has to be ${service}.`
        : `The signature names ${got ? `${got}, which is not the region of the API` : 'a region that is not the API’s'}; with a domain of one’s own a client cannot guess it.`,
    remedy: 'Sign with the service execute-api and the region of the API, as the AWS snippet of this public API does.',
    source: at.repository('Kong/insomnia/issues/713'),
  },
  {
    id: 'signature',
    at: 'gateway',
    says: [/request signature we calculated does not match the signature you provided/i],
    title: 'The signature does not fit the request',
    means:
      'Something was changed after signing (the query’s encoding, a header, the body), or the secret key is another.',
    remedy:
      'Sign the very URL, headers and body that are sent, with the service execute-api; copy the AWS snippet of this public API.',
    source: at.iam('reference_sigv-troubleshooting.html'),
  },
  {
    id: 'authorization-header',
    at: 'gateway',
    says: [/(?:not a valid|invalid) key=value pair \(missing equal-?sign\) in authorization header/i],
    title: 'The gateway wants a signature and got another Authorization',
    means:
      'The method has AWS_IAM, or the path does not exist: for both, API Gateway reads Authorization as a signature.',
    remedy: 'Call the whole invoke URL, stage and path included; sign the request if the API takes AWS credentials.',
    source: 'https://repost.aws/knowledge-center/api-gateway-authentication-token-errors',
  },
  {
    id: 'connect-timeout',
    at: 'gateway',
    says: [
      /connect timeout on endpoint url: ?"?https:\/\/(?<host>[\w.-]{1,120})/i,
      /could not connect to the endpoint url: ?"?https:\/\/(?<host>[\w.-]{0,40}sagemaker[\w.-]{1,80})/i,
    ],
    title: 'The caller has no way to SageMaker',
    means: ({ host }) =>
      `Nothing answers at ${host ?? 'its address'}: a function or notebook in a VPC has no way out of its subnets.`,
    remedy:
      'Add an interface endpoint for sagemaker.runtime to the VPC (its security group has to allow port 443), or take the function out of it.',
    source: at.sagemaker('interface-vpc-endpoint.html'),
  },
  {
    id: 'url-too-long',
    at: 'gateway',
    says: [/\b414 (?:request-)?uri|(?:request-)?uri too (?:long|large)/i],
    title: 'The URL is too long',
    means: 'API Gateway takes a request line and headers of 10,240 bytes together.',
    remedy: 'Send the row in the body of a POST instead of the query.',
    visitor: 'That is too much at once. Send something smaller.',
    source: at.apiGateway('limits.html'),
  },
]
