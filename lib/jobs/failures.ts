/** Why a job does not start, is not stopped, or ended without an outcome, in words for whoever clicked. Pure. */

type JobKind = 'deploy' | 'remove'

export const notRunning = {
  code: 'no-job',
  message: 'This deploy does not run any more, or it runs in another process of the console.',
  remedy: 'Refresh the page to see what is there.',
}

export const notHere = {
  code: 'no-job',
  message: 'This process runs no job for the endpoint.',
  remedy: 'Refresh the page.',
}

export const notKept = {
  code: 'no-job',
  message: 'No job of the endpoint is kept any more.',
  remedy: 'Refresh the page to see what is there.',
}

export const notStored = {
  code: 'no-store',
  message: 'This console keeps no list of deploys and removals.',
  cause: 'It has no database, so jobs live in the memory of the process that began them.',
  remedy: 'Set DATABASE_URL or PORTICO_DATA_DIR (docs/running.md) to keep them for 90 days.',
}

export const noTries = {
  code: 'no-job',
  message: 'This process runs no deploy of the endpoint.',
  remedy: 'The tries end by themselves after three minutes.',
}

export const notStoppable = {
  code: 'not-stoppable',
  message: 'A removal is not stopped halfway: what is left of a public API answers nobody.',
  remedy: 'Wait until it is done, then deploy again.',
}

export const notYours = {
  code: 'forbidden',
  message: 'Somebody else started this deploy.',
  remedy: 'Ask them or an admin of this console to stop it.',
}

export const tooLate = {
  code: 'too-late',
  message: 'The deploy is at its last step and ends in a moment, so there is nothing left to stop.',
  remedy: 'Remove the public API or restore its version before, once the deploy is done.',
}

export const stoppedInQueue = {
  code: 'stopped',
  message: 'The deploy was stopped before it had begun.',
  cause: 'It waited for its turn. Nothing was changed.',
  remedy: 'Deploy again at any time.',
}

const wordFor = { deploy: 'deploy', remove: 'removal' }

export const shuttingDown = {
  code: 'shutting-down',
  message: 'This process of the console is shutting down and starts nothing new.',
  remedy: 'Try again in a few seconds: another process takes it, or this one once it is back.',
}

export const neverBegun = (kind: JobKind) => ({
  code: 'handed-over',
  message: `The console was shut down before this ${wordFor[kind]} had begun.`,
  cause: 'It waited for its turn. Nothing was changed.',
  remedy: 'Start it again.',
})

export const cutOff = (kind: JobKind) => ({
  code: 'handed-over',
  message: `The console was shut down before this ${wordFor[kind]} had ended.`,
  cause: 'What it did is in AWS and is found there: nothing is done twice.',
  remedy: `Start it again: it goes on where it stopped, in whichever process of the console.`,
})

/** How a job ends that no process looked after for too long, or that ended each process that ran it. */
export const leftBehind = (kind: JobKind) => ({
  code: 'left-behind',
  message: `The console was away for too long in the middle of this ${wordFor[kind]}, and did not go on with it.`,
  cause: 'What it did is in AWS and is found there: nothing is done twice.',
  remedy: `Look at the endpoint's page, and start the ${wordFor[kind]} again if it is still wanted.`,
})

export const busy = (kind: JobKind) => ({
  code: 'busy',
  message: `A ${wordFor[kind]} of this endpoint is running.`,
  remedy: 'Wait until it is done, then start again.',
})
