/** The arguments of `npm run check:aws`. It does not start without its flag. */
import { parseArgs } from 'node:util'
import { isCheckName } from './place'

export interface Options {
  region: string
  /** A file that the report is written to. */
  report?: string
  /** The check whose resources are removed; nothing is made then. */
  clean?: string
}

const usage = `This check creates resources in the AWS account of your credentials, and removes them at the end:

  an IAM role without permissions, a Lambda function of 128 MB, a REST API with a stage that
  refuses every call but OPTIONS, an API key in no usage plan, a usage plan without keys.

  It takes about two minutes. Nothing of it costs by the hour; the calls of the function cost less
  than 0.01 USD. It needs the permissions of docs/iam/viewer.json and docs/iam/deployer.json.

Start it with:  npm run check:aws -- --create-resources --region us-east-1 [--report portico-check.md]
Remove what an earlier check left:  npm run check:aws -- --region us-east-1 --clean check-1a2b3c4d`

/** @returns what a person has to know if it must not start */
export function optionsOf(args: string[], env: Record<string, string | undefined>): Options | string {
  const { values } = parseArgs({
    args,
    options: {
      'create-resources': { type: 'boolean', default: false },
      region: { type: 'string', default: env.AWS_REGION ?? env.AWS_DEFAULT_REGION },
      report: { type: 'string' },
      clean: { type: 'string' },
    },
  })
  const { region, report, clean } = values
  if (clean === undefined && !values['create-resources']) return usage
  if (!region) return `Name a region: --region us-east-1\n\n${usage}`
  if (clean !== undefined && !isCheckName(clean)) return '--clean takes the name of a check: check-1a2b3c4d'
  return { region, report, clean }
}
