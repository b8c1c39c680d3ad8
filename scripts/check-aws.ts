/**
 * `npm run check:aws`: queries a real account about what the AWS documentation leaves open (docs/first-run-on-aws.md). It creates
 * resources, so it starts only with `--create-resources`.
 */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { createClients } from '../lib/aws/client/create-clients'
import { partitionIn } from '../lib/aws/partition'
import { clean } from './check-aws/clean'
import { optionsOf } from './check-aws/options'
import type { Place } from './check-aws/place'
import { isGood, masked, reportText } from './check-aws/report'
import { checkAws } from './check-aws/run'

function stop(message: string): never {
  console.error(message)
  process.exit(2)
}

const options = optionsOf(process.argv.slice(2), process.env)
if (typeof options === 'string') stop(options)
const { region } = options

const clients = createClients({ region })
const identity = await clients.sts.send(new GetCallerIdentityCommand({})).catch((error: Error) => {
  stop(`AWS does not know these credentials. ${masked(`${error.name}: ${error.message}`)}`)
})
const endpointName = options.clean ?? `check-${randomBytes(4).toString('hex')}`
const place: Place = {
  clients,
  endpointName,
  target: {
    accountId: identity.Account ?? '',
    region,
    partition: partitionIn(identity.Arn ?? '', region),
  },
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
}

if (options.clean !== undefined) {
  const { removed, left } = await clean(place)
  console.log(removed.length > 0 ? `Removed: ${removed.join(', ')}.` : 'There was nothing to remove.')
  for (const one of left) console.error(masked(`Still there: ${one}`))
  process.exit(left.length > 0 ? 1 : 0)
}

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    if (stopping.signal.aborted) {
      console.error(`Left as it is. Remove it:  npm run check:aws -- --region ${region} --clean ${endpointName}`)
      process.exit(130)
    }
    console.error('Stopping: what was made is removed first. Press Ctrl-C again to leave it as it is.')
    stopping.abort()
  })

const report = await checkAws(place, { say: (line) => console.error(masked(line)), signal: stopping.signal })
const text = reportText(report)
console.log(`\n${text}`)
if (options.report) writeFileSync(options.report, text)
process.exit(isGood(report) ? 0 : stopping.signal.aborted && report.cleaned.left.length === 0 ? 130 : 1)
