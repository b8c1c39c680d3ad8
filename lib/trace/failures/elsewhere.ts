/** What AWS says before any request: at a deploy, at a removal, to the console itself. For pasted messages. Pure. */
import { at } from '../../model/refusals/refusal'
import type { KnownFailure } from './known'

const repost = (name: string) => `https://repost.aws/knowledge-center/${name}`

export const failuresElsewhere: KnownFailure[] = [
  {
    id: 'role-propagation',
    hops: [],
    words: /role defined for the function cannot be assumed by Lambda/i,
    title: 'The new role has not reached Lambda yet',
    means:
      'IAM spreads a role over some seconds, at times minutes; until then Lambda cannot assume it. A wrong trust policy is worded the same.',
    call: 'lambda:CreateFunction',
    docs: at.iam('troubleshoot.html#troubleshoot_general_eventual-consistency'),
    remedy: 'Try again: Portico’s deploy does so by itself. If it lasts, the role must trust lambda.amazonaws.com.',
  },
  {
    id: 'kms-propagation',
    hops: [],
    words: /ARN does not refer to a valid principal/,
    title: 'The new role has not reached KMS yet',
    means:
      'Lambda allows the role to decrypt the environment variables by a grant, and KMS makes none for a role that it does not know yet.',
    call: 'lambda:CreateFunction',
    docs: at.iam('troubleshoot.html#troubleshoot_general_eventual-consistency'),
    remedy: 'Try again in some seconds: Portico’s deploy does so by itself. No key needs a change.',
  },
  {
    id: 'delete-rest-api-rate',
    hops: [],
    words: /TooManyRequestsException[\s\S]{0,500}?(DeleteRestApi|CreateDeployment|CreateRestApi|PutRestApi|operation)/,
    title: 'API Gateway’s management rate is used up',
    means:
      'An account can delete one REST API in 30 s, deploy one in 5 s and make ten calls a second. AWS raises none of these quotas.',
    call: 'apigateway:DeleteRestApi',
    docs: at.apiGateway('limits.html'),
    remedy: 'Wait and try again: Portico queues deploys and removals, and says how long they take.',
  },
  {
    id: 'half-deployed',
    hops: [],
    words:
      /EntityAlreadyExists|Function already exist|ResourceAlreadyExistsException|ResourceConflictException[\s\S]{0,500}?already exist/i,
    title: 'Something of an earlier deploy is left',
    means: 'A deploy ended in the middle, and its resources are in the way of the next one.',
    call: 'tag:GetResources',
    docs: 'https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html',
    remedy:
      'Deploy again: resources with Portico’s tags are completed, or removed on the overview page. The plan names what belongs to somebody else.',
  },
  {
    id: 'in-progress',
    hops: [],
    words:
      /concurrent modification|already an update in progress|An update is in progress for resource|ResourceConflictException[\s\S]{0,500}?in progress/i,
    title: 'Another change is under way',
    means: 'Function and API take one change at a time.',
    call: 'lambda:GetFunction',
    docs: at.lambda('functions-states.html'),
    remedy: 'Wait some seconds and try again: Portico’s deploy does so by itself.',
  },
  {
    id: 'pass-role',
    hops: [],
    words: /iam:PassRole/,
    title: 'The console is not allowed to give this role to Lambda',
    means: 'Whoever makes a function needs iam:PassRole on the role that the function gets.',
    call: 'lambda:CreateFunction',
    docs: at.iam('id_roles_use_passrole.html'),
    remedy:
      'Allow iam:PassRole on the role to the console’s own role, with lambda.amazonaws.com as iam:PassedToService.',
  },
  {
    id: 'runtime-retired',
    hops: [],
    words: /runtime parameter of \S+ is no longer supported|InvalidRuntimeException/i,
    title: 'Lambda takes no new functions of this runtime',
    means: 'A runtime is closed to new functions some time after its language’s version is retired.',
    call: 'lambda:CreateFunction',
    docs: at.lambda('lambda-runtimes.html'),
    remedy: 'Choose a newer runtime; taking the URL over brings Portico’s own.',
  },
  {
    id: 'model-data',
    hops: [],
    words: /Could not find model data at|model\.tar\.gz[\s\S]{0,500}?(not found|denied)|Failed to download model data/i,
    title: 'SageMaker cannot read the model’s artifact',
    means: 'There is no object at ModelDataUrl, or the model’s execution role is not allowed to read it.',
    call: 'sagemaker:DescribeModel',
    docs: at.sagemaker('deploy-model-troubleshoot.html'),
    remedy: 'Compare ModelDataUrl with the bucket, and allow s3:GetObject to the execution role.',
  },
  {
    id: 'instance-quota',
    hops: [],
    words: /ResourceLimitExceeded|account-level service limit/,
    title: 'The account has no quota for this instance',
    means: 'Each instance type has a quota for endpoints in each region, often 0 for GPUs at first.',
    call: 'sagemaker:CreateEndpoint',
    docs: 'https://docs.aws.amazon.com/general/latest/gr/sagemaker.html',
    remedy: 'Request a higher quota in Service Quotas, or take a type that has room.',
  },
  {
    id: 'no-capacity',
    hops: [],
    words: /InsufficientInstanceCapacity|Unable to provision requested ML compute capacity/i,
    title: 'AWS has no such instance free just now',
    means: 'The region has no capacity of this type at the moment; it is no fault of the account.',
    call: 'sagemaker:DescribeEndpoint',
    docs: repost('sagemaker-insufficient-capacity-error'),
    remedy: 'Try again later, or take another type or region.',
  },
  {
    id: 'function-too-large',
    hops: [],
    words: /Unzipped size must be smaller than|CodeStorageExceededException|RequestEntityTooLargeException/,
    title: 'The function’s code is too large',
    means: 'A zip is 50 MB at most when uploaded and 250 MB unpacked; all functions of a region share a storage quota.',
    call: 'lambda:UpdateFunctionCode',
    docs: at.lambda('gettingstarted-limits.html'),
    remedy: 'Leave the model’s libraries out: the handler only passes requests on. Portico’s has a few KB.',
  },
  {
    id: 'expired-credentials',
    hops: [],
    words:
      /ExpiredToken|security token included in the request is (expired|invalid)|InvalidClientTokenId|Unable to locate credentials/,
    title: 'The credentials have expired or are none',
    means: 'Whoever called AWS did so with a session that ended, or without keys.',
    call: 'sts:GetCallerIdentity',
    docs: at.iam('id_credentials_temp_use-resources.html'),
    remedy: 'Sign in to AWS again, or give the process a role.',
  },
  {
    id: 'clock-skew',
    hops: [],
    words: /Signature expired|Signature not yet current|SignatureDoesNotMatch|RequestTimeTooSkewed/,
    title: 'The request’s signature does not fit',
    means:
      'The secret key is another, the clock is more than five minutes off, or something changed the request on its way.',
    call: 'sts:GetCallerIdentity',
    docs: at.iam('reference_sigv-troubleshooting.html'),
    remedy: 'Set the clock by the network, and compare the keys.',
  },
  {
    id: 'access-denied',
    hops: [],
    words: /AccessDenied|is not authorized to perform|UnauthorizedOperation/,
    title: 'A policy is missing, or one denies it',
    means: 'AWS’s message names who was refused, the action and the resource; all three have to be in one statement.',
    call: 'iam:SimulatePrincipalPolicy',
    docs: at.iam('troubleshoot_access-denied.html'),
    remedy: 'Allow that action on that resource to that role; an explicit deny or an organisation’s policy goes first.',
  },
  {
    id: 'idle-bill',
    hops: [],
    words:
      /\b(?:sagemaker|endpoint|aws|gpu)\b.{0,80}\b(?:bill|billing|charged?|costs?)\b|\b(?:bill|billing|charged?|costs?)\b.{0,80}\b(?:sagemaker|aws|gpu)\b/i,
    title: 'An endpoint costs while nobody calls it',
    means:
      'Instances are paid by the hour from InService to deletion, idle or not; a GPU costs hundreds of dollars a month.',
    call: 'sagemaker:ListEndpoints',
    docs: at.sagemaker('inference-cost-optimization.html'),
    remedy: 'Delete endpoints that nobody calls, or make them serverless: those cost only while they answer.',
  },
]
