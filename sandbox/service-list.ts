/** Every service of the sandbox. */
import { testInvoke } from './data-plane/test-invoke'
import type { Service } from './kernel/types'
import { apiGatewayService } from './services/apigateway/service'
import { cloudTrailService } from './services/cloudtrail/service'
import { cloudWatchService } from './services/cloudwatch/service'
import { cognitoService } from './services/cognito-idp/service'
import { iamService } from './services/iam/service'
import { lambdaService } from './services/lambda/service'
import { logsService } from './services/logs/service'
import { pricingService } from './services/pricing/service'
import { s3Service } from './services/s3/service'
import { sagemakerService } from './services/sagemaker/service'
import { sagemakerRuntimeService } from './services/sagemaker-runtime/service'
import { stsService } from './services/sts'
import { taggingService } from './services/tagging'
import { wafService } from './services/wafv2'

export const services: Service[] = [
  apiGatewayService({ testInvoke }),
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
  wafService,
]
