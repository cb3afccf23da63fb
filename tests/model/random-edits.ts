import fc from 'fast-check'
import type { Density } from './catalog.js'
import type { DeletionCall } from './deletions.js'
import { EDIT_FORMS } from './edits.js'
import { densities, placesOfAmount, units, yields } from './random-catalog.js'
import { quantities, versions, which, type Which } from './random-parts.js'

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

/** Of those that are archived, if there are any: see `newOf`. */
const SHELVED = 2

const lines = fc.record({
  isKept,
  at: fc.nat({ max: 9 }),
  quantity: maybe(quantities, 50),
  ingredient: which,
  unit: fc.oneof({ weight: 25, arbitrary: units }, { weight: 1, arbitrary: fc.constantFrom('pinch', ' KG ', 'Cup') }),
  size: fc.integer({ min: 5, max: 700 }),
  places: placesOfAmount,
})

const arbitraries = {
  updateRecipe: fc.record({
    recipe: which,
    version: versions,
    lines: maybe(lists(lines, 4), 50),
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
    archived: maybe(fc.boolean(), 50),
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

/** Something is archived, and then there is to be new use of it, which is refused. */
export const newUses: fc.Arbitrary<readonly Edit[]> = fc
  .record({
    of: fc.constantFrom(...(['recipe', 'ingredient', 'finished unit', 'finished good', 'package'] as const)),
    which: fc.nat({ max: 9 }),
    recipe: arbitraries.updateRecipe,
    unit: arbitraries.updateFinishedUnit,
    good: arbitraries.updateFinishedGood,
    package: arbitraries.updatePackage,
    product: arbitraries.updateProduct,
    ingredient: arbitraries.updateIngredient,
    added: arbitraries.addAssignment,
    updated: arbitraries.updateAssignment,
    quantity: batches,
    line: lines,
  })
  .map(({ of, which: at, quantity, line, ...given }): readonly Edit[] => {
    const archived = true
    const anew = { isKept: false, at: 0, quantity }
    switch (of) {
      case 'recipe':
        return [
          archivingOf(at, archived),
          {
            field: 'updateRecipe',
            given: { ...given.recipe, components: [{ ...anew, recipe: SHELVED, batches: quantity }] },
          },
          { field: 'updateFinishedUnit', given: { ...given.unit, recipe: SHELVED } },
        ]
      case 'ingredient':
        return [
          { field: 'updateIngredient', given: { ...given.ingredient, ingredient: at, archived } },
          {
            field: 'updateRecipe',
            given: { ...given.recipe, lines: [{ ...line, isKept: false, ingredient: SHELVED }] },
          },
          { field: 'updateProduct', given: { ...given.product, ingredient: SHELVED } },
        ]
      case 'finished unit':
      case 'finished good': {
        const component = { ...anew, isOne: true, unit: SHELVED, good: SHELVED }
        const isUnit = of === 'finished unit'
        return [
          isUnit
            ? { field: 'updateFinishedUnit', given: { ...given.unit, unit: at, archived } }
            : { field: 'updateFinishedGood', given: { ...given.good, good: at, archived } },
          {
            field: 'updateFinishedGood',
            given: { ...given.good, components: [{ ...component, of: isUnit ? 'unit' : 'good' }] },
          },
          { field: 'updatePackage', given: { ...given.package, contents: [{ good: SHELVED, quantity: 1 }] } },
        ]
      }
      case 'package':
        return [
          { field: 'updatePackage', given: { ...given.package, package: at, archived } },
          { field: 'addAssignment', given: { ...given.added, package: SHELVED } },
          { field: 'updateAssignment', given: { ...given.updated, package: SHELVED } },
        ]
    }
  })

export type Given<F extends keyof typeof arbitraries> =
  (typeof arbitraries)[F] extends fc.Arbitrary<infer T> ? T : never
