import type { Integration } from '@/lib/spec/route-parts/integration'

/** What a request proved that was made up, as no sample row was given. */
export function reachedInWords({ status }: { status: number }, integration: Integration | undefined): string {
  if (integration?.kind === 'http')
    return `There was no sample row, so a request without one was sent: the address answered it with ${status}.`
  const by = integration ? 'the gateway reached the endpoint as the role' : 'the function reached the endpoint'
  const said = `There was no sample row, so one was made up: ${by}, which answered ${status}.`
  if (status === 202) return `${said} Whether the model answers is not proved.`
  return status < 400 ? said : `${said} A prediction is not proved: deploy with a row that the model takes.`
}
