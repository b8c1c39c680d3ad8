import type { NewShareLink } from '@/lib/share/types'
import { copyAndSay } from '../ui/text/copy-button'

/** Copies the address of a link that was just made, and says so; one whose key has still to spread opens a little later. */
export const copyNewLink = ({ link, opensSoon }: NewShareLink): Promise<boolean> =>
  copyAndSay(link.url, opensSoon ? 'Share link made and copied; it opens in a minute' : 'Share link made and copied')
