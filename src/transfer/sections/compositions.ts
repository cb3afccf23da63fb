import { z } from 'zod'
import { read, sql, type Session } from '../../session/session.js'
import { idsOf } from '../identity.js'
import { entriesById, refuseNesting } from '../nesting.js'
import { planPairs } from '../pairs.js'
import { NAME, TEXT, type Reader, type Reference } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import { skip } from '../report.js'
import { section, type Row } from '../section.js'
import { finishedGoods, goodOf, hasGood } from './finished-goods.js'
import { finishedUnits } from './finished-units.js'
import { hasPackage } from './packages.js'

interface CompositionRow extends Row {
  readonly good: Reference
  readonly component: { readonly kind: 'unit' | 'good'; readonly reference: Reference }
  readonly quantity: string
  readonly position: number
  readonly notes: string | null
}

/** A row that the model has no place for, and why. */
interface Unkept extends Row {
  readonly unkept: string
}

interface PlannedComposition {
  readonly row: CompositionRow
  readonly owner: Entry
  readonly part: Entry
  readonly kind: 'unit' | 'good'
}

export const compositions = section<CompositionRow | Unkept, readonly PlannedComposition[]>({
  names: ['compositions'],
  read: (row) => {
    const kind = row.optionalText(NAME, 'component_type')
    const componentOf = (what: string) =>
      row.optionalReference(what, { slugs: ['component_slug'], names: ['component_name'] })
    const unit =
      row.optionalReference('finished unit', {
        slugs: ['finished_unit_slug'],
        names: ['finished_unit_name', 'finished_unit'],
      }) ?? (kind === 'finished_unit' ? componentOf('finished unit') : null)
    const good =
      row.optionalReference('finished good', {
        slugs: ['finished_good_component_slug'],
        names: ['finished_good_component_name'],
      }) ?? (kind === 'finished_good' ? componentOf('finished good') : null)
    if (unit !== null && good !== null)
      row.problem('finished_unit_slug', 'and a finished good: a component is one of them')
    const reference = unit ?? good
    const { origin } = row
    if (reference === null) return { origin, unkept: `${kind ?? otherKind(row)} components are not kept yet` }
    if (!hasGood(row) && hasPackage(row))
      return { origin, unkept: 'components of packages themselves are not kept yet' }
    return {
      origin,
      good: goodOf(row),
      component: { kind: unit === null ? 'good' : 'unit', reference },
      quantity: row.times('component_quantity', 'quantity'),
      position: row.optionalWhole('sort_order', 'position') ?? origin.row - 1,
      notes: row.optionalText(TEXT, 'notes', 'component_notes'),
    }
  },
  plan: async (rows, run, report) => {
    for (const row of rows) if ('unkept' in row) skip(report, row.origin, row.unkept)
    const goods = finishedGoods.of(run)
    const units = finishedUnits.of(run)
    const planned = rows.flatMap((row) => {
      if ('unkept' in row) return []
      const owner = goods.find(row.origin, row.good)
      const { kind, reference } = row.component
      const part = (kind === 'unit' ? units : goods).find(row.origin, reference)
      return owner === undefined || part === undefined ? [] : [{ row, owner, part, kind }]
    })
    const stored = await storedCompositions(idsOf(goods.known), run.session)
    const pairs = stored.flatMap(({ goodId, unitId, componentGoodId }) => {
      const partId = unitId ?? componentGoodId
      return partId === null ? [] : [{ ownerId: goodId, partId, kind: unitId === null ? 'good' : 'unit' }]
    })
    const added = planPairs(planned, pairs, await takenGoods(run.session), run.refuse, report)
    const entryOf = entriesById(goods.known, 'finished good')
    refuseNesting(run.refuse, {
      what: 'goods',
      edges: [
        ...stored.flatMap(({ goodId, componentGoodId }) =>
          componentGoodId === null ? [] : [[entryOf(goodId), entryOf(componentGoodId)] as const],
        ),
        ...added.flatMap(({ kind, owner, part }) => (kind === 'good' ? [[owner, part] as const] : [])),
      ],
      origins: new Map(added.map(({ row, owner }) => [owner, row.origin])),
      cyclic: { field: 'finished_good_component_slug', reason: 'a finished good contains itself' },
      tooDeep: { field: 'finished_good_slug' },
    })
    return added
  },
  write: (added, { insert }) =>
    insert(
      'finished_good_component',
      added.map(({ row, owner, part, kind }) => ({
        finished_good_id: idOf(owner),
        finished_unit_id: kind === 'unit' ? idOf(part) : null,
        component_good_id: kind === 'good' ? idOf(part) : null,
        quantity: row.quantity,
        position: row.position,
        notes: row.notes,
      })),
    ),
})

function otherKind(row: Reader): string {
  if (row.has('packaging_product_id', 'packaging_ingredient_slug', 'packaging_product_slug')) return 'packaging'
  return row.has('material_unit_slug', 'material_slug', 'material_id', 'material_unit_id') ? 'material' : 'unknown'
}

/** Which components some goods have, and the goods within goods of all. */
function storedCompositions(goodIds: readonly number[], session: Session) {
  return read(
    session,
    sql`SELECT finished_good_id AS "goodId", finished_unit_id AS "unitId", component_good_id AS "componentGoodId"
        FROM finished_good_component
        WHERE finished_good_id = ANY(${goodIds}::int[]) OR component_good_id IS NOT NULL`,
    z.strictObject({ goodId: z.int(), unitId: z.int().nullable(), componentGoodId: z.int().nullable() }),
  )
}

/** Goods that an assembled or delivered assignment has taken: their contents may not change any more. */
async function takenGoods(session: Session): Promise<Set<number>> {
  const rows = await read(
    session,
    sql`WITH RECURSIVE taken(id) AS (
          SELECT finished_good_id FROM package_content
          WHERE package_id IN (SELECT package_id FROM assignment WHERE status <> 'PENDING')
          UNION
          SELECT component.component_good_id
          FROM finished_good_component component JOIN taken ON taken.id = component.finished_good_id
          WHERE component.component_good_id IS NOT NULL
        )
        SELECT id FROM taken`,
    z.strictObject({ id: z.int() }),
  )
  return new Set(rows.map(({ id }) => id))
}
