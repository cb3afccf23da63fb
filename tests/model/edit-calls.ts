import type fc from 'fast-check'
import type { Bakery } from './bakery.js'
import type { Catalog, Definition, FinishedGood, FinishedUnit, Line, Recipe } from './catalog.js'
import { DELETIONS } from './deletions.js'
import type { EditCall, GoodComponent } from './edits.js'
import { amount, unitOf } from './random-catalog.js'
import type { Edit, Given } from './random-edits.js'
import { expected, idOf, type versions, type Which } from './random-parts.js'

// What random edits mean to a bakery.

export function editCallOf(bakery: Bakery, { field, given }: Edit): EditCall {
  const { catalog, packings } = bakery
  switch (field) {
    case 'updateRecipe': {
      const { version, archived, lines, components } = given
      const id = idOf('recipe', catalog.recipes, given.recipe)
      const present = catalog.recipes.find((each) => each.id === id)
      return {
        field,
        input: {
          ...updateOf(id, version, present?.version, archived),
          ...(lines === undefined ? {} : { lines: lines && lines.map((line) => lineOf(catalog, present, line)) }),
          ...(components === undefined
            ? {}
            : {
                components:
                  components &&
                  onlyFirst(
                    components.map((component) => ({
                      recipeId: component.isKept
                        ? (keptOf(present?.components, component.at)?.recipeId ??
                          newOf('recipe', catalog.recipes, component.recipe))
                        : newOf('recipe', catalog.recipes, component.recipe),
                      batches: component.batches,
                    })),
                    ({ recipeId }) => recipeId,
                    given.version,
                  ),
              }),
        },
      }
    }
    case 'updateFinishedUnit': {
      const { version, archived, yields: wanted, isCleared } = given
      const id = idOf('finished_unit', catalog.finishedUnits, given.unit)
      const present = catalog.finishedUnits.find((each) => each.id === id)
      return {
        field,
        input: {
          ...updateOf(id, version, present?.version, archived),
          ...(given.recipe === undefined ? {} : { recipeId: newOf('recipe', catalog.recipes, given.recipe) }),
          ...(wanted === undefined ? {} : yieldsGiven(wanted, isCleared)),
        },
      }
    }
    case 'updateFinishedGood': {
      const { version, archived, components } = given
      const id = idOf('finished_good', catalog.finishedGoods, given.good)
      const present = catalog.finishedGoods.find((each) => each.id === id)
      const componentsOf = (list: NonNullable<typeof components>) =>
        onlyFirst(
          list.map((component) => componentOf(catalog, present, component)),
          ({ finishedUnitId, finishedGoodId }) => `${String(finishedUnitId)} ${String(finishedGoodId)}`,
          version,
        )
      return {
        field,
        input: {
          ...updateOf(id, version, present?.version, archived),
          ...(components === undefined ? {} : { components: components && componentsOf(components) }),
        },
      }
    }
    case 'updatePackage': {
      const { version, archived, contents } = given
      const id = idOf('package', catalog.packages, given.package)
      const present = catalog.packages.find((each) => each.id === id)
      const contentsOf = (list: NonNullable<typeof contents>) =>
        onlyFirst(
          list.map(({ good, quantity }) => ({
            finishedGoodId: newOf('finished_good', catalog.finishedGoods, good),
            quantity,
          })),
          ({ finishedGoodId }) => finishedGoodId,
          version,
        )
      return {
        field,
        input: {
          ...updateOf(id, version, present?.version, archived),
          ...(contents === undefined ? {} : { contents: contents && contentsOf(contents) }),
        },
      }
    }
    case 'updateProduct': {
      const { version, archived, ingredient, unit, quantity, isPreferred } = given
      // What is archived ends being preferred.
      const id = idOf('product', catalog.products, given.product, (each) => archived !== true || each.isPreferred)
      const present = catalog.products.find((each) => each.id === id)
      const packageUnit = typeof unit === 'object' ? unitOf(unit, 0) : unit
      return {
        field,
        input: {
          ...updateOf(id, version, present?.version, archived),
          ...(ingredient === undefined ? {} : { ingredientId: newOf('ingredient', catalog.ingredients, ingredient) }),
          ...(packageUnit === undefined ? {} : { packageUnit }),
          ...(quantity === undefined ? {} : { packageUnitQuantity: quantity }),
          ...(isPreferred === undefined ? {} : { isPreferred }),
        },
      }
    }
    case 'updateIngredient': {
      const { version, archived, isTracked, density } = given
      const id = idOf('ingredient', catalog.ingredients, given.ingredient)
      const present = catalog.ingredients.find((each) => each.id === id)
      return {
        field,
        input: {
          ...updateOf(id, version, present?.version, archived),
          ...(isTracked === undefined ? {} : { isTracked }),
          ...(density === undefined ? {} : { density }),
        },
      }
    }
    case 'addAssignment': {
      return {
        field,
        input: {
          eventId: idOf('event', catalog.events, given.event),
          recipientId: idOf('recipient', catalog.recipients, given.recipient),
          packageId: newOf('package', catalog.packages, given.package),
          quantity: given.quantity,
        },
      }
    }
    case 'updateAssignment': {
      const id = idOf('assignment', packings, given.assignment, ({ status }) => status === 'PENDING')
      const present = catalog.assignments.find((each) => each.id === id)
      const { version, recipient, package: parcel, quantity } = given
      return {
        field,
        input: {
          id,
          ...expected(version, present?.version ?? 1),
          ...(recipient === undefined ? {} : { recipientId: idOf('recipient', catalog.recipients, recipient) }),
          ...(parcel === undefined ? {} : { packageId: newOf('package', catalog.packages, parcel) }),
          ...(quantity === undefined ? {} : { quantity }),
        },
      }
    }
    case 'removeAssignment': {
      const id = idOf('assignment', packings, given.assignment)
      const present = catalog.assignments.find((each) => each.id === id)
      return { field, input: { id, ...expected(given.version, present?.version ?? 1) } }
    }
    case 'delete': {
      const { type, list, uses } = DELETIONS[given.field]
      const definitions = list(bakery)
      // Half of the times one that can be, if there is one.
      const isFree = typeof given.which === 'number' && given.which % 2 === 0
      const id = idOf(type, definitions, given.which, (each) => (uses(bakery, each.id) === 0) === isFree)
      const present = definitions.find((each) => each.id === id)
      return { field: given.field, input: { id, ...expected(given.version, present?.version ?? 1) } }
    }
  }
}

function updateOf(
  id: string,
  version: typeof versions extends fc.Arbitrary<infer T> ? T : never,
  present: number | undefined,
  archived: boolean | null | undefined,
) {
  return { id, ...expected(version, present ?? 1), ...(archived === undefined ? {} : { archived }) }
}

/** For new use: half of the times one that is archived, if there is one, which is refused. */
const newOf = (type: string, list: readonly Definition[], one: Which): string =>
  idOf(type, list, one, ({ isArchived }) => isArchived === (typeof one === 'number' && one % 2 === 0))

const keptOf = <T>(list: readonly T[] | undefined, at: number): T | undefined =>
  list === undefined || list.length === 0 ? undefined : list[at % list.length]

/** Nothing twice, which is refused; but if the version is a stale one, which is too. */
function onlyFirst<T>(list: readonly T[], key: (each: T) => string, version: string): readonly T[] {
  if (version === 'stale') return list
  return list.filter((each, at) => list.findIndex((other) => key(other) === key(each)) === at)
}

type OneOf<List> = List extends readonly (infer T)[] ? T : never

function lineOf(catalog: Catalog, recipe: Recipe | undefined, given: OneOf<Given<'updateRecipe'>['lines']>): Line {
  const kept = given.isKept ? keptOf(recipe?.lines, given.at) : undefined
  if (kept !== undefined) return { ...kept, quantity: given.quantity ?? kept.quantity }
  const ingredientId = newOf('ingredient', catalog.ingredients, given.ingredient)
  if (typeof given.unit === 'string') return { ingredientId, unit: given.unit, quantity: '1' }
  // Of the kind in which it is bought, mostly.
  const bought = catalog.products.find((product) => product.ingredientId === ingredientId)
  const unit = bought === undefined || given.unit.kind !== null ? unitOf(given.unit, 0) : bought.packageUnit
  return { ingredientId, unit, quantity: amount(given.size, unit, given.places) }
}

function yieldsGiven(yields: FinishedUnit['yields'], isCleared: boolean) {
  if (!isCleared) return yields
  return 'itemsPerBatch' in yields ? { ...yields, batchPercentage: null } : { ...yields, itemsPerBatch: null }
}

function componentOf(
  catalog: Catalog,
  good: FinishedGood | undefined,
  given: OneOf<Given<'updateFinishedGood'>['components']>,
): GoodComponent {
  const ids = {
    unit: newOf('finished_unit', catalog.finishedUnits, given.unit),
    good: newOf('finished_good', catalog.finishedGoods, given.good),
  }
  const { quantity } = given
  if (!given.isOne) {
    const isBoth = given.of === 'unit'
    return { finishedUnitId: isBoth ? ids.unit : null, finishedGoodId: isBoth ? ids.good : null, quantity }
  }
  const kept = given.isKept ? keptOf(good?.components, given.at)?.id : undefined
  const id = kept ?? ids[given.of]
  const isGood = kept === undefined ? given.of === 'good' : kept.startsWith('finished_good ')
  return { finishedUnitId: isGood ? null : id, finishedGoodId: isGood ? id : null, quantity }
}
