/** The work took longer than it may as a whole: it was stopped, and rolled back. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
  constructor() {
    super('Took longer than an operation may')
  }
}

/** When work has to be done, however many steps and tries it takes. */
export interface Deadline {
  /** Resolves or rejects as `step` does, or rejects with DeadlineError once the deadline has passed. One step at a time. */
  readonly before: <T>(step: Promise<T>) => Promise<T>
  /** Throws DeadlineError if the deadline has passed. */
  readonly check: () => void
  /** To be called when the work is done. */
  readonly end: () => void
}

/**
 * A deadline `milliseconds` from now. It stops nothing by itself: what does not go through `before`, a COMMIT for one,
 * it leaves alone.
 *
 * One timer and no promise of its own: Node keeps timers of one duration in one list, so that starting and ending it
 * costs less than a microsecond.
 */
export function deadlineIn(milliseconds: number): Deadline {
  let passed = false
  let stop: ((error: DeadlineError) => void) | undefined
  const timer = setTimeout(() => {
    passed = true
    stop?.(new DeadlineError())
  }, milliseconds)
  return {
    before: (step) =>
      new Promise((resolve, reject) => {
        stop = reject
        if (passed) reject(new DeadlineError())
        step.then(resolve, reject)
      }),
    check() {
      if (passed) throw new DeadlineError()
    },
    end() {
      clearTimeout(timer)
    },
  }
}

/** For work that may take as long as it takes. */
export const NO_DEADLINE: Deadline = {
  before: (step) => step,
  check: () => undefined,
  end: () => undefined,
}
