/** Every service that the sandbox speaks. */
import type { Service } from '../kernel/types'
import { apiGatewayService } from './apigateway/service'
import { cloudTrailService } from './cloudtrail/service'
import { cloudWatchService } from './cloudwatch/service'
import { cognitoService } from './cognito-idp/service'
import { iamService } from './iam/service'
import { lambdaService } from './lambda/service'
import { logsService } from './logs/service'
import { pricingService } from './pricing/service'
import { s3Service } from './s3/service'
import { sagemakerService } from './sagemaker/service'
import { sagemakerRuntimeService } from './sagemaker-runtime/service'
import { stsService } from './sts'
import { taggingService } from './tagging'

export const services: Service[] = [
  apiGatewayService,
  cognitoService,
  cloudTrailService,
  cloudWatchService,
  iamService,
  lambdaService,
  logsService,
  pricingService,
  s3Service,
  sagemakerService,
  sagemakerRuntimeService,
  stsService,
  taggingService,
]
