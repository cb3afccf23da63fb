import { globalId } from '../../src/global-ids.js'
import { inSession, type Sessions } from '../../src/session/in-session.js'
import type { Answer, TestClient } from './client.js'

/** What can be baked from what, for one event, by global ids; nothing is in stock. */
export interface Kitchen {
  readonly eventId: string
  /** A batch of bread takes 500 g of flour, a cup of milk, water that nobody counts, and half a batch of glaze. */
  readonly breadId: string
  /** A batch of glaze takes 0.2 kg of sugar and 20 g of flour. */
  readonly glazeId: string
  /** A batch of bread yields 12 rolls, or 4 loaves. */
  readonly rollId: string
  readonly loafId: string
  /** Glaze's own. */
  readonly potId: string
  /** Flour by the kilogram, milk by the litre, sugar by the pound. */
  readonly flourId: string
  readonly milkId: string
  readonly sugarId: string
  /** Assignments of a package of 12 rolls each. */
  readonly assignmentIds: readonly string[]
}

let opened = 0

/** Each call adds everything of its own. Milk weighs nothing known: it has no density. */
export function openKitchen(sessions: Sessions, { assignments = 2 } = {}): Promise<Kitchen> {
  return inSession(sessions, { mode: 'write' }, async (session) => {
    const number = String(++opened)
    const ingredient = async (name: string, data: { isTracked?: boolean } = {}) =>
      (
        await session.ingredient.create({
          data: { slug: `${name}-of-kitchen-${number}`, name: `${name} ${number}`, ...data },
        })
      ).id
    const product = async (ingredientId: number, packageUnit: string) =>
      (await session.product.create({ data: { ingredientId, packageUnit, packageUnitQuantity: 1, isPreferred: true } }))
        .id
    const [flour, milk, sugar] = [await ingredient('Flour'), await ingredient('Milk'), await ingredient('Sugar')]
    const water = await ingredient('Water', { isTracked: false })
    const [flourId, milkId, sugarId] = [
      await product(flour, 'kg'),
      await product(milk, 'l'),
      await product(sugar, 'lb'),
    ]
    const glaze = await session.recipe.create({
      data: {
        name: `Glaze ${number}`,
        category: 'Toppings',
        lines: {
          create: [
            { ingredientId: sugar, quantity: '0.2', unit: 'kg', position: 0 },
            { ingredientId: flour, quantity: '20', unit: 'g', position: 1 },
          ],
        },
      },
    })
    const bread = await session.recipe.create({
      data: {
        name: `Bread ${number}`,
        category: 'Breads',
        lines: {
          create: [
            { ingredientId: flour, quantity: '500', unit: 'g', position: 0 },
            { ingredientId: milk, quantity: '1', unit: 'cup', position: 1 },
            { ingredientId: water, quantity: '1', unit: 'cup', position: 2 },
          ],
        },
        components: { create: { componentId: glaze.id, quantity: '0.5', position: 0 } },
      },
    })
    const unit = async (name: string, recipeId: number, itemsPerBatch: number) =>
      (await session.finishedUnit.create({ data: { slug: `${name}-${number}`, name, recipeId, itemsPerBatch } })).id
    const roll = await unit('roll', bread.id, 12)
    const [loaf, pot] = [await unit('loaf', bread.id, 4), await unit('pot', glaze.id, 1)]
    const parcel = await session.package.create({
      data: {
        name: `Rolls ${number}`,
        contents: {
          create: {
            quantity: 1,
            position: 0,
            finishedGood: {
              create: {
                slug: `dozen-${number}`,
                name: 'Dozen rolls',
                components: { create: { finishedUnitId: roll, quantity: 12, position: 0 } },
              },
            },
          },
        },
      },
    })
    const recipient = await session.recipient.create({ data: { name: 'Ann' } })
    const event = await session.event.create({ data: { name: `Fair ${number}`, date: new Date('2026-12-24') } })
    const planned = await session.assignment.createManyAndReturn({
      data: Array.from({ length: assignments }, () => ({
        eventId: event.id,
        recipientId: recipient.id,
        packageId: parcel.id,
        quantity: 1,
      })),
    })
    return {
      eventId: globalId('Event', event.id),
      breadId: globalId('Recipe', bread.id),
      glazeId: globalId('Recipe', glaze.id),
      rollId: globalId('FinishedUnit', roll),
      loafId: globalId('FinishedUnit', loaf),
      potId: globalId('FinishedUnit', pot),
      flourId: globalId('Product', flourId),
      milkId: globalId('Product', milkId),
      sugarId: globalId('Product', sugarId),
      assignmentIds: planned.map(({ id }) => globalId('Assignment', id)),
    }
  })
}

const RECORD = `record {
  id batches actualCost costIsComplete batchesLost lossCost voidedAt voidReason notes producedAt event { id } recipe { id }
  uses { lot { id } ingredient { name } quantity cost }
  shortages { ingredient { name } unit needed available missing reason }
  losses { id finishedUnit { id } quantity batches cost reason note }
} countedSince { id }`

const INPUTS = {
  recordProduction: 'RecordProductionInput',
  recordLoss: 'RecordLossInput',
  voidProduction: 'VoidInput',
} as const

/** Asks one of the mutations of production. */
export function produce(
  client: TestClient,
  field: keyof typeof INPUTS,
  input: Record<string, unknown>,
): Promise<Answer> {
  return client.ask(`mutation ($input: ${INPUTS[field]}!) { ${field}(input: $input) { ${RECORD} } }`, { input })
}

export interface RecordAnswer {
  readonly id: string
  readonly batches: number
  readonly actualCost: string
  readonly costIsComplete: boolean
  readonly batchesLost: string
  readonly lossCost: string
  readonly voidedAt: string | null
  readonly voidReason: string | null
  readonly uses: readonly {
    readonly lot: { readonly id: string }
    readonly ingredient: { readonly name: string }
    readonly quantity: string
    readonly cost: string
  }[]
  readonly shortages: readonly Record<string, unknown>[]
  readonly losses: readonly { readonly id: string; readonly cost: string; readonly batches: string }[]
}

/** What came of a mutation that went well. */
export function recordIn({ data, errors }: Answer): RecordAnswer {
  if (errors.length > 0) throw new Error(`Answered with errors: ${JSON.stringify(errors)}`)
  // The operation was validated against the schema.
  const [payload] = Object.values(data as Record<string, { readonly record: RecordAnswer }>)
  if (payload === undefined) throw new Error('There is no payload')
  return payload.record
}
