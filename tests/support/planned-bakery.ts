import fc from 'fast-check'
import { inSession, type Sessions } from '../../src/session/in-session.js'
import type { TestClient } from './client.js'
import { idOf } from './ids.js'
import { change } from './inventory-operations.js'

// Bakeries as they are made up for properties of plans: what is in stock, what is made of what, and what is planned.
// What belongs together is named by its place in its list.

export interface PlannedIngredient {
  readonly name: string
  readonly isTracked: boolean
  /** What a cup of it weighs, in ounces; null if nobody knows. */
  readonly cupWeighs: string | null
  readonly products: readonly { readonly unit: string; readonly size: string; readonly isPreferred: boolean }[]
  readonly purchases: readonly {
    readonly product: number
    readonly packages: string
    readonly price: string
    readonly purchasedOn: string
  }[]
  /** Lots without a purchase. */
  readonly counted: readonly { readonly product: number; readonly quantity: string }[]
}

export interface PlannedRecipe {
  readonly name: string
  readonly lines: readonly { readonly ingredient: number; readonly quantity: string; readonly unit: string }[]
  /** Each of a recipe before it. */
  readonly components: readonly { readonly recipe: number; readonly batches: string }[]
  readonly yields:
    { readonly items: number; readonly percentage: null } | { readonly items: null; readonly percentage: number }
}

export interface PlannedEvent {
  readonly date: string
  readonly assignments: readonly { readonly recipient: string; readonly package: number; readonly quantity: number }[]
  /** What was baked, and how many items of it were lost. */
  readonly records: readonly { readonly recipe: number; readonly batches: number; readonly lost: string }[]
}

export interface PlannedBakery {
  readonly ingredients: readonly PlannedIngredient[]
  readonly recipes: readonly PlannedRecipe[]
  /** Items of recipes. */
  readonly packages: readonly (readonly { readonly recipe: number; readonly items: string }[])[]
  readonly events: readonly PlannedEvent[]
}

const MASSES = ['g', 'kg', 'oz', 'lb', 'ml', 'l', 'tbsp', 'cup', ' CUP ']
const COUNTS = ['each', 'piece', 'dozen']
const NAMES = ['Zimt', 'Anis', '\u00c5sa', '\u{1f36a} Keks', '\uff5e Cy', 'anis']

const place = fc.nat(99)
const decimal = (max: number) =>
  fc.integer({ min: 1, max: max * 100 }).map((hundredths) => (hundredths / 100).toFixed(2))
const name = fc.constantFrom(...NAMES)
const day = fc.integer({ min: 10, max: 28 }).map((number) => `2026-10-${String(number)}`)

/** `isPriced`: everything has a preferred product that was bought, and converts to it; and something is planned. */
export function plannedBakeries({ isPriced }: { readonly isPriced: boolean }): fc.Arbitrary<PlannedBakery> {
  const unitsOf = (isCounted: boolean) =>
    fc.constantFrom(...(isPriced ? (isCounted ? COUNTS : MASSES) : [...MASSES, ...COUNTS, 'bunch']))
  const few = isPriced ? 1 : 0
  const ingredients = fc.array(
    fc.boolean().chain((isCounted) =>
      fc.record({
        isCounted: fc.constant(isCounted),
        name,
        isTracked: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 0),
        cupWeighs: isPriced ? decimal(20) : fc.option(decimal(20)),
        products: fc.array(fc.record({ unit: unitsOf(isCounted), size: decimal(50) }), {
          minLength: isPriced ? 1 : 0,
          maxLength: 3,
        }),
        preferred: isPriced ? place : fc.option(place, { freq: 4 }),
        firstPrice: decimal(30),
        purchases: fc.array(fc.record({ product: place, packages: decimal(5), price: decimal(30), purchasedOn: day }), {
          maxLength: 3,
        }),
        counted: fc.array(fc.record({ product: place, quantity: decimal(20) }), { maxLength: 2 }),
        units: fc.array(unitsOf(isCounted), { minLength: 12, maxLength: 12 }),
      }),
    ),
    { minLength: 1, maxLength: 5 },
  )
  const recipes = fc.array(
    fc.record({
      name,
      lines: fc.array(fc.record({ ingredient: place, quantity: decimal(40), unit: place }), {
        minLength: few,
        maxLength: 4,
      }),
      components: fc.array(fc.record({ recipe: place, batches: decimal(3) }), { maxLength: 2 }),
      yields: fc.oneof(
        fc.record({ items: fc.integer({ min: 1, max: 48 }), percentage: fc.constant(null) }),
        fc.record({ items: fc.constant(null), percentage: fc.integer({ min: 1, max: 120 }) }),
      ),
    }),
    { minLength: 1, maxLength: 5 },
  )
  const packages = fc.array(
    fc.array(fc.record({ recipe: place, items: decimal(20) }), { minLength: few, maxLength: 3 }),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  const events = fc.array(
    fc.record({
      date: fc.integer({ min: 1, max: 3 }).map((number) => `2026-12-0${String(number)}`),
      assignments: fc.array(fc.record({ recipient: name, package: place, quantity: fc.integer({ min: 1, max: 4 }) }), {
        minLength: 2 * few,
        maxLength: 7,
      }),
      records: fc.array(
        fc.record({ recipe: place, batches: fc.integer({ min: 1, max: 12 }), lost: fc.option(fc.constant('0.25')) }),
        { maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  return fc.record({ ingredients, recipes, packages, events }).map((made): PlannedBakery => {
    const within = (index: number, list: readonly unknown[]) => index % list.length
    return {
      ingredients: made.ingredients.map(({ products, preferred, firstPrice, purchases, counted, ...rest }, index) => {
        const preferredProduct = preferred === null || products.length === 0 ? -1 : within(preferred, products)
        const first = { product: preferredProduct, packages: '0.01', price: firstPrice, purchasedOn: '2026-10-01' }
        const ofProducts = <T extends { readonly product: number }>(list: readonly T[]): T[] =>
          products.length === 0 ? [] : list.map((each) => ({ ...each, product: within(each.product, products) }))
        return {
          name: `${rest.name} ${String(index)}`,
          isTracked: rest.isTracked,
          cupWeighs: rest.cupWeighs,
          products: products.map((product, at) => ({ ...product, isPreferred: at === preferredProduct })),
          purchases: [...(isPriced ? [first] : []), ...ofProducts(purchases)],
          counted: ofProducts(counted),
        }
      }),
      recipes: made.recipes.map(({ lines, components, ...recipe }, index) => ({
        ...recipe,
        name: `${recipe.name} ${String(index)}`,
        lines: lines.map(({ ingredient, quantity, unit }) => {
          const of = within(ingredient, made.ingredients)
          const units = made.ingredients[of]?.units ?? []
          return { ingredient: of, quantity, unit: units[within(unit, units)] ?? 'g' }
        }),
        // The same recipe can't be a component twice.
        components: [
          ...new Map(
            index === 0
              ? []
              : components.map(({ recipe: of, batches }) => [of % index, { recipe: of % index, batches }] as const),
          ).values(),
        ],
      })),
      packages: made.packages.map((parts) => [
        ...new Map(
          parts.map(({ recipe, items }) => {
            const of = within(recipe, made.recipes)
            return [of, { recipe: of, items }] as const
          }),
        ).values(),
      ]),
      events: made.events.map(({ date, assignments, records }) => ({
        date,
        assignments: assignments.map((each) => ({ ...each, package: within(each.package, made.packages) })),
        records: records.map(({ recipe, batches, lost }) => ({
          recipe: within(recipe, made.recipes),
          batches,
          lost: lost ?? '0',
        })),
      })),
    }
  })
}

/** The global ids of a bakery, in the order of its lists. */
export interface OpenedBakery {
  readonly ingredientIds: readonly string[]
  readonly productIds: readonly (readonly string[])[]
  readonly recipeIds: readonly string[]
  readonly eventIds: readonly string[]
  readonly assignmentIds: readonly (readonly string[])[]
}

let opened = 0

/** Each call adds everything of its own. */
export async function openPlannedBakery(
  sessions: Sessions,
  client: TestClient,
  bakery: PlannedBakery,
): Promise<OpenedBakery> {
  const number = String(++opened)
  const ids = await inSession(sessions, { mode: 'write' }, async (session) => {
    const ingredients: { id: number; products: number[] }[] = []
    for (const [index, { name: named, isTracked, cupWeighs, products }] of bakery.ingredients.entries()) {
      const { id } = await session.ingredient.create({
        data: {
          slug: `planned-${number}-${String(index)}`,
          name: `${named} ${number}`,
          isTracked,
          ...(cupWeighs !== null && {
            densityVolume: 1,
            densityVolumeUnit: 'cup',
            densityWeight: cupWeighs,
            densityWeightUnit: 'oz',
          }),
        },
      })
      const made = await session.product.createManyAndReturn({
        data: products.map(({ unit, size, isPreferred }, at) => ({
          ingredientId: id,
          name: `No. ${String(at)}`,
          packageUnit: unit,
          packageUnitQuantity: size,
          isPreferred,
        })),
        select: { id: true },
      })
      ingredients.push({ id, products: made.map((product) => product.id) })
    }
    const recipes: { id: number; unitId: number }[] = []
    for (const [index, { name: named, lines, components, yields }] of bakery.recipes.entries()) {
      const { id } = await session.recipe.create({
        data: {
          name: `${named} ${number}`,
          category: 'Planned',
          lines: {
            create: lines.map(({ ingredient, quantity, unit }, position) => ({
              ingredientId: ingredients[ingredient]?.id ?? 0,
              quantity,
              unit,
              position,
            })),
          },
          components: {
            create: components.map(({ recipe, batches }, position) => ({
              componentId: recipes[recipe]?.id ?? 0,
              quantity: batches,
              position,
            })),
          },
        },
      })
      const unit = await session.finishedUnit.create({
        data: {
          slug: `planned-${number}-${String(index)}`,
          name: 'Item',
          recipeId: id,
          itemsPerBatch: yields.items,
          batchPercentage: yields.percentage,
        },
      })
      recipes.push({ id, unitId: unit.id })
    }
    const packageIds: number[] = []
    for (const [index, parts] of bakery.packages.entries()) {
      const good = await session.finishedGood.create({
        data: {
          slug: `planned-${number}-${String(index)}`,
          name: 'Box',
          components: {
            create: parts.map(({ recipe, items }, position) => ({
              finishedUnitId: recipes[recipe]?.unitId ?? 0,
              quantity: items,
              position,
            })),
          },
        },
      })
      const { id } = await session.package.create({
        data: {
          name: `Parcel ${number} ${String(index)}`,
          contents: { create: { finishedGoodId: good.id, quantity: 1, position: 0 } },
        },
      })
      packageIds.push(id)
    }
    const events: { id: number; assignments: number[] }[] = []
    for (const [index, { date, assignments, records }] of bakery.events.entries()) {
      const event = await session.event.create({
        data: { name: `Planned ${number} ${String(index)}`, date: new Date(date) },
      })
      const recipients = await session.recipient.createManyAndReturn({
        data: assignments.map(({ recipient }) => ({ name: recipient })),
        select: { id: true },
      })
      const planned = await session.assignment.createManyAndReturn({
        data: assignments.map(({ package: of, quantity }, at) => ({
          eventId: event.id,
          recipientId: recipients[at]?.id ?? 0,
          packageId: packageIds[of] ?? 0,
          quantity,
        })),
        select: { id: true },
      })
      for (const { recipe, batches, lost } of records) {
        const record = await session.productionRecord.create({
          data: {
            eventId: event.id,
            recipeId: recipes[recipe]?.id ?? 0,
            batches,
            actualCost: 1,
            producedAt: new Date(0),
          },
        })
        if (lost === '0') continue
        const { items, percentage } = bakery.recipes[recipe]?.yields ?? { items: 1, percentage: null }
        await session.loss.create({
          data: {
            recordId: record.id,
            finishedUnitId: recipes[recipe]?.unitId ?? 0,
            // A quarter of an item.
            quantity: lost,
            numerator: items === null ? percentage : 1,
            denominator: items === null ? 400 : 4 * items,
            reason: 'OTHER',
          },
        })
      }
      events.push({ id: event.id, assignments: planned.map(({ id }) => id) })
    }
    return {
      ingredientIds: ingredients.map(({ id }) => idOf('Ingredient', id)),
      productIds: ingredients.map(({ products }) => products.map((id) => idOf('Product', id))),
      recipeIds: recipes.map(({ id }) => idOf('Recipe', id)),
      eventIds: events.map(({ id }) => idOf('Event', id)),
      assignmentIds: events.map(({ assignments }) => assignments.map((id) => idOf('Assignment', id))),
    }
  })
  for (const [index, { purchases, counted }] of bakery.ingredients.entries()) {
    const productOf = (at: number) => ids.productIds[index]?.[at]
    for (const { product, price, ...purchase } of purchases) {
      const input = { ...purchase, productId: productOf(product), pricePerPackage: price }
      const { errors } = await change(client, 'recordPurchase', input)
      if (errors.length > 0) throw new Error(JSON.stringify(errors))
    }
    for (const { product, quantity } of counted) {
      const { errors } = await change(client, 'recordLot', { productId: productOf(product), quantity, unitCost: '1' })
      if (errors.length > 0) throw new Error(JSON.stringify(errors))
    }
  }
  return ids
}
