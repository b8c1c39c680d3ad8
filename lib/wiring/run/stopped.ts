/** What a run says that a person stopped. */
import { Refusal } from '../../errors'

/** Thrown where the run would go on; what was under way by then was done. */
export const stopped = () =>
  new Refusal({
    code: 'stopped',
    message: 'The deploy was stopped.',
    cause: 'Nothing was written yet.',
    remedy: 'Deploy again at any time.',
  })

/** What a first deploy leaves that was stopped. */
export const stoppedFirst = {
  cause: 'What it made so far is still there.',
  remedy: 'Undo it, or deploy again to finish.',
}

/** What callers have of an update that was stopped: the stage and the alias are what switches them. */
export function stoppedUpdate(isSwitched: boolean) {
  return {
    cause: isSwitched
      ? 'Callers reach the new version already; what was to follow was not done.'
      : 'Callers still reach what was live before. What was made beside it stays, and no call reaches it.',
    remedy: isSwitched
      ? 'Deploy again to finish, or restore the version before in the deployment history.'
      : 'Deploy again to finish, or repair the public API to go back to the options of before.',
  }
}
