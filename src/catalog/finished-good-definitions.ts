import { z } from 'zod'
import { exact, toShortest } from '../decimal.js'
import { archived, inList, invalid } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import type { Definition } from '../history/definitions.js'
import { positive } from '../inputs.js'
import { DECIMAL_PLACES, MAX_PARTS, MAX_QUANTITY } from '../quantities.js'
import { read, sql, type WritingSession } from '../session/session.js'
import { finishedGoodNotFound } from './finished-good-service.js'
import { finishedUnitNotFound } from './finished-unit-service.js'

/** A quantity of one thing in a finished good: exactly one of the two ids is set. */
export interface NewComponent {
  readonly finishedUnitId: number | null
  readonly componentGoodId: number | null
  readonly quantity: string
}

async function findGood(id: number, session: WritingSession) {
  const row = await session.finishedGood.findUnique({
    where: { id },
    include: {
      components: {
        select: { finishedUnitId: true, componentGoodId: true, quantity: true },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      },
    },
  })
  if (row === null) return null
  const components = row.components.map(({ quantity, ...held }): NewComponent => ({
    ...held,
    quantity: quantity.toFixed(),
  }))
  return { ...row, components }
}

export const finishedGoodDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findGood>>>> = {
  type: 'FinishedGood',
  notFound: finishedGoodNotFound,
  find: findGood,
  historyFields: ({ name, notes, components, archived }) => ({
    name,
    notes,
    components: components.length === 0 ? null : components.map(componentText).join(', '),
    archived: archived ? 'true' : null,
  }),
}

function componentText({ finishedUnitId, componentGoodId, quantity }: NewComponent): string {
  const id =
    finishedUnitId === null ? globalId('FinishedGood', componentGoodId ?? 0) : globalId('FinishedUnit', finishedUnitId)
  return `${toShortest(exact(quantity), DECIMAL_PLACES)} x ${id}`
}

/** The field of an input that names what a component is. */
function fieldOf({ finishedUnitId }: NewComponent): 'finishedUnitId' | 'finishedGoodId' {
  return finishedUnitId === null ? 'finishedGoodId' : 'finishedUnitId'
}

function keyOf({ finishedUnitId, componentGoodId }: NewComponent): string {
  return `${String(finishedUnitId)} ${String(componentGoodId)}`
}

/** Throws VALIDATION_FAILED for more than a good can hold, a thing twice or none, or a quantity that can't be meant. */
export function checkComponents(components: readonly NewComponent[]): void {
  if (components.length > MAX_PARTS) throw invalid('components', `may be at most ${String(MAX_PARTS)}`)
  const seen = new Set<string>()
  for (const [index, component] of components.entries()) {
    inList('components', index, () => {
      if ((component.finishedUnitId === null) === (component.componentGoodId === null)) {
        throw invalid('finishedUnitId', 'or finishedGoodId must be given, and not both')
      }
      if (seen.has(keyOf(component))) throw invalid(fieldOf(component), 'is in the list already')
      if (positive('quantity', component.quantity).compare(MAX_QUANTITY) > 0) {
        throw invalid('quantity', `must be at most ${String(MAX_QUANTITY)}`)
      }
    })
    seen.add(keyOf(component))
  }
}

/**
 * Returns a check that throws VALIDATION_FAILED (reason ARCHIVED) for what is archived, but for what was `held` before.
 * Throws FINISHED_UNIT_NOT_FOUND and FINISHED_GOOD_NOT_FOUND, in the order of the list.
 */
export async function findHeld(
  components: readonly NewComponent[],
  held: readonly NewComponent[],
  session: WritingSession,
): Promise<{ readonly checkNotArchived: () => void }> {
  const rows = await read(
    session,
    sql`
    SELECT id AS "finishedUnitId", NULL::int AS "componentGoodId", archived FROM finished_unit
    WHERE id = ANY(${components.flatMap(({ finishedUnitId }) => finishedUnitId ?? [])})
    UNION ALL
    SELECT NULL, id, archived FROM finished_good
    WHERE id = ANY(${components.flatMap(({ componentGoodId }) => componentGoodId ?? [])})`,
    z.strictObject({
      finishedUnitId: z.int().nullable(),
      componentGoodId: z.int().nullable(),
      archived: z.boolean(),
    }),
  )
  const isArchived = new Map(rows.map((row) => [keyOf({ ...row, quantity: '' }), row.archived]))
  const before = new Set(held.map(keyOf))
  const each = (check: (component: NewComponent, key: string) => void): void => {
    for (const [index, component] of components.entries()) {
      inList('components', index, () => check(component, keyOf(component)))
    }
  }
  each(({ finishedUnitId, componentGoodId }, key) => {
    if (isArchived.has(key)) return
    throw finishedUnitId === null ? finishedGoodNotFound(componentGoodId ?? 0) : finishedUnitNotFound(finishedUnitId)
  })
  return {
    checkNotArchived: () =>
      each((component, key) => {
        if (isArchived.get(key) === true && !before.has(key)) throw archived(fieldOf(component))
      }),
  }
}

/** Puts what a good holds in the place of what it held. */
export async function replaceComponents(
  finishedGoodId: number,
  components: readonly NewComponent[],
  session: WritingSession,
): Promise<void> {
  await session.finishedGoodComponent.deleteMany({ where: { finishedGoodId } })
  await session.finishedGoodComponent.createMany({
    data: components.map((component, position) => ({ ...component, finishedGoodId, position })),
  })
}
