/** The zip that a deploy uploads, and what is in it. */
import { deflateSync } from 'node:zlib'
import { defaultSpec } from '../lib/spec/defaults'
import { flatSpec } from '../lib/spec/flat-spec'
import { HANDLER_SOURCE } from '../lib/wiring/handler-bundle.generated'
import { functionZip } from '../lib/wiring/run/zip'
import { report } from './row'

const zip = functionZip(flatSpec(defaultSpec('iris-xgboost', 'Real-time')), HANDLER_SOURCE)
const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
report(
  [
    {
      what: 'Zip of a function for rows',
      measured: kb(zip.length),
      peer: `${kb(Buffer.byteLength(HANDLER_SOURCE))} of source`,
      ratio: zip.length / Buffer.byteLength(HANDLER_SOURCE),
      goal: '≤ 16 KB',
      met: zip.length <= 16 * 1024,
    },
  ],
  [`The handler alone is ${kb(deflateSync(HANDLER_SOURCE, { level: 9 }).length)} deflated; the rest is the spec.`],
)
