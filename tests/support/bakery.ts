import { inSession, type Sessions } from '../../src/session/in-session.js'

/** A small bakery: one recipe of which a package takes a part of a batch, one event, and its assignments. */
export interface Bakery {
  readonly eventId: number
  readonly recipeId: number
  readonly packageId: number
  readonly assignmentIds: readonly number[]
}

/**
 * Bakes `batches` batches of a recipe that yields `itemsPerBatch`, and plans `assignments` packages of `itemsPerPackage`
 * items each. Each call adds another event with everything of its own.
 */
export function openBakery(
  sessions: Sessions,
  { name = 'Christmas', batches = 1, itemsPerBatch = 12, itemsPerPackage = 12, assignments = 2 } = {},
): Promise<Bakery> {
  return inSession(sessions, { mode: 'write' }, async (session) => {
    const slug = name.toLowerCase().replaceAll(' ', '-')
    const recipe = await session.recipe.create({ data: { name: `${name} stars`, category: 'Cookies' } })
    const unit = await session.finishedUnit.create({
      data: { slug: `${slug}-star`, name: 'Star', recipeId: recipe.id, itemsPerBatch },
    })
    const good = await session.finishedGood.create({
      data: {
        slug: `${slug}-bag`,
        name: 'Bag of stars',
        components: { create: { finishedUnitId: unit.id, quantity: itemsPerPackage, position: 0 } },
      },
    })
    const parcel = await session.package.create({
      data: { name: `${name} parcel`, contents: { create: { finishedGoodId: good.id, quantity: 1, position: 0 } } },
    })
    const recipient = await session.recipient.create({ data: { name: 'Ann', householdName: 'Baker' } })
    const event = await session.event.create({ data: { name, date: new Date('2026-12-24') } })
    const planned = await session.assignment.createManyAndReturn({
      data: Array.from({ length: assignments }, () => ({
        eventId: event.id,
        recipientId: recipient.id,
        packageId: parcel.id,
        quantity: 1,
      })),
      select: { id: true },
    })
    if (batches > 0) {
      await session.productionRecord.create({
        data: {
          eventId: event.id,
          recipeId: recipe.id,
          batches,
          actualCost: '3.5',
          producedAt: new Date('2026-12-01T10:00:00Z'),
        },
      })
    }
    return {
      eventId: event.id,
      recipeId: recipe.id,
      packageId: parcel.id,
      assignmentIds: planned.map(({ id }) => id),
    }
  })
}
