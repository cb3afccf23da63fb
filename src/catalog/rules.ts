import { type Exact, exact, plus, ZERO } from '../decimal.js'
import { DomainError } from '../domain-error.js'

export interface Recipe {
  readonly id: number
  readonly name: string
  readonly category: string
}

export interface FinishedUnit {
  readonly id: number
  readonly name: string
  readonly recipe: Recipe
  /** Items that a batch yields; null if the unit takes `batchPercentage` of one. */
  readonly itemsPerBatch: number | null
  readonly batchPercentage: string | null
}

export interface FinishedGood {
  readonly id: number
  readonly name: string
  readonly components: readonly GoodComponent[]
}

/** Exactly one of finishedUnit and finishedGood is set. */
export interface GoodComponent {
  readonly quantity: string
  readonly finishedUnit: FinishedUnit | null
  readonly finishedGood: FinishedGood | null
}

/** A package by itself, without its contents. */
export interface Package {
  readonly id: number
  readonly name: string
}

export interface PackageContent {
  readonly finishedGood: FinishedGood
  readonly quantity: number
}

/** Finished goods, and recipes, nest at most this deep (DOMAIN.md, Words and Rules). */
export const MAX_NESTING = 10

/** The part of a batch that one unit takes: 1 / itemsPerBatch, or batchPercentage / 100 (DOMAIN.md, Formulas). */
export function batchFraction(unit: Pick<FinishedUnit, 'itemsPerBatch' | 'batchPercentage'>): Exact {
  return unit.itemsPerBatch === null ? exact(unit.batchPercentage ?? '0').div(100) : exact(1).div(unit.itemsPerBatch)
}

/** Batches of a recipe, not rounded. */
export interface Need {
  readonly recipe: Recipe
  readonly batches: Exact
}

/** By the recipe's id. */
export type Needs = ReadonlyMap<number, Need>

/** What so many of something need. */
export function times(needs: Needs, quantity: number): Needs {
  return new Map([...needs].map(([id, { recipe, batches }]) => [id, { recipe, batches: batches.mul(quantity) }]))
}

/** What one of each good needs, and how many goods deep it nests: for goods that several packages or goods hold. */
export type GoodNeeds = Map<FinishedGood, { readonly needs: Needs; readonly depth: number }>

/**
 * What one package needs of each recipe: its goods expanded, nested ones too, quantities multiplied exactly, and each
 * unit counted as its batch fraction (DOMAIN.md, Units of a package). Each good is expanded once, or not at all if
 * `known` has it: 8 goods that each hold the same 8 others, 9 levels deep, have 134 million paths. Throws
 * CIRCULAR_REFERENCE on a cycle, or if goods nest deeper than they may.
 */
export function needsOfPackage(contents: readonly PackageContent[], known: GoodNeeds = new Map()): Needs {
  const needsOfGood = (good: FinishedGood, path: readonly FinishedGood[]) => {
    if (path.includes(good)) throw circular([...path, good])
    const found = known.get(good) ?? expand(good, [...path, good])
    if (path.length + found.depth > MAX_NESTING) throw circular([...path, good])
    known.set(good, found)
    return found
  }
  const expand = (good: FinishedGood, path: readonly FinishedGood[]) => {
    // Deeper than that, a good need not be looked into: it nests too deep, or in a circle.
    if (path.length > MAX_NESTING) throw circular(path)
    const needs = new Map<number, Need>()
    let depth = 1
    for (const { finishedUnit, finishedGood, quantity } of good.components) {
      if (finishedGood !== null) {
        const inner = needsOfGood(finishedGood, path)
        add(needs, inner.needs, exact(quantity))
        depth = Math.max(depth, 1 + inner.depth)
      }
      if (finishedUnit !== null) {
        const { recipe } = finishedUnit
        add(needs, new Map([[recipe.id, { recipe, batches: batchFraction(finishedUnit) }]]), exact(quantity))
      }
    }
    return { needs, depth }
  }
  const needs = new Map<number, Need>()
  for (const { finishedGood, quantity } of contents) add(needs, needsOfGood(finishedGood, []).needs, exact(quantity))
  return needs
}

/** Throws CIRCULAR_REFERENCE as `checkNesting` does. `goods` must hold all that is in them. */
export function checkGoods(goods: readonly FinishedGood[]): void {
  checkNesting(goods, ({ components }) => components.flatMap(({ finishedGood }) => finishedGood ?? []))
}

/** What may hold others of its kind. */
export interface Nested {
  readonly name: string
  readonly held: readonly Nested[]
}

/**
 * Throws CIRCULAR_REFERENCE if one of them holds itself, with the way round, or if they nest deeper than they may, with
 * all of them from the outermost on. `all` must hold all that is in them.
 */
export function checkNesting<T extends { readonly name: string }>(
  all: readonly T[],
  heldBy: (one: T) => readonly T[],
): void {
  const chains = new Map<T, readonly T[]>()
  /** The longest way from one to what is in it. Each is looked into once. */
  const chainOf = (one: T, path: readonly T[]): readonly T[] => {
    if (path.includes(one)) throw circular([...path.slice(path.indexOf(one)), one])
    const known = chains.get(one)
    if (known !== undefined) return known
    let below: readonly T[] = []
    for (const held of heldBy(one)) {
      const chain = chainOf(held, [...path, one])
      if (chain.length > below.length) below = chain
    }
    const chain = [one, ...below]
    if (chain.length > MAX_NESTING) throw circular(chain)
    chains.set(one, chain)
    return chain
  }
  for (const one of all) chainOf(one, [])
}

/** Adds what so many of something need. */
function add(sum: Map<number, Need>, needs: Needs, quantity: Exact): void {
  for (const [id, { recipe, batches }] of needs) {
    const more = batches.mul(quantity)
    sum.set(id, { recipe, batches: plus(sum.get(id)?.batches ?? ZERO, more) })
  }
}

export interface Ingredient {
  readonly id: number
  readonly slug: string
  readonly name: string
  /** Whether stock of it is kept. What is not, water, costs nothing and never lacks. */
  readonly isTracked: boolean
}

/** One purchasable variant of an ingredient. */
export interface Product {
  readonly id: number
  readonly ingredient: Ingredient
  readonly brand: string
  readonly name: string
  readonly packageUnit: string
  readonly packageUnitQuantity: string
  readonly isPreferred: boolean
}

export interface Supplier {
  readonly id: number
  readonly name: string
  readonly version: number
  readonly archived: boolean
}

export function circular(path: readonly { readonly name: string }[]): DomainError {
  const names = path.map(({ name }) => name)
  return new DomainError('CIRCULAR_REFERENCE', `Contains itself, or nests too deep: ${names.join(' > ')}`, {
    path: names,
  })
}
