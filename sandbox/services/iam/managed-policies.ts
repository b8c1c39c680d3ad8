/** The AWS-managed policies that tutorials attach to a function's role, in the actions that matter here. */
export const managedPolicies: Record<string, object> = {
  'service-role/AWSLambdaBasicExecutionRole': {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
    ],
  },
  AmazonSageMakerFullAccess: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }],
  },
}

/** The document of `arn:aws:iam::aws:policy/…`, or undefined where AWS has no such policy here. */
export const managedPolicy = (arn: string): object | undefined =>
  managedPolicies[arn.replace(/^arn:aws[a-z-]*:iam::aws:policy\//, '')]
