import fc from 'fast-check'
import type { Catalog, Density, FinishedGood, FinishedUnit, Recipe } from './catalog.js'

// Small bakeries, with everything in them that makes a difference: several products of an ingredient, units that do not
// convert, water that nobody counts, recipes in recipes, goods in goods, packages with nothing in them.

/** About how many grams, millilitres or pieces a unit is, so that a recipe takes a part of a package, and not thousands. */
const SIZES: Readonly<Record<string, number>> = {
  g: 1,
  kg: 1000,
  oz: 28,
  lb: 454,
  ml: 1,
  l: 1000,
  tsp: 5,
  tbsp: 15,
  'fl oz': 30,
  cup: 237,
  pt: 473,
  qt: 946,
  gal: 3785,
  each: 50,
  count: 50,
  piece: 50,
  dozen: 600,
}
const WEIGHTS = ['g', 'kg', 'oz', 'lb'] as const
const VOLUMES = ['ml', 'cup', 'tbsp', 'tsp', 'l', 'fl oz', 'pt', 'qt', 'gal'] as const
const COUNTS = ['each', 'dozen', 'piece', 'count'] as const
const KINDS = [WEIGHTS, VOLUMES, COUNTS] as const

/** About so much of a unit as `size` grams, millilitres or fiftieths of a piece; never nothing. */
export function amount(size: number, unit: string, places: number): string {
  const text = (size / (SIZES[unit] ?? 1)).toFixed(places)
  return Number(text) === 0 ? '0.01' : text
}

/** A unit of a kind, or, now and then, of any. */
export const units = fc.record({ at: fc.nat({ max: 35 }), kind: fc.option(fc.nat({ max: 2 }), { freq: 8, nil: null }) })
export function unitOf({ at, kind }: { at: number; kind: number | null }, usual: number): string {
  const list = KINDS[kind === null ? usual : kind] ?? WEIGHTS
  return list[at % list.length] ?? 'g'
}
export const placesOfAmount = fc.nat({ max: 4 })

export const densities: fc.Arbitrary<Density> = fc.constantFrom(
  { volume: '1', volumeUnit: 'cup', weight: '4.25', weightUnit: 'oz' },
  { volume: '1', volumeUnit: 'cup', weight: '120', weightUnit: 'g' },
  { volume: '3', volumeUnit: 'tbsp', weight: '0.07', weightUnit: 'kg' },
)
export const yields: fc.Arbitrary<FinishedUnit['yields']> = fc.oneof(
  fc.constantFrom(12, 24, 7, 36, 3, 1, 48).map((itemsPerBatch) => ({ itemsPerBatch })),
  fc.constantFrom('25', '50', '33.3333', '12.5', '100', '8.0000000001').map((batchPercentage) => ({ batchPercentage })),
)
/** Code point order, and not that of a dictionary; some are the same. */
const names = fc.constantFrom('Brot', 'almond', 'Zimt', 'Ärger', 'Brot 2', 'almond')
const dates = fc.constantFrom('2026-12-24', '2026-12-06', '2027-01-01')

const plans = fc.record({
  ingredients: fc.array(
    fc.record({
      name: names,
      kind: fc.nat({ max: 2 }),
      isTracked: fc.integer({ min: 0, max: 9 }).map((n) => n !== 9),
      density: fc.option(densities, { freq: 2 }),
      products: fc.array(
        fc.record({ unit: units, size: fc.integer({ min: 200, max: 3000 }), places: placesOfAmount }),
        { maxLength: 3, size: 'max' },
      ),
      preferred: fc.option(fc.nat({ max: 2 }), { freq: 4 }),
    }),
    { minLength: 1, maxLength: 4, size: 'max' },
  ),
  suppliers: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
  recipes: fc.array(
    fc.record({
      name: names,
      lines: fc.array(
        fc.record({
          ingredient: fc.nat(),
          unit: units,
          size: fc.integer({ min: 5, max: 700 }),
          places: placesOfAmount,
        }),
        { maxLength: 4, size: 'max' },
      ),
      components: fc.array(
        fc.record({ recipe: fc.nat(), quantity: fc.constantFrom('0.5', '1', '2', '0.3333', '0.25') }),
        { maxLength: 2, size: 'max' },
      ),
      finishedUnits: fc.array(yields, { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 4, size: 'max' },
  ),
  /** So many more recipes and goods, each in the next one: nearly as deep as they may be in each other. */
  chain: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 7, max: 9 }) }),
  finishedGoods: fc.array(
    fc.array(
      fc.record({
        isGood: fc.nat({ max: 2 }).map((n) => n === 2),
        at: fc.nat(),
        quantity: fc.constantFrom('1', '2', '3', '0.5', '6', '0.3333333333'),
      }),
      { minLength: 1, maxLength: 3, size: 'max' },
    ),
    { minLength: 1, maxLength: 3, size: 'max' },
  ),
  packages: fc.array(
    fc.array(fc.record({ at: fc.nat(), quantity: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2, size: 'max' }),
    { minLength: 1, maxLength: 3 },
  ),
  recipients: fc.array(names, { minLength: 1, maxLength: 3 }),
  events: fc.array(fc.record({ name: names, date: dates }), { minLength: 1, maxLength: 2, size: 'max' }),
  assignments: fc.array(
    fc.record({
      event: fc.nat(),
      recipient: fc.nat(),
      package: fc.nat(),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 8, size: 'max' },
  ),
  imported: fc.array(
    fc.record({
      event: fc.nat(),
      recipe: fc.nat(),
      batches: fc.integer({ min: 1, max: 3 }),
      cost: fc.constantFrom('3.5', '0', '12.34565', '1.0001'),
    }),
    { maxLength: 2 },
  ),
})

type NewRecipe = Pick<Recipe, 'name' | 'lines' | 'components'>
type NewGood = Pick<FinishedGood, 'components'>

export const catalogs: fc.Arbitrary<Catalog> = fc.noBias(plans).map((plan) => {
  const products = plan.ingredients.flatMap(({ kind, products: own, preferred }, at) =>
    own.map(({ unit, size, places }, index) => {
      const packageUnit = unitOf(unit, kind)
      return {
        ingredientId: `ingredient ${at}`,
        packageUnit,
        packageUnitQuantity: amount(size, packageUnit, places),
        isPreferred: index === preferred,
      }
    }),
  )
  const finishedUnits = plan.recipes.flatMap(({ finishedUnits: own }, at) =>
    own.map((each): Pick<FinishedUnit, 'recipeId' | 'yields'> => ({ recipeId: `recipe ${at}`, yields: each })),
  )
  return {
    ingredients: defined(
      'ingredient',
      plan.ingredients.map(({ name, isTracked, density }) => ({ name, isTracked, density })),
    ),
    products: defined('product', products),
    suppliers: numbered(
      'supplier',
      plan.suppliers.map((isActive) => ({ isActive })),
    ),
    recipes: defined('recipe', [
      ...plan.recipes.map(({ name, lines, components }, at): NewRecipe => ({
        name,
        lines: lines.map(({ ingredient, unit, size, places }) => {
          const index = ingredient % plan.ingredients.length
          const lineUnit = unitOf(unit, plan.ingredients[index]?.kind ?? 0)
          return { ingredientId: `ingredient ${index}`, unit: lineUnit, quantity: amount(size, lineUnit, places) }
        }),
        // Of recipes before it only, so that there is no circle; each once.
        components: onlyFirst(
          at === 0 ? [] : components.map(({ recipe, quantity }) => ({ recipeId: `recipe ${recipe % at}`, quantity })),
          ({ recipeId }) => recipeId,
        ),
      })),
      ...chained(plan.chain, (at): NewRecipe => {
        const held = at === 0 ? 0 : plan.recipes.length + at - 1
        return { name: `Step ${at}`, lines: [], components: [{ recipeId: `recipe ${held}`, quantity: '1' }] }
      }),
    ]),
    finishedUnits: defined('finished_unit', finishedUnits),
    finishedGoods: defined('finished_good', [
      ...plan.finishedGoods.map((components, at): NewGood => ({
        components: onlyFirst(
          components.map((component) => ({
            id:
              component.isGood && at > 0
                ? `finished_good ${component.at % at}`
                : `finished_unit ${component.at % finishedUnits.length}`,
            quantity: component.quantity,
          })),
          ({ id }) => id,
        ),
      })),
      ...chained(plan.chain, (at): NewGood => {
        const held = at === 0 ? 0 : plan.finishedGoods.length + at - 1
        return { components: [{ id: `finished_good ${held}`, quantity: '1' }] }
      }),
    ]),
    packages: defined(
      'package',
      plan.packages.map((contents) => ({
        contents: onlyFirst(
          contents.map(({ at, quantity }) => ({
            finishedGoodId: `finished_good ${at % plan.finishedGoods.length}`,
            quantity,
          })),
          ({ finishedGoodId }) => finishedGoodId,
        ),
      })),
    ),
    recipients: numbered(
      'recipient',
      plan.recipients.map((name) => ({ name })),
    ),
    events: numbered('event', plan.events),
    assignments: numbered(
      'assignment',
      plan.assignments.map(({ event, recipient, package: parcel, quantity }) => ({
        eventId: `event ${event % plan.events.length}`,
        recipientId: `recipient ${recipient % plan.recipients.length}`,
        packageId: `package ${parcel % plan.packages.length}`,
        quantity,
        version: 1,
      })),
    ),
    imported: numbered(
      'production_record',
      plan.imported.map(({ event, recipe, batches, cost }) => ({
        eventId: `event ${event % plan.events.length}`,
        recipeId: `recipe ${recipe % plan.recipes.length}`,
        ...{ batches, cost },
      })),
    ),
  }
})

const chained = <T>(length: number, link: (at: number) => T): T[] => Array.from({ length }, (_, at) => link(at))

function numbered<T extends object>(type: string, list: readonly T[]): (T & { readonly id: string })[] {
  return list.map((each, index) => ({ ...each, id: `${type} ${index}` }))
}

function defined<T extends object>(type: string, list: readonly T[]) {
  return numbered(
    type,
    list.map((each) => ({ ...each, version: 1, isArchived: false })),
  )
}

function onlyFirst<T>(list: readonly T[], key: (each: T) => string): T[] {
  return list.filter((each, at) => list.findIndex((other) => key(other) === key(each)) === at)
}
