/** What a check reads: the named files, else all that Git knows or would add. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * @param {string[]} named paths that a person gave; none: all of the repository
 * @param {string[]} patterns as `git ls-files` takes them
 * @param {(file: string) => boolean} isRead of those that are not named
 */
export function listedFiles(named, patterns, isRead) {
  if (named.length > 0) return named
  return execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...patterns], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((file) => existsSync(file) && isRead(file))
}
