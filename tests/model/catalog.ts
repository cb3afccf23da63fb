import { NONE, ONE, number, over, plus, times, type Fraction } from './fractions.js'

// What is baked from what, and who gets it: the definitions, and what follows from them alone. Nothing here or in the
// rest of the model is shared with what it is compared with. An id is a type and a number of the model's own,
// "recipe 2": the first recipe of a bakery is always "recipe 0", whatever row of a database it is.

/** What can be edited: each edit that changes something makes it another version. */
export interface Definition {
  readonly id: string
  version: number
  isArchived: boolean
}

export interface Ingredient extends Definition {
  readonly name: string
  isTracked: boolean
  density: Density | null
}

/** So much of a volume weighs so much. */
export interface Density {
  readonly volume: string
  readonly volumeUnit: string
  readonly weight: string
  readonly weightUnit: string
}

export interface Product extends Definition {
  ingredientId: string
  packageUnit: string
  packageUnitQuantity: string
  isPreferred: boolean
}

export interface Supplier {
  readonly id: string
  readonly isActive: boolean
}

export interface Recipe extends Definition {
  readonly name: string
  lines: readonly Line[]
  components: readonly Component[]
}

export interface Line {
  readonly ingredientId: string
  readonly quantity: string
  readonly unit: string
}

export interface Component {
  readonly recipeId: string
  readonly quantity: string
}

export interface FinishedUnit extends Definition {
  recipeId: string
  /** So many of it are a batch, or one is so many percent of a batch. */
  yields: { readonly itemsPerBatch: number } | { readonly batchPercentage: string }
}

export interface FinishedGood extends Definition {
  /** Finished units, and other goods. */
  components: readonly { readonly id: string; readonly quantity: string }[]
}

export interface Package extends Definition {
  contents: readonly Content[]
}

export interface Content {
  readonly finishedGoodId: string
  readonly quantity: number
}

export interface Recipient {
  readonly id: string
  readonly name: string
}

export interface Event {
  readonly id: string
  readonly name: string
  readonly date: string
}

export interface Assignment {
  readonly id: string
  readonly eventId: string
  recipientId: string
  packageId: string
  quantity: number
  version: number
}

export interface ImportedRecord {
  readonly id: string
  readonly eventId: string
  readonly recipeId: string
  readonly batches: number
  /** What it came with. */
  readonly cost: string
}

export interface Catalog {
  readonly ingredients: Ingredient[]
  readonly products: Product[]
  readonly suppliers: readonly Supplier[]
  readonly recipes: Recipe[]
  readonly finishedUnits: FinishedUnit[]
  readonly finishedGoods: FinishedGood[]
  readonly packages: Package[]
  readonly recipients: readonly Recipient[]
  readonly events: readonly Event[]
  readonly assignments: Assignment[]
  /** What was baked before there was a ledger, and came with an import. */
  readonly imported: readonly ImportedRecord[]
}

/** The one with this id. Throws if there is none: within the model, every id that is stored is that of something. */
export function the<T extends { readonly id: string }>(list: readonly T[], id: string): T {
  const found = list.find((each) => each.id === id)
  if (found === undefined) throw new Error(`The model has no ${id}`)
  return found
}

/** In the order in which things were made: "lot 2" before "lot 10". */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number => rowOf(a.id) - rowOf(b.id)
export const rowOf = (id: string): number => Number(id.split(' ')[1])

export const byName = (
  a: { readonly id: string; readonly name: string },
  b: { readonly id: string; readonly name: string },
): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : byId(a, b))

// ── Units ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const cup = number('236.5882365')
const tablespoon = over(cup, number(16))

/** What each unit measures, and how much of it: in grams, millilitres or pieces. */
const UNITS: Readonly<Record<string, readonly ['weight' | 'volume' | 'count', Fraction]>> = {
  g: ['weight', ONE],
  kg: ['weight', number(1000)],
  oz: ['weight', number('28.349523125')],
  lb: ['weight', number('453.59237')],
  ml: ['volume', ONE],
  l: ['volume', number(1000)],
  tsp: ['volume', over(tablespoon, number(3))],
  tbsp: ['volume', tablespoon],
  'fl oz': ['volume', times(tablespoon, number(2))],
  cup: ['volume', cup],
  pt: ['volume', times(cup, number(2))],
  qt: ['volume', times(cup, number(4))],
  gal: ['volume', number('3785.411784')],
  each: ['count', ONE],
  count: ['count', ONE],
  piece: ['count', ONE],
  dozen: ['count', number(12)],
}

/** What a unit measures; null if there is no such unit. */
export const kindOf = (name: string): 'weight' | 'volume' | 'count' | null => UNITS[name]?.[0] ?? null

function unit(name: string): readonly ['weight' | 'volume' | 'count', Fraction] {
  const known = UNITS[name]
  if (known === undefined) throw new Error(`The model knows no unit ${name}`)
  return known
}

/** How much of a unit one of another is, or why that can't be said. */
export function conversion(
  from: string,
  to: string,
  { density }: Ingredient,
): Fraction | 'NO_DENSITY' | 'UNIT_NOT_CONVERTIBLE' {
  const [[fromKind, fromSize], [toKind, toSize]] = [unit(from), unit(to)]
  if (fromKind === toKind) return over(fromSize, toSize)
  if (fromKind === 'count' || toKind === 'count') return 'UNIT_NOT_CONVERTIBLE'
  if (density === null) return 'NO_DENSITY'
  const grams = times(number(density.weight), unit(density.weightUnit)[1])
  const millilitres = times(number(density.volume), unit(density.volumeUnit)[1])
  const gramsOfOne = over(grams, millilitres)
  return over(fromKind === 'volume' ? times(fromSize, gramsOfOne) : over(fromSize, gramsOfOne), toSize)
}

// ── Needs ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export function batchesOf({ yields }: FinishedUnit, quantity: Fraction): Fraction {
  return 'itemsPerBatch' in yields
    ? over(quantity, number(yields.itemsPerBatch))
    : times(quantity, over(number(yields.batchPercentage), number(100)))
}

type Needs = Map<string, Fraction>

/** Batches of each recipe that so many of a package take. */
export function needsOf(catalog: Catalog, packageId: string, quantity: number): Needs {
  const needs: Needs = new Map()
  for (const content of the(catalog.packages, packageId).contents) {
    needsOfGood(catalog, content.finishedGoodId, times(number(quantity), number(content.quantity)), needs)
  }
  return needs
}

/** Batches of each recipe that so many of a good take, with those that are needed already. */
export function needsOfGood(catalog: Catalog, goodId: string, quantity: Fraction, needs: Needs = new Map()): Needs {
  for (const component of the(catalog.finishedGoods, goodId).components) {
    const all = times(quantity, number(component.quantity))
    if (component.id.startsWith('finished_good ')) needsOfGood(catalog, component.id, all, needs)
    else {
      const finished = the(catalog.finishedUnits, component.id)
      needs.set(finished.recipeId, plus(needs.get(finished.recipeId) ?? NONE, batchesOf(finished, all)))
    }
  }
  return needs
}

export interface IngredientNeed {
  readonly ingredient: Ingredient
  /** That of the first line. */
  readonly unit: string
  quantity: Fraction
}

/** What so many batches take, components' lines after a recipe's own; what is not tracked is left out. */
export function ingredientsOf(catalog: Catalog, recipeId: string, batches: Fraction): IngredientNeed[] {
  const needs: IngredientNeed[] = []
  for (const { line, times: count } of linesOf(catalog, recipeId, batches)) {
    const ingredient = the(catalog.ingredients, line.ingredientId)
    if (!ingredient.isTracked) continue
    const quantity = times(number(line.quantity), count)
    let isAdded = false
    for (const need of needs) {
      if (need.ingredient !== ingredient) continue
      const one = conversion(line.unit, need.unit, ingredient)
      if (typeof one === 'string') continue
      need.quantity = plus(need.quantity, times(quantity, one))
      isAdded = true
      break
    }
    if (!isAdded) needs.push({ ingredient, unit: line.unit, quantity })
  }
  return needs
}

/** All lines of a recipe and, depth first, of its components, with how many batches of theirs are made. */
export function linesOf(
  catalog: Catalog,
  recipeId: string,
  batches: Fraction,
): { readonly recipe: Recipe; readonly line: Line; readonly times: Fraction }[] {
  const recipe = the(catalog.recipes, recipeId)
  return [
    ...recipe.lines.map((line) => ({ recipe, line, times: batches })),
    ...recipe.components.flatMap((each) => linesOf(catalog, each.recipeId, times(batches, number(each.quantity)))),
  ]
}
