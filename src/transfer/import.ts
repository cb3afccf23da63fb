import { Prisma } from '../generated/prisma/client.js'
import { forget, query, sql, type WritingSession } from '../session/session.js'
import type { Backup } from './backup.js'
import { planImport, type Plan } from './plan.js'
import type { Entry } from './references.js'
import type { ImportReport } from './report.js'

/** Told of each table before its rows are written. */
export type OnProgress = (table: string, rows: number) => void

/** Any number that no other advisory lock of this database has. */
const IMPORT_LOCK = 4_207_849_484

/**
 * Imports a backup into the session. What the database has already stays as it is, and is counted. Throws ImportError,
 * with all that can't be taken, before anything is written.
 */
export async function importBackup(
  backup: Backup,
  session: WritingSession,
  onProgress?: OnProgress,
): Promise<ImportReport> {
  // Two imports at once would each miss what the other is adding, and add it twice. Held until the session ends.
  await query(session, sql`SELECT pg_advisory_xact_lock(${IMPORT_LOCK}::bigint)::text AS locked`)
  const plan = await planImport(backup, session)
  await write(plan, session, onProgress)
  forget(session)
  return plan.report
}

async function write(plan: Plan, session: WritingSession, onProgress: OnProgress | undefined): Promise<void> {
  const insert = async (table: string, rows: readonly object[], entries: readonly { entry: Entry }[] = []) => {
    if (rows.length > 0) onProgress?.(table, rows.length)
    const ids = await insertInOrder(session, table, rows)
    entries.forEach(({ entry }, index) => (entry.id = ids[index]))
  }

  await insert(
    'supplier',
    plan.suppliers.map(({ row }) => ({ name: row.name, slug: row.slug, type: row.type, is_active: row.isActive })),
    plan.suppliers,
  )
  await insert(
    'ingredient',
    plan.ingredients.map(({ row }) => ({
      slug: row.slug,
      name: row.name,
      category: row.category,
      description: row.description,
      is_packaging: row.isPackaging,
      density_volume: row.density?.volume ?? null,
      density_volume_unit: row.density?.volumeUnit ?? null,
      density_weight: row.density?.weight ?? null,
      density_weight_unit: row.density?.weightUnit ?? null,
    })),
    plan.ingredients,
  )
  await setParents(session, plan.ingredients)
  await insert(
    'product',
    plan.products.map(({ row, ingredient, isPreferred }) => ({
      ingredient_id: idOf(ingredient),
      brand: row.brand,
      name: row.name,
      package_unit: row.packageUnit,
      package_unit_quantity: row.packageUnitQuantity,
      package_size: row.packageSize,
      package_type: row.packageType,
      gtin: row.gtin,
      is_preferred: isPreferred,
      is_hidden: row.isHidden,
      notes: row.notes,
    })),
    plan.products,
  )
  await insert(
    'purchase',
    plan.purchases.map(({ row, product, supplier }) => ({
      product_id: idOf(product),
      supplier_id: supplier && idOf(supplier),
      purchased_on: row.purchasedOn,
      quantity: row.quantity,
      price_per_package: row.pricePerPackage,
      notes: row.notes,
    })),
    plan.purchases,
  )
  await insert(
    'lot',
    plan.lots.map(({ row, product, purchase, initialQuantity, quantity, unitCost }) => ({
      product_id: idOf(product),
      purchase_id: purchase && idOf(purchase),
      purchased_on: row.purchasedOn,
      initial_quantity: initialQuantity,
      quantity,
      unit_cost: unitCost,
      location: row.location,
      notes: row.notes,
    })),
  )
  await insert(
    'recipe',
    plan.recipes.map(({ row }) => ({
      slug: row.slug,
      name: row.name,
      category: row.category,
      source: row.source,
      estimated_minutes: row.estimatedMinutes,
      notes: row.notes,
    })),
    plan.recipes,
  )
  await insert(
    'recipe_line',
    plan.lines.map(({ recipe, ingredient, position, line }) => ({
      recipe_id: idOf(recipe),
      ingredient_id: idOf(ingredient),
      quantity: line.quantity,
      unit: line.unit,
      position,
      notes: line.notes,
    })),
  )
  await insert(
    'recipe_component',
    plan.components.map(({ recipe, component, position, line }) => ({
      recipe_id: idOf(recipe),
      component_id: idOf(component),
      quantity: line.quantity,
      position,
      notes: line.notes,
    })),
  )
  await insert(
    'finished_unit',
    plan.finishedUnits.map(({ row, recipe }) => ({
      slug: row.slug,
      name: row.name,
      recipe_id: idOf(recipe),
      items_per_batch: row.itemsPerBatch,
      batch_percentage: row.batchPercentage,
      item_unit: row.itemUnit,
      category: row.category,
      notes: row.notes,
    })),
    plan.finishedUnits,
  )
  await insert(
    'finished_good',
    plan.finishedGoods.map(({ row }) => ({
      slug: row.slug,
      name: row.name,
      assembly_type: row.assemblyType,
      description: row.description,
      notes: row.notes,
    })),
    plan.finishedGoods,
  )
  await insert(
    'finished_good_component',
    plan.compositions.map(({ row, good, component }) => ({
      finished_good_id: idOf(good),
      finished_unit_id: row.component.kind === 'unit' ? idOf(component) : null,
      component_good_id: row.component.kind === 'good' ? idOf(component) : null,
      quantity: row.quantity,
      position: row.position,
      notes: row.notes,
    })),
  )
  await insert(
    'package',
    plan.packages.map(({ row }) => ({
      slug: row.slug,
      name: row.name,
      description: row.description,
      is_template: row.isTemplate,
      notes: row.notes,
    })),
    plan.packages,
  )
  await insert(
    'package_content',
    plan.packageContents.map(({ row, package: owner, good }) => ({
      package_id: idOf(owner),
      finished_good_id: idOf(good),
      quantity: row.quantity,
      position: row.position,
    })),
  )
  await insert(
    'recipient',
    plan.recipients.map(({ row }) => ({
      name: row.name,
      household_name: row.household,
      address: row.address,
      notes: row.notes,
    })),
    plan.recipients,
  )
  await insert(
    'event',
    plan.events.map(({ row }) => ({ slug: row.slug, name: row.name, date: row.date, notes: row.notes })),
    plan.events,
  )
  await insert(
    'assignment',
    plan.assignments.map(({ row, event, recipient, package: assigned }) => ({
      event_id: idOf(event),
      recipient_id: idOf(recipient),
      package_id: idOf(assigned),
      quantity: row.quantity,
      status: row.status,
      delivered_to: row.deliveredTo,
      assembled_at: row.assembledAt,
      delivered_at: row.deliveredAt,
      notes: row.notes,
    })),
  )
  await insert(
    'production_record',
    plan.productionRecords.map(({ row, event, recipe }) => ({
      event_id: idOf(event),
      recipe_id: idOf(recipe),
      batches: row.batches,
      actual_cost: row.actualCost,
      produced_at: row.producedAt,
      notes: row.notes,
    })),
  )
}

/** Inserts rows in one statement, whatever their number, and answers their ids, which ascend in the rows' order. */
async function insertInOrder(session: WritingSession, table: string, rows: readonly object[]): Promise<number[]> {
  const [first] = rows
  if (first === undefined) return []
  const into = Prisma.raw(`"${table}"`)
  const columns = Prisma.raw(
    Object.keys(first)
      .map((column) => `"${column}"`)
      .join(', '),
  )
  // PostgreSQL sorts before it takes the ids from the sequence. One JSON parameter has no limit of 32767 values.
  const inserted = await query<{ id: number }>(
    session,
    sql`INSERT INTO ${into} (${columns})
        SELECT ${columns} FROM json_populate_recordset(NULL::${into}, ${JSON.stringify(rows)}::json) WITH ORDINALITY
        ORDER BY ordinality RETURNING id`,
  )
  return inserted.map(({ id }) => id).sort((a, b) => a - b)
}

async function setParents(session: WritingSession, ingredients: Plan['ingredients']): Promise<void> {
  const children = ingredients.flatMap(({ entry, parent }) =>
    parent === null ? [] : [{ id: idOf(entry), parent_id: idOf(parent) }],
  )
  if (children.length === 0) return
  await query(
    session,
    sql`UPDATE ingredient SET parent_id = child.parent_id
        FROM json_to_recordset(${JSON.stringify(children)}::json) AS child (id int, parent_id int)
        WHERE ingredient.id = child.id`,
  )
}

function idOf({ id, name }: Entry): number {
  if (id === undefined) throw new Error(`${name} is referred to before it is added`)
  return id
}
