import { globalId } from '../../src/global-ids.js'
import { inSession, type Sessions } from '../../src/session/in-session.js'
import type { Catalog, Density, FinishedUnit } from './catalog.js'

// A model's catalog in a database, as rows of its own.

/** The ids of the model with those of the API, both ways. */
export class Ids {
  readonly #real = new Map<string, string>()
  readonly #known = new Map<string, string>()

  add(id: string, real: string): void {
    this.#real.set(id, real)
    this.#known.set(real, id)
  }

  has(id: string): boolean {
    return this.#real.has(id)
  }

  /** What the API calls it; of what there is none of, an id that could be one. */
  real(id: string): string {
    return this.#real.get(id) ?? (/^[a-z_]+ none$/.test(id) ? id.replace(' none', '_2147483647') : id)
  }

  row(id: string): number {
    return Number(/\d+$/.exec(this.real(id))?.[0])
  }

  /** The same with the model's id for each of the API's. */
  known(value: unknown): unknown {
    if (typeof value === 'string') return this.#known.get(value) ?? value.replace(/^([a-z_]+)_2147483647$/, '$1 none')
    if (Array.isArray(value)) return value.map((each) => this.known(each))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.known(each)]))
  }
}

let stored = 0

/** Makes the rows of a catalog. Each call adds everything of its own. */
export function storeCatalog(sessions: Sessions, catalog: Catalog): Promise<Ids> {
  const run = `model-${String(++stored)}`
  return inSession(sessions, { mode: 'write' }, async (session) => {
    const ids = new Ids()
    /** Rows are returned in the order in which they were given, and their ids rise with it. */
    const add = (type: string, name: string, rows: readonly { readonly id: number }[]): void =>
      rows.forEach(({ id }, at) => ids.add(`${type} ${at}`, globalId(name, id)))
    const select = { id: true } as const
    add(
      'ingredient',
      'Ingredient',
      await session.ingredient.createManyAndReturn({
        data: catalog.ingredients.map(({ id, name, isTracked, density }) => ({
          slug: `${run}-${id}`,
          name,
          isTracked,
          ...densityColumns(density),
        })),
        select,
      }),
    )
    add(
      'product',
      'Product',
      await session.product.createManyAndReturn({
        data: catalog.products.map(({ id, ingredientId, packageUnit, packageUnitQuantity, isPreferred }) => ({
          ingredientId: ids.row(ingredientId),
          brand: id,
          ...{ packageUnit, packageUnitQuantity, isPreferred },
        })),
        select,
      }),
    )
    add(
      'supplier',
      'Supplier',
      await session.supplier.createManyAndReturn({
        data: catalog.suppliers.map(({ id, isActive }) => ({ name: `${run} ${id}`, archived: !isActive })),
        select,
      }),
    )
    add(
      'recipe',
      'Recipe',
      await session.recipe.createManyAndReturn({
        data: catalog.recipes.map(({ name }) => ({ name, category: 'Cake' })),
        select,
      }),
    )
    await session.recipeLine.createMany({
      data: catalog.recipes.flatMap(({ id, lines }) =>
        lines.map(({ ingredientId, quantity, unit }, position) => ({
          recipeId: ids.row(id),
          ingredientId: ids.row(ingredientId),
          ...{ quantity, unit, position },
        })),
      ),
    })
    await session.recipeComponent.createMany({
      data: catalog.recipes.flatMap(({ id, components }) =>
        components.map(({ recipeId, quantity }, position) => ({
          recipeId: ids.row(id),
          componentId: ids.row(recipeId),
          ...{ quantity, position },
        })),
      ),
    })
    add(
      'finished_unit',
      'FinishedUnit',
      await session.finishedUnit.createManyAndReturn({
        data: catalog.finishedUnits.map((unit) => ({
          slug: `${run}-${unit.id}`,
          name: unit.id,
          recipeId: ids.row(unit.recipeId),
          ...yieldColumns(unit.yields),
        })),
        select,
      }),
    )
    add(
      'finished_good',
      'FinishedGood',
      await session.finishedGood.createManyAndReturn({
        data: catalog.finishedGoods.map(({ id }) => ({ slug: `${run}-${id}`, name: id })),
        select,
      }),
    )
    await session.finishedGoodComponent.createMany({
      data: catalog.finishedGoods.flatMap((good) =>
        good.components.map(({ id, quantity }, position) => ({
          finishedGoodId: ids.row(good.id),
          ...(id.startsWith('finished_good ') ? { componentGoodId: ids.row(id) } : { finishedUnitId: ids.row(id) }),
          ...{ quantity, position },
        })),
      ),
    })
    add(
      'package',
      'Package',
      await session.package.createManyAndReturn({ data: catalog.packages.map(({ id }) => ({ name: id })), select }),
    )
    await session.packageContent.createMany({
      data: catalog.packages.flatMap(({ id, contents }) =>
        contents.map(({ finishedGoodId, quantity }, position) => ({
          packageId: ids.row(id),
          finishedGoodId: ids.row(finishedGoodId),
          ...{ quantity, position },
        })),
      ),
    })
    add(
      'recipient',
      'Recipient',
      await session.recipient.createManyAndReturn({ data: catalog.recipients.map(({ name }) => ({ name })), select }),
    )
    add(
      'event',
      'Event',
      await session.event.createManyAndReturn({
        data: catalog.events.map(({ name, date }) => ({ name, date: new Date(date) })),
        select,
      }),
    )
    add(
      'assignment',
      'Assignment',
      await session.assignment.createManyAndReturn({
        data: catalog.assignments.map(({ eventId, recipientId, packageId, quantity }) => ({
          eventId: ids.row(eventId),
          recipientId: ids.row(recipientId),
          packageId: ids.row(packageId),
          quantity,
        })),
        select,
      }),
    )
    add(
      'production_record',
      'ProductionRecord',
      await session.productionRecord.createManyAndReturn({
        data: catalog.imported.map(({ eventId, recipeId, batches, cost }) => ({
          eventId: ids.row(eventId),
          recipeId: ids.row(recipeId),
          batches,
          actualCost: cost,
          producedAt: new Date('2026-01-01'),
        })),
        select,
      }),
    )
    return ids
  })
}

function densityColumns(density: Density | null) {
  return {
    densityVolume: density?.volume ?? null,
    densityVolumeUnit: density?.volumeUnit ?? null,
    densityWeight: density?.weight ?? null,
    densityWeightUnit: density?.weightUnit ?? null,
  }
}

function yieldColumns(yields: FinishedUnit['yields']) {
  return {
    itemsPerBatch: 'itemsPerBatch' in yields ? yields.itemsPerBatch : null,
    batchPercentage: 'batchPercentage' in yields ? yields.batchPercentage : null,
  }
}
