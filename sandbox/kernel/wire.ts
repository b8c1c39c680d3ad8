/** What a client sees of a service: how it is named, its wire format, and an answer in that format. */

export interface WireService {
  /** The SigV4 signing name: `sagemaker`, `lambda`, `apigateway`, `iam`, `sts`, `logs`, `tagging`, `s3`. */
  signingName: string
  /** The prefix of the service's IAM actions; the signing name unless named (`tag` for `tagging`). */
  iamPrefix?: string
  protocol: 'json-1.0' | 'json-1.1' | 'rpc-v2-cbor' | 'query' | 'rest-json' | 'rest-xml'
}

export interface WireResponse {
  status: number
  headers: Record<string, string>
  body: Buffer | string | AsyncIterable<Buffer>
}
