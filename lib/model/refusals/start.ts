/** What SageMaker says of a container that it cannot start, as FailureReason of the endpoint or in its log. */
import { formatFixed } from '../../locale'
import { at, type RefusalKind } from './refusal'

const gigabytes = (bytes: string): string => `${formatFixed(Number(bytes) / 2 ** 30, 1)} GB`

export const startRefusals: RefusalKind[] = [
  {
    id: 'exec-format',
    at: 'start',
    says: [/exec format error/i, /image (?:platform|architecture)[^.]{0,60}does not match/i],
    title: 'The image was built for another processor',
    means: 'It holds programs for ARM, as a Mac builds them, and the instance has x86 (or the other way round).',
    remedy: 'Build it again with docker build --platform linux/amd64, push it, and create the model again.',
    source: at.repository('aws/deep-learning-containers/issues/1157'),
  },
  {
    id: 'serve-missing',
    at: 'start',
    says: [/exec: "?serve"?: executable file not found/i],
    title: 'The image has no program named serve',
    means: 'SageMaker starts a container by docker run IMAGE serve, and no such file is in its PATH.',
    remedy: 'Copy serve into a folder of the PATH in the Dockerfile, or set an ENTRYPOINT.',
    source: at.repository('aws/amazon-sagemaker-examples/issues/628'),
  },
  {
    id: 'serve-not-executable',
    at: 'start',
    says: [/exec: "?[\w./-]{0,80}serve"?: permission denied/i],
    title: 'The program serve is not executable',
    means: 'The file is in the image and has no permission to run.',
    remedy: 'Add RUN chmod +x serve to the Dockerfile.',
    source: at.repository('aws/amazon-sagemaker-examples/issues/628'),
  },
  {
    id: 'serverless-start',
    at: 'start',
    says: [/unable to successfully stand up your model within the allotted (?<seconds>\d{1,4}) second/i],
    title: 'The serverless container does not start in time',
    means: ({ seconds = '180' }) => `Download, start and the first /ping have ${seconds} s together.`,
    remedy: 'Raise MemorySizeInMB of the endpoint configuration: more memory brings more processor, up to 6,144 MB.',
    source: at.sagemaker('serverless-endpoints-invoke.html'),
  },
  {
    id: 'image-too-large',
    at: 'start',
    says: [/image size (?<got>\d{1,15}) is greater than supported size (?<limit>\d{1,15})/i],
    title: 'The image is too large for a serverless endpoint',
    means: ({ got, limit }) =>
      got && limit
        ? `It has ${gigabytes(got)}, and serverless endpoints take ${gigabytes(limit)}.`
        : 'Serverless endpoints take images of 10 GB.',
    remedy: 'Take the CPU version of the image, or an endpoint with instances.',
    source: at.repository('aws/deep-learning-containers/issues/4616'),
  },
  {
    id: 'image-access',
    at: 'start',
    says: [
      /does not grant ecr:\w{1,40}/i,
      /cannot pull algorithm container/i,
      /does not have BatchGetImage permission/i,
      /make sure all images included in the model for the production variant/i,
      /CannotPullContainer/,
    ],
    title: 'SageMaker cannot read the image',
    means: 'The image is not there, is in another region, or the model’s execution role is not allowed to read it.',
    remedy:
      'Push the image to ECR in this region, and allow ecr:BatchGetImage and ecr:GetDownloadUrlForLayer to the role.',
    source: at.repository('yuyasugano/terraform-sagemaker-sample-1/issues/1'),
  },
  {
    id: 'archive-broken',
    at: 'start',
    says: [/failed to extract model data archive/i, /is a valid tar\.gz archive/i],
    title: 'The model’s artifact is no tar.gz that SageMaker can unpack',
    means: 'The object is another format, or holds symbolic links.',
    remedy: 'Pack it with tar -czhf model.tar.gz, which copies what links point to.',
    source: 'https://repost.aws/knowledge-center/sagemaker-endpoint-creation-fail',
  },
  {
    id: 'archive-too-large',
    at: 'start',
    says: [/model data archive is too large/i],
    title: 'The model’s artifact does not fit on the instance',
    means: 'SageMaker unpacks the archive on the instance’s disk before the container starts.',
    remedy: 'Take an instance type with more memory and disk, or an uncompressed ModelDataSource.',
    source: at.repository('aws/sagemaker-python-sdk/issues/879'),
  },
  {
    id: 'ping-health-check',
    at: 'start',
    says: [/did not pass the ping health check/i],
    title: 'The endpoint failed: its container does not answer /ping',
    means:
      'SageMaker started the container and got no 200 from GET /ping in time: the model’s artifact does not load, or the server does not listen on port 8080.',
    remedy: 'Look at the model’s artifact first, then at the container log; create the endpoint again.',
    source: at.sagemaker('deploy-model-troubleshoot.html'),
  },
  {
    id: 'cannot-start',
    at: 'start',
    says: [/CannotStartContainer(?:Error)?/, /starts correctly when invoked with '?docker run/i],
    title: 'The container cannot start',
    means:
      'SageMaker runs docker run IMAGE serve, and the process ends at once: a training image, no serve, or another processor.',
    remedy: 'Run docker run IMAGE serve yourself and read why it ends; create the model with an image for inference.',
    source: at.repository('aws/sagemaker-python-sdk/issues/4615'),
  },
]
