import type { Metadata } from 'next'
import { LateDeploySheet } from '@/components/deploy/late-deploy-sheet'
import { attempt } from '@/lib/attempt'
import { callerAddress } from '@/lib/console/caller-address'
import { wiringContext } from '@/lib/console/wiring-context'
import { withStartingAccess } from '@/lib/cost/exposure'
import { readWiringPrices } from '@/lib/cost/read-wiring-prices'
import { acceleratedInstance } from '@/lib/endpoints/accelerated'
import { endpointObstacle } from '@/lib/endpoints/deploy-obstacle'
import { describeEndpoint } from '@/lib/endpoints/describe'
import { callCosts } from '@/lib/endpoints/probe/call-costs'
import { deployedProfile, withContainerOf } from '@/lib/endpoints/probe/deployed-profile'
import { detectModel } from '@/lib/endpoints/probe/detect-model'
import { triesByItself } from '@/lib/endpoints/probe/first-try'
import { testedBy } from '@/lib/endpoints/probe/starting-spec'
import { readTargets } from '@/lib/endpoints/read-targets'
import { servingImage } from '@/lib/endpoints/serving-image'
import { startingTarget } from '@/lib/endpoints/target-choices'
import { jobs } from '@/lib/jobs/console-jobs'
import { profileLine } from '@/lib/model/profile/profile'
import { refusal } from '@/lib/roles'
import { defaultSpec } from '@/lib/spec/defaults'
import { enforcing } from '@/lib/spec/route-parts/enforcing'
import { withProfile } from '@/lib/spec/route-parts/with-profile'
import { onlyRoute } from '@/lib/spec/spec'
import { readDeployed } from '@/lib/wiring/read/live-spec'
import { recoverSpec } from '@/lib/wiring/read/recover-spec'
import { listUserPoolsAction } from '../../access-actions'
import { findEvidenceAction, probeEndpointAction, testSampleAction, tryModelAction } from '../../evidence-actions'
import { type EndpointParams, openEndpointPage } from '../../read-endpoint'
import { createShareLinkAction } from '../../share-actions'
import {
  planDeployAction,
  startDeployAction,
  startUndoAction,
  stopDeployAction,
  stopTryingAction,
  watchJobAction,
} from '../../wiring-actions'

interface DeployPageProps {
  params: Promise<EndpointParams>
  searchParams: Promise<{ job?: string }>
}

export async function generateMetadata({ params }: DeployPageProps): Promise<Metadata> {
  return { title: `Deploy ${(await params).name}` }
}

export default async function DeployPage({ params, searchParams }: DeployPageProps) {
  const { account, region, name } = await params
  const context = await openEndpointPage(account, region, name, '/deploy')
  if (!context.ok) return null
  const { clients, target, person } = context.value
  const [endpoint, live] = await Promise.all([
    attempt(() => describeEndpoint(clients, name)),
    attempt(() => readDeployed(wiringContext(context.value), name)),
  ])
  // The overview behind the sheet says why the endpoint cannot be read.
  if (!endpoint.ok) return null
  const { kind, status, name: endpointName, variants } = endpoint.value
  const targets = await readTargets(clients, endpoint.value)
  const start = startingTarget(targets)
  const plain = defaultSpec(endpointName, kind, variants[0]?.image, start)
  const lost = live.ok && live.value.spec === undefined
  const found = lost ? await attempt(() => recoverSpec(wiringContext(context.value), plain)) : undefined
  const denied = refusal(person, 'deployer')
  // Reads alone, so that the form is there at once: it has the model called itself. What AWS keeps of the data is for those who
  // can deploy.
  const isFirst = lost && found?.ok && found.value === undefined && !denied
  const detected = isFirst ? await attempt(() => detectModel(clients, endpoint.value, start, 'never')) : undefined
  const profile = detected?.ok ? detected.value.profile : undefined
  const base = enforcing(profile ? withProfile(plain, profile, servingImage(variants, start)) : plain)
  const unsure = profile === undefined || profile.sure === 'unsure'
  const guarded = isFirst ? await withStartingAccess(context.value, base, { variants, unsure }) : undefined
  const recovered = found?.ok ? found.value : undefined
  const inPlace = live.ok ? (live.value.spec ?? recovered?.spec) : undefined
  const kept = inPlace && deployedProfile(onlyRoute(inPlace), live.ok ? live.value.tags : {}, variants)
  const deployed = inPlace && (kept?.stale ? withContainerOf(inPlace, variants) : inPlace)
  // Without them the form would start from guesses, and overwrite what was chosen before.
  const { unread } = endpoint.value
  const refused = [live, found].map((read) => (read && !read.ok ? read.error : undefined)).find(Boolean)
  const unknown = refused ?? unread.config ?? unread.models
  const obstacle = denied ?? endpointObstacle(status) ?? unknown?.message
  const replay =
    (await jobs().running({ ...target, endpointName }))?.kind === 'deploy' || (await searchParams).job !== undefined
  return (
    <LateDeploySheet
      place={{ account, region }}
      from={{
        base: deployed ?? guarded?.spec ?? base,
        accessReason: guarded?.reason,
        targets,
        deployed: deployed !== undefined,
        defaults: deployed ? (onlyRoute(deployed).request.enforce ? enforcing(plain) : plain) : base,
        usual: await jobs().usual('deploy'),
        detected: profile && {
          line: profileLine(profile),
          kinds: profile.readings.length,
          candidates: detected?.ok ? detected.value.candidates : [],
          tested: detected?.ok ? testedBy(base, detected.value.provingCall) : undefined,
          learned: detected?.ok ? detected.value.learned : undefined,
          ...callCosts(endpoint.value),
        },
        tries: triesByItself({
          endpoint: endpoint.value,
          obstacle,
          replay,
          detected: detected?.ok ? detected.value : undefined,
          deployed,
          start,
        }),
        kept,
        prices: attempt(() => readWiringPrices(clients, target.region)),
        requiredTags: context.value.guardRails?.tags,
        accelerator: acceleratedInstance(variants),
        callerAddress: await callerAddress(),
      }}
      recovered={recovered}
      denied={denied}
      obstacle={obstacle}
      replay={replay}
      actions={{
        probe: probeEndpointAction,
        tryModel: tryModelAction,
        testSample: testSampleAction,
        find: findEvidenceAction,
        findPools: listUserPoolsAction,
        plan: planDeployAction,
        start: startDeployAction,
        startUndo: startUndoAction,
        stopTrying: stopTryingAction,
        stop: stopDeployAction,
        watch: watchJobAction,
        share: createShareLinkAction,
      }}
    />
  )
}
