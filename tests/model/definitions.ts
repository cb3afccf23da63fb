import { isDeepStrictEqual } from 'node:util'
import type { Bakery } from './bakery.js'
import type { Assignment, FinishedGood, FinishedUnit, Ingredient, Package, Product, Recipe } from './catalog.js'
import { number, shortest } from './fractions.js'

// Definitions as they are: what is asked of each, and what the answer is to be.

export const SHOWN = {
  ingredient: 'id version archived isTracked density { volume volumeUnit weight weightUnit }',
  product: 'id version archived ingredient { id } packageUnit packageUnitQuantity isPreferred',
  recipe: 'id version archived lines { ingredient { id } quantity unit } components { recipe { id } batches }',
  finishedUnit: 'id version archived recipe { id } itemsPerBatch batchPercentage',
  finishedGood: 'id version archived components { finishedUnit { id } finishedGood { id } quantity }',
  package: 'id version archived contents { finishedGood { id } quantity }',
  assignment: 'id version event { id } recipient { id } package { id } quantity',
} as const

const decimal = (text: string): string => shortest(number(text), 10)
const reference = (id: string) => ({ id })

const versionOf = ({ id, version, isArchived }: { id: string; version: number; isArchived: boolean }) => ({
  ...{ id, version },
  archived: isArchived,
})

export const shown = {
  ingredient: (ingredient: Ingredient) => {
    const { isTracked, density } = ingredient
    if (density === null) return { ...versionOf(ingredient), isTracked, density }
    const [volume, weight] = [decimal(density.volume), decimal(density.weight)]
    return { ...versionOf(ingredient), isTracked, density: { ...density, volume, weight } }
  },
  product: (product: Product) => ({
    ...versionOf(product),
    ingredient: reference(product.ingredientId),
    packageUnit: product.packageUnit,
    packageUnitQuantity: decimal(product.packageUnitQuantity),
    isPreferred: product.isPreferred,
  }),
  recipe: (recipe: Recipe) => ({
    ...versionOf(recipe),
    lines: recipe.lines.map(({ ingredientId, quantity, unit }) => ({
      ingredient: reference(ingredientId),
      quantity: decimal(quantity),
      unit,
    })),
    components: recipe.components.map(({ recipeId, quantity }) => ({
      recipe: reference(recipeId),
      batches: decimal(quantity),
    })),
  }),
  finishedUnit: (unit: FinishedUnit) => ({
    ...versionOf(unit),
    recipe: reference(unit.recipeId),
    itemsPerBatch: 'itemsPerBatch' in unit.yields ? unit.yields.itemsPerBatch : null,
    batchPercentage: 'batchPercentage' in unit.yields ? decimal(unit.yields.batchPercentage) : null,
  }),
  finishedGood: (good: FinishedGood) => ({
    ...versionOf(good),
    components: good.components.map(({ id, quantity }) => ({
      finishedUnit: id.startsWith('finished_unit ') ? reference(id) : null,
      finishedGood: id.startsWith('finished_good ') ? reference(id) : null,
      quantity: decimal(quantity),
    })),
  }),
  package: (one: Package) => ({
    ...versionOf(one),
    contents: one.contents.map(({ finishedGoodId, quantity }) => ({
      finishedGood: reference(finishedGoodId),
      quantity,
    })),
  }),
  assignment: ({ id, version, eventId, recipientId, packageId, quantity }: Assignment) => ({
    ...{ id, version },
    event: reference(eventId),
    recipient: reference(recipientId),
    package: reference(packageId),
    quantity,
  }),
} as const

/**
 * Changes a definition. If it is another one by that, its version rises, and the history tells so: not if a number is
 * only written in another way.
 */
export function save<T extends { readonly id: string; version: number }>(
  { history }: Bakery,
  action: string,
  definition: T,
  show: (one: T) => object,
  changes: Partial<T>,
  eventId: string | null = null,
): void {
  const before = show(structuredClone(definition))
  Object.assign(definition, changes)
  if (isDeepStrictEqual(show(definition), before)) return
  definition.version += 1
  history.push({ action, subjectId: definition.id, eventId, reason: null })
}
