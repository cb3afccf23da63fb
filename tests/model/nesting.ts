// Recipes hold recipes, and goods hold goods: never themselves, and at most ten deep.

/** One of them, and the ids of those that it holds. */
export interface Held {
  readonly id: string
  readonly name: string
  readonly holds: readonly string[]
}

const DEEPEST = 10

/** Whether one of them holds itself, or is too deep. */
export function isTooDeep(all: readonly Held[]): boolean {
  const one = (id: string): Held | undefined => all.find((each) => each.id === id)
  let level = all
  // Each level holds those that as many others hold, one in the other; a way round never ends.
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === DEEPEST) return true
    level = [...new Set(level.flatMap(({ holds }) => holds.flatMap((id) => one(id) ?? [])))]
  }
  return false
}

/**
 * Whether names are those of a way from one of them down through what each holds: round to where it began, or to the
 * last, too deep. Several of them may have one name.
 */
export function isWayIn(all: readonly Held[]): (names: readonly string[]) => boolean {
  const named = (name: string | undefined): Held[] => all.filter((each) => each.name === name)
  return (names) => {
    const goesOn = (from: Held, at: number, first: Held): boolean => {
      if (at === names.length) return from === first ? at > 1 : at > DEEPEST && from.holds.length === 0
      return named(names[at]).some((next) => from.holds.includes(next.id) && goesOn(next, at + 1, first))
    }
    return named(names[0]).some((first) => goesOn(first, 1, first))
  }
}
