import { ButtonLink } from '../ui/button'
import { EmptyState } from '../ui/state/empty-state'

export interface EndpointMissingProps {
  name: string
  region: string
  listPath: string
  /** The same name in the console's other regions. */
  elsewhere: { region: string; href: string }[]
}

export function EndpointMissing({ name, region, listPath, elsewhere }: EndpointMissingProps) {
  return (
    <div>
      <h1 className="mb-5 break-words font-medium font-mono text-20 tracking-[-0.02em] max-md:text-16">{name}</h1>
      <div className="rounded-card border border-line bg-surface">
        <EmptyState
          title={`No endpoint of this name in ${region}`}
          actions={
            <>
              <ButtonLink href={listPath} variant="primary">
                All endpoints in {region}
              </ButtonLink>
              {elsewhere.map((one) => (
                <ButtonLink key={one.region} href={one.href}>
                  Look in {one.region}
                </ButtonLink>
              ))}
            </>
          }
        >
          It might be deleted or in another region, or the address is misspelt. Portico has no public API for it here
          either.
        </EmptyState>
      </div>
    </div>
  )
}
