import type { Bakery } from './bakery.js'
import type { Definition } from './catalog.js'
import { checkId, checkVersion, find, refuse } from './refusals.js'

// Definitions that nothing refers to can be deleted.

export interface DeletionCall {
  readonly field:
    | 'deleteRecipe'
    | 'deleteFinishedUnit'
    | 'deleteFinishedGood'
    | 'deletePackage'
    | 'deleteProduct'
    | 'deleteIngredient'
  readonly input: { readonly id: string; readonly expectedVersion?: number }
}

export function deleteDefinition(bakery: Bakery, { field, input: { id, expectedVersion } }: DeletionCall): object {
  const { type, list, uses } = DELETIONS[field]
  checkId('id', type, id)
  const definitions = list(bakery)
  const found = find(definitions, type, id)
  checkVersion(expectedVersion, found.version)
  const count = uses(bakery, id)
  if (count > 0) refuse(`${type.toUpperCase()}_IN_USE`, { id, count })
  definitions.splice(definitions.indexOf(found), 1)
  bakery.history.push({ action: field, subjectId: id, eventId: null, reason: null })
  return { deletedId: id }
}

interface Deletion {
  readonly type: string
  readonly list: (bakery: Bakery) => Definition[]
  /** How often anything refers to one. */
  readonly uses: (bakery: Bakery, id: string) => number
}

export const DELETIONS: Readonly<Record<DeletionCall['field'], Deletion>> = {
  deleteRecipe: {
    type: 'recipe',
    list: ({ catalog }) => catalog.recipes,
    uses: ({ catalog, records, packings }, id) =>
      count(catalog.recipes, ({ components }) => components.some(({ recipeId }) => recipeId === id)) +
      count(catalog.finishedUnits, ({ recipeId }) => recipeId === id) +
      count(records, ({ recipeId }) => recipeId === id) +
      count(packings, ({ needs }) => needs.has(id)),
  },
  deleteFinishedUnit: {
    type: 'finished_unit',
    list: ({ catalog }) => catalog.finishedUnits,
    uses: (bakery, id) => usesOfUnit(bakery, id),
  },
  deleteFinishedGood: {
    type: 'finished_good',
    list: ({ catalog }) => catalog.finishedGoods,
    uses: ({ catalog }, id) =>
      count(catalog.packages, ({ contents }) => contents.some(({ finishedGoodId }) => finishedGoodId === id)) +
      count(catalog.finishedGoods, ({ components }) => components.some((component) => component.id === id)),
  },
  deletePackage: {
    type: 'package',
    list: ({ catalog }) => catalog.packages,
    uses: ({ catalog }, id) => count(catalog.assignments, ({ packageId }) => packageId === id),
  },
  deleteProduct: {
    type: 'product',
    list: ({ catalog }) => catalog.products,
    uses: ({ purchases, lots }, id) =>
      count(purchases, ({ productId }) => productId === id) + count(lots, ({ productId }) => productId === id),
  },
  deleteIngredient: {
    type: 'ingredient',
    list: ({ catalog }) => catalog.ingredients,
    uses: ({ catalog, records }, id) => {
      const lines = catalog.recipes.flatMap((recipe) => recipe.lines)
      const shortages = records.flatMap((record) => record.shortages)
      return (
        count(catalog.products, ({ ingredientId }) => ingredientId === id) +
        count(lines, ({ ingredientId }) => ingredientId === id) +
        count(shortages, ({ ingredientId }) => ingredientId === id)
      )
    },
  },
}

const count = <T>(list: readonly T[], is: (each: T) => boolean): number => list.filter(is).length

/** How many goods hold a finished unit, and how many losses there are of it. */
export function usesOfUnit({ catalog, records }: Bakery, id: string): number {
  const losses = records.flatMap((record) => record.losses)
  return (
    count(catalog.finishedGoods, ({ components }) => components.some((component) => component.id === id)) +
    count(losses, ({ finishedUnitId }) => finishedUnitId === id)
  )
}
