import fc from 'fast-check'
import { the, type Catalog, type Density, type FinishedUnit, type Product, type Recipe } from './catalog.js'

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
function amount(size: number, unit: string, places: number): string {
  const text = (size / (SIZES[unit] ?? 1)).toFixed(places)
  return Number(text) === 0 ? '0.01' : text
}

/** A unit of a kind, or, now and then, of any. */
const units = fc.record({ at: fc.nat({ max: 35 }), kind: fc.option(fc.nat({ max: 2 }), { freq: 8, nil: null }) })
function unitOf({ at, kind }: { at: number; kind: number | null }, usual: number): string {
  const list = KINDS[kind === null ? usual : kind] ?? WEIGHTS
  return list[at % list.length] ?? 'g'
}
const placesOfAmount = fc.nat({ max: 4 })

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

/** `number` of a list that is not empty, counted around. */
function around<T>(list: readonly T[], number: number): T {
  const found = list[number % list.length]
  if (found === undefined) throw new Error('There is nothing to choose from')
  return found
}

export const catalogs: fc.Arbitrary<Catalog> = fc.noBias(plans).map((plan) => {
  const products: Product[] = plan.ingredients.flatMap(({ kind, products: own, preferred }, at) =>
    own.map(({ unit, size, places }, index) => {
      const packageUnit = unitOf(unit, kind)
      return {
        id: '',
        ingredientId: `ingredient ${at}`,
        packageUnit,
        packageUnitQuantity: amount(size, packageUnit, places),
        isPreferred: index === preferred,
        isHidden: false,
      }
    }),
  )
  const finishedUnits = plan.recipes.flatMap(({ finishedUnits: own }, at) =>
    own.map((each): Omit<FinishedUnit, 'id'> => ({ recipeId: `recipe ${at}`, yields: each })),
  )
  return {
    ingredients: numbered(
      'ingredient',
      plan.ingredients.map(({ name, isTracked, density }) => ({ name, isTracked, density })),
    ),
    products: numbered('product', products),
    suppliers: numbered(
      'supplier',
      plan.suppliers.map((isActive) => ({ isActive })),
    ),
    recipes: numbered(
      'recipe',
      plan.recipes.map(({ name, lines, components }, at): Omit<Recipe, 'id'> => ({
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
    ),
    finishedUnits: numbered('finished_unit', finishedUnits),
    finishedGoods: numbered(
      'finished_good',
      plan.finishedGoods.map((components, at) => ({
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
    ),
    packages: numbered(
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

function numbered<T extends object>(type: string, list: readonly T[]): (T & { readonly id: string })[] {
  return list.map((each, index) => ({ ...each, id: `${type} ${index}` }))
}

function onlyFirst<T>(list: readonly T[], key: (each: T) => string): T[] {
  return list.filter((each, at) => list.findIndex((other) => key(other) === key(each)) === at)
}

// ── Edits ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A definition that is edited: what is planned follows it, and what happened does not. */
export type Edit =
  | { readonly of: 'content'; readonly packageId: string; readonly at: number; readonly quantity: number }
  | { readonly of: 'component'; readonly finishedGoodId: string; readonly at: number; readonly quantity: string }
  | { readonly of: 'line'; readonly recipeId: string; readonly at: number; readonly quantity: string }
  | { readonly of: 'yield'; readonly finishedUnitId: string; readonly yields: FinishedUnit['yields'] }
  | { readonly of: 'density'; readonly ingredientId: string; readonly density: Density | null }
  | { readonly of: 'tracking'; readonly ingredientId: string; readonly isTracked: boolean }
  | { readonly of: 'preferred'; readonly productId: string; readonly isPreferred: boolean }
  | { readonly of: 'archived'; readonly productId: string; readonly isHidden: boolean }

export interface AbstractEdit {
  readonly of: Edit['of']
  readonly which: number
  readonly at: number
  readonly quantity: number
  readonly flag: boolean
  readonly yields: FinishedUnit['yields']
  readonly density: Density | null
}

export const edits: fc.Arbitrary<AbstractEdit> = fc.record({
  of: fc.constantFrom<Edit['of'][]>(
    'content',
    'component',
    'line',
    'yield',
    'density',
    'tracking',
    'preferred',
    'archived',
  ),
  which: fc.nat(),
  at: fc.nat(),
  quantity: fc.integer({ min: 1, max: 4 }),
  flag: fc.boolean(),
  yields,
  density: fc.option(densities),
})

/** The edit of something that there is; null if there is nothing of the kind. */
export function editOf(catalog: Catalog, edit: AbstractEdit): Edit | null {
  const quantity = String(edit.quantity)
  switch (edit.of) {
    case 'content': {
      const { id, contents } = around(catalog.packages, edit.which)
      const at = edit.at % contents.length
      return contents.length === 0 ? null : { of: 'content', packageId: id, at, quantity: edit.quantity }
    }
    case 'component': {
      const { id, components } = around(catalog.finishedGoods, edit.which)
      return { of: 'component', finishedGoodId: id, at: edit.at % components.length, quantity }
    }
    case 'line': {
      const { id, lines } = around(catalog.recipes, edit.which)
      return lines.length === 0 ? null : { of: 'line', recipeId: id, at: edit.at % lines.length, quantity }
    }
    case 'yield':
      return { of: 'yield', finishedUnitId: around(catalog.finishedUnits, edit.which).id, yields: edit.yields }
    case 'density':
      return { of: 'density', ingredientId: around(catalog.ingredients, edit.which).id, density: edit.density }
    case 'tracking':
      return { of: 'tracking', ingredientId: around(catalog.ingredients, edit.which).id, isTracked: edit.flag }
    case 'preferred': {
      if (catalog.products.length === 0) return null
      const { id, isHidden } = around(catalog.products, edit.which)
      return isHidden ? null : { of: 'preferred', productId: id, isPreferred: edit.flag }
    }
    case 'archived':
      if (catalog.products.length === 0) return null
      return { of: 'archived', productId: around(catalog.products, edit.which).id, isHidden: edit.flag }
  }
}

/** A catalog after an edit. */
export function edited(before: Catalog, edit: Edit): Catalog {
  const catalog = structuredClone(before)
  switch (edit.of) {
    case 'content':
      around(the(catalog.packages, edit.packageId).contents, edit.at).quantity = edit.quantity
      break
    case 'component':
      around(the(catalog.finishedGoods, edit.finishedGoodId).components, edit.at).quantity = edit.quantity
      break
    case 'line':
      around(the(catalog.recipes, edit.recipeId).lines, edit.at).quantity = edit.quantity
      break
    case 'yield':
      the(catalog.finishedUnits, edit.finishedUnitId).yields = edit.yields
      break
    case 'density':
      the(catalog.ingredients, edit.ingredientId).density = edit.density
      break
    case 'tracking':
      the(catalog.ingredients, edit.ingredientId).isTracked = edit.isTracked
      break
    case 'preferred': {
      const product = the(catalog.products, edit.productId)
      for (const each of catalog.products) if (each.ingredientId === product.ingredientId) each.isPreferred = false
      product.isPreferred = edit.isPreferred
      break
    }
    case 'archived': {
      const product = the(catalog.products, edit.productId)
      product.isHidden = edit.isHidden
      if (edit.isHidden) product.isPreferred = false
      break
    }
  }
  return catalog
}
