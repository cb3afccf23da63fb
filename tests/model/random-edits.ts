import fc from 'fast-check'
import type { Bakery } from './bakery.js'
import type { Catalog, Definition, Density, FinishedGood, FinishedUnit, Line, Recipe } from './catalog.js'
import { DELETIONS, type DeletionCall } from './deletions.js'
import { EDIT_FORMS, type EditCall, type GoodComponent } from './edits.js'
import { amount, densities, placesOfAmount, unitOf, units, yields } from './random-catalog.js'
import { expected, idOf, quantities, versions, which, type Which } from './random-parts.js'

// Edits of definitions, allowed and not, between and among everything else that happens.

/** What is left out of an update, but in so many of a hundred. */
const maybe = <T>(given: fc.Arbitrary<T>, percent: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 100 - percent, arbitrary: fc.constant(undefined) }, { weight: percent, arbitrary: given })

/** Null takes everything out. */
const lists = <T>(of: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<readonly T[] | null> =>
  fc.oneof(
    { weight: 20, arbitrary: fc.array(of, { minLength: 1, maxLength, size: 'max' }) },
    { weight: 1, arbitrary: fc.constantFrom(null, []) },
  )

/** Archived less often than not, so that there is something left to work with. */
const archiving = maybe(fc.constantFrom(true, true, true, false, false, false, false, null), 35)

/** Mostly one of those that are there already, as it is or with another quantity. */
const isKept = fc.integer({ min: 0, max: 9 }).map((n) => n < 6)
/** The latest one is the deepest, if they are deep. */
const nested: fc.Arbitrary<Which> = fc.oneof(
  { weight: 2, arbitrary: which },
  { weight: 1, arbitrary: fc.constant('latest') },
)
const batches = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('0.5', '1', '2', '0.3333', '0.25', '1.0') },
  { weight: 1, arbitrary: fc.constantFrom('0', '-1', '1000000.1') },
)
const counts = fc.oneof(
  { weight: 30, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1_000_001) },
)

const arbitraries = {
  updateRecipe: fc.record({
    recipe: which,
    version: versions,
    lines: maybe(
      lists(
        fc.record({
          isKept,
          at: fc.nat({ max: 9 }),
          quantity: maybe(quantities, 50),
          ingredient: which,
          unit: fc.oneof(
            { weight: 25, arbitrary: units },
            { weight: 1, arbitrary: fc.constantFrom('pinch', ' KG ', 'Cup') },
          ),
          size: fc.integer({ min: 5, max: 700 }),
          places: placesOfAmount,
        }),
        4,
      ),
      50,
    ),
    components: maybe(lists(fc.record({ isKept, at: fc.nat({ max: 9 }), recipe: nested, batches }), 2), 50),
    archived: archiving,
  }),
  updateFinishedUnit: fc.record({
    unit: which,
    version: versions,
    recipe: maybe(which, 15),
    yields: maybe(
      fc.oneof(
        { weight: 25, arbitrary: yields },
        { weight: 1, arbitrary: fc.constantFrom({ itemsPerBatch: 0 }, { batchPercentage: '0' }) },
      ),
      80,
    ),
    /** Whether the other yield is taken out with it, as it must be. */
    isCleared: fc.integer({ min: 0, max: 14 }).map((n) => n > 0),
    archived: archiving,
  }),
  updateFinishedGood: fc.record({
    good: which,
    version: versions,
    components: maybe(
      lists(
        fc.record({
          isKept,
          at: fc.nat({ max: 9 }),
          unit: which,
          good: nested,
          of: fc.constantFrom(...(['unit', 'unit', 'unit', 'unit', 'good', 'good', 'good'] as const)),
          isOne: fc.integer({ min: 0, max: 29 }).map((n) => n > 0),
          quantity: batches,
        }),
        3,
      ),
      80,
    ),
    archived: archiving,
  }),
  updatePackage: fc.record({
    package: which,
    version: versions,
    contents: maybe(lists(fc.record({ good: which, quantity: counts }), 2), 80),
    archived: archiving,
  }),
  updateProduct: fc.record({
    product: which,
    version: versions,
    ingredient: maybe(which, 10),
    unit: maybe(fc.oneof({ weight: 15, arbitrary: units }, { weight: 1, arbitrary: fc.constant('pinch') }), 20),
    quantity: maybe(quantities, 20),
    isPreferred: maybe(fc.boolean(), 50),
    archived: archiving,
  }),
  updateIngredient: fc.record({
    ingredient: which,
    version: versions,
    isTracked: maybe(fc.constantFrom(true, true, false), 35),
    density: maybe(
      fc.oneof(
        { weight: 12, arbitrary: densities },
        { weight: 6, arbitrary: fc.constant(null) },
        {
          weight: 1,
          arbitrary: fc.constantFrom<Density[]>(
            { volume: '1.0', volumeUnit: 'CUP', weight: '120.00', weightUnit: 'g ' },
            { volume: '1', volumeUnit: 'g', weight: '1', weightUnit: 'g' },
            { volume: '1', volumeUnit: 'cup', weight: '0', weightUnit: 'g' },
            { volume: '1', volumeUnit: 'cup', weight: '1', weightUnit: 'pinch' },
          ),
        },
      ),
      60,
    ),
    archived: archiving,
  }),
  addAssignment: fc.record({ event: which, recipient: which, package: which, quantity: counts }),
  updateAssignment: fc.record({
    assignment: which,
    version: versions,
    recipient: maybe(which, 30),
    package: maybe(which, 50),
    quantity: maybe(counts, 50),
  }),
  removeAssignment: fc.record({ assignment: which, version: versions }),
  delete: fc.record({
    field: fc.constantFrom<DeletionCall['field'][]>(
      ...(['deleteRecipe', 'deleteFinishedUnit', 'deleteFinishedGood'] as const),
      ...(['deletePackage', 'deleteProduct', 'deleteIngredient'] as const),
    ),
    which,
    version: versions,
  }),
}

function edit<F extends keyof typeof arbitraries, T>(field: F, given: fc.Arbitrary<T>, weight: number) {
  return { weight, arbitrary: given.map((each) => ({ field, given: each })) }
}

export const anyEdit = fc.oneof(
  edit('updateRecipe', arbitraries.updateRecipe, 10),
  edit('updateFinishedUnit', arbitraries.updateFinishedUnit, 6),
  edit('updateFinishedGood', arbitraries.updateFinishedGood, 7),
  edit('updatePackage', arbitraries.updatePackage, 7),
  edit('updateProduct', arbitraries.updateProduct, 8),
  edit('updateIngredient', arbitraries.updateIngredient, 6),
  edit('addAssignment', arbitraries.addAssignment, 4),
  edit('updateAssignment', arbitraries.updateAssignment, 5),
  edit('removeAssignment', arbitraries.removeAssignment, 2),
  edit('delete', arbitraries.delete, 4),
)

/** One field of a mutation before it is known what there is. */
export type Edit = typeof anyEdit extends fc.Arbitrary<infer T> ? T : never

export const isEdit = (one: { readonly field: string; readonly given: unknown }): one is Edit =>
  one.field === 'delete' || one.field in EDIT_FORMS

/** Archives a recipe, or takes it out again. */
export const archivingOf = (recipe: Which, archived: boolean): Edit => ({
  field: 'updateRecipe',
  given: { recipe, version: 'any', lines: undefined, components: undefined, archived },
})

// ── What they mean to a bakery ───────────────────────────────────────────────────────────────────────────────────────

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
      const id = idOf('product', catalog.products, given.product)
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

type Given<F extends keyof typeof arbitraries> = (typeof arbitraries)[F] extends fc.Arbitrary<infer T> ? T : never
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
