export interface ShellAccount {
  id: string
  name?: string
  regions: string[]
  /** Why the person can only look there. */
  limit?: string
}

export interface ShellUser {
  name: string
  /** `viewer`, `deployer`, `admin`: in the account that is open. */
  role: string
  /** Why it is less than elsewhere. */
  limit?: string
}

/** The page of another account or region that matches this one: its section, since an endpoint lives in one region only. */
export function pathInPlace(path: string, account: string, region: string): string {
  const section = path.split('/')[3] ?? 'endpoints'
  return `/${account}/${region}/${section}`
}

/** Lists every other account and region, as links to their endpoint lists. */
export const elsewhereOf = (accounts: ShellAccount[], account: string, region: string) =>
  accounts.flatMap(({ id, name, regions }) =>
    regions
      .filter((one) => id !== account || one !== region)
      .map((one) => ({
        label: id === account ? one : `${name ?? id} in ${one}`,
        href: `/${id}/${one}/endpoints`,
      })),
  )

/** Links another account at the same region if it has that region, else at its first. */
export const regionIn = ({ regions }: Pick<ShellAccount, 'regions'>, region: string): string =>
  regions.includes(region) ? region : (regions[0] ?? region)
