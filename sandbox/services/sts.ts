/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
import type { Service } from '../kernel/types'

export const stsService: Service = {
  signingName: 'sts',
  protocol: 'query',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations: {
    GetCallerIdentity: (_, { principal }) => ({
      UserId: principal.userId,
      Account: principal.accountId,
      Arn: principal.arn,
    }),
  },
}
