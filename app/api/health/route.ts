import { config } from '@/lib/config'

export const dynamic = 'force-dynamic'

/** 200 once the process serves requests and its configuration is complete; makes no call of AWS. */
export function GET() {
  config()
  return Response.json({ status: 'ok' })
}
