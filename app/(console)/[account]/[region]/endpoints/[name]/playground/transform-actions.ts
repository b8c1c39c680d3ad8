'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { ok } from '@/lib/result'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { listJobs, stopJob } from '@/lib/transform/jobs'
import { isJobOf } from '@/lib/transform/names'
import { readJobObject } from '@/lib/transform/read-job'
import { abandonJob, beginJob, placeOf, startJob } from '@/lib/transform/start'
import { jobObjects, partBytes, uploadedObjects } from '@/lib/transform/types'
import { sendPart } from '@/lib/transform/upload'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucket = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'A bucket has 3 to 63 small letters, digits, dots and hyphens.')
const uploadId = z.string().min(1).max(1024)
const job = z.object({ endpointName, jobName: z.string().max(63) })
const isOwn = (one: z.infer<typeof job>) => isJobOf(one.endpointName, one.jobName)
const foreign = { path: ['jobName'], message: 'Not a job of this endpoint' }

export const beginTransformAction = action(
  { name: 'transform.begin', role: 'deployer', input: z.object({ endpointName, bucket }) },
  async ({ clients, target }, input) => ok(await beginJob(clients, target, input)),
)

export const sendPartAction = action(
  {
    name: 'transform.send-part',
    role: 'deployer',
    input: job
      .extend({
        bucket,
        object: z.enum(uploadedObjects),
        uploadId,
        number: z.int().min(1).max(10_000),
        bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= partBytes, 'At most 5 MiB at a time'),
      })
      .refine(isOwn, foreign),
  },
  async ({ clients }, { object, ...input }) => ok(await sendPart(clients.s3, placeOf(input, object), input)),
)

const upload = z.object({ id: uploadId, etags: z.array(z.string().max(200)).min(1).max(10_000) })
const rows = z.int().min(0).max(1_000_000)

export const startTransformAction = action(
  {
    name: 'transform.start',
    role: 'deployer',
    input: job
      .extend({
        bucket,
        uploads: z.object({ rows: upload, source: upload }),
        manifest: z.object({
          fileName: z.string().max(255),
          rows,
          sent: rows,
          truth: z.int().min(0).optional(),
        }),
        instanceType: z
          .string()
          .max(64)
          .regex(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/, 'An instance type is named like ml.m5.large.'),
        instanceCount: z
          .int('A whole number of instances')
          .min(1, 'At least 1 instance')
          .max(100, 'At most 100 instances'),
        oneRowAtATime: z.boolean(),
      })
      .refine(isOwn, foreign),
  },
  async ({ clients, target, person }, input) => ok(await startJob(clients, target, input, person.email)),
)

export const abandonTransformAction = action(
  {
    name: 'transform.abandon',
    role: 'deployer',
    input: job.extend({ bucket, uploads: z.object({ rows: uploadId, source: uploadId }) }).refine(isOwn, foreign),
  },
  async ({ clients }, { uploads, ...place }) => ok(await abandonJob(clients, place, uploads)),
)

export const listTransformsAction = action(
  { name: 'transform.list', role: 'viewer', input: z.object({ endpointName }) },
  async ({ clients }, { endpointName }) => ok(await listJobs(clients.sagemaker, endpointName)),
)

export const stopTransformAction = action(
  { name: 'transform.stop', role: 'deployer', input: job.refine(isOwn, foreign) },
  async ({ clients }, { endpointName, jobName }) => ok(await stopJob(clients.sagemaker, endpointName, jobName)),
)

export const readTransformAction = action(
  {
    name: 'transform.read',
    role: 'viewer',
    input: job.extend({ object: z.enum(jobObjects), offset: z.int().min(0) }).refine(isOwn, foreign),
  },
  async ({ clients }, input) => ok(await readJobObject(clients, input)),
)
