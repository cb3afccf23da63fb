import { existing } from '../lookup.js'
import { circular, MAX_NESTING } from './rules.js'

/** An ingredient by its place: below which other one it stands. */
export interface PlacedIngredient {
  readonly id: number
  readonly name: string
  readonly parentId: number | null
}

/**
 * Throws CIRCULAR_REFERENCE if an ingredient would stand below itself, with the way round, or if ingredients would stand
 * more than ten deep below one another, with all of them from the topmost on. `all` must hold it as it is to be.
 */
export function checkPlace(id: number, all: readonly PlacedIngredient[]): void {
  const byId = new Map(all.map((each) => [each.id, each]))
  const children = new Map<number, PlacedIngredient[]>()
  for (const each of all) {
    if (each.parentId === null) continue
    const siblings = children.get(each.parentId)
    if (siblings === undefined) children.set(each.parentId, [each])
    else siblings.push(each)
  }
  const placed = existing(byId, id)
  // Without a way round above it, there is none below it: each stands below one other only.
  let level: readonly PlacedIngredient[] = [placed]
  for (let depth = wayTo(placed, byId).length; level.length > 0; depth++) {
    const [first] = level
    if (first !== undefined && depth > MAX_NESTING) throw circular(wayTo(first, byId))
    level = level.flatMap((each) => children.get(each.id) ?? [])
  }
}

/** The ingredients from the topmost to this one. Throws CIRCULAR_REFERENCE if there is no topmost. */
function wayTo(ingredient: PlacedIngredient, byId: ReadonlyMap<number, PlacedIngredient>): readonly PlacedIngredient[] {
  const up = new Set([ingredient])
  for (let { parentId } = ingredient; parentId !== null;) {
    const parent = existing(byId, parentId)
    if (up.has(parent)) {
      const round = [...up]
      throw circular([parent, ...round.slice(round.indexOf(parent)).reverse()])
    }
    up.add(parent)
    parentId = parent.parentId
  }
  return [...up].reverse()
}
