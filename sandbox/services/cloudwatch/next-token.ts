/** CloudWatch's refusal of a token of another list: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
import { startOf } from '../../kernel/page-token'
import { invalidNextToken } from './refuse'

export const nextStart = (list: string, token: unknown): number => startOf(list, token, invalidNextToken)
