import { z } from 'zod'
import { MAX_ID } from '../global-ids.js'

// What an export carries: every row of every table, as the API tells its values, in an order in which each row refers
// only to rows before it. What follows from other rows is left out: what a lot holds, and what a record costs beyond what
// it came with, are the sums of their entries.

const id = z.int().min(1).max(MAX_ID)
const count = z.int().min(0)
const decimal = z.string().regex(/^-?\d{1,1000}(\.\d{1,10})?$/)
const whole = z.string().regex(/^\d{1,1000}$/)
const day = z.iso.date()
const instant = z.iso.datetime({ precision: 3 })
const text = z.string().max(20_000)
const version = z.int().min(1)

/** The columns of each table, in the order of the tables. */
export const tables = {
  supplier: {
    id,
    name: text,
    slug: text.nullable(),
    type: text.nullable(),
    archived: z.boolean(),
    version,
  },
  ingredient: {
    id,
    version,
    archived: z.boolean(),
    slug: text,
    name: text,
    category: text.nullable(),
    description: text.nullable(),
    is_packaging: z.boolean(),
    is_tracked: z.boolean(),
    parent_id: id.nullable(),
    density_volume: decimal.nullable(),
    density_volume_unit: text.nullable(),
    density_weight: decimal.nullable(),
    density_weight_unit: text.nullable(),
  },
  product: {
    id,
    ingredient_id: id,
    brand: text,
    name: text,
    package_unit: text,
    package_unit_quantity: decimal,
    package_size: text.nullable(),
    package_type: text.nullable(),
    gtin: text.nullable(),
    is_preferred: z.boolean(),
    archived: z.boolean(),
    version,
    notes: text.nullable(),
  },
  purchase: {
    id,
    product_id: id,
    supplier_id: id.nullable(),
    purchased_on: day,
    quantity: decimal,
    price_per_package: decimal,
    notes: text.nullable(),
    version,
    voided_at: instant.nullable(),
  },
  recipe: {
    id,
    version,
    archived: z.boolean(),
    slug: text.nullable(),
    name: text,
    category: text,
    source: text.nullable(),
    estimated_minutes: z.int().nullable(),
    notes: text.nullable(),
  },
  recipe_line: {
    id,
    recipe_id: id,
    ingredient_id: id,
    quantity: decimal,
    unit: text,
    position: count,
    notes: text.nullable(),
  },
  recipe_component: {
    id,
    recipe_id: id,
    component_id: id,
    quantity: decimal,
    position: count,
    notes: text.nullable(),
  },
  finished_unit: {
    id,
    version,
    archived: z.boolean(),
    slug: text,
    name: text,
    recipe_id: id,
    items_per_batch: z.int().nullable(),
    batch_percentage: decimal.nullable(),
    item_unit: text.nullable(),
    category: text.nullable(),
    notes: text.nullable(),
  },
  finished_good: {
    id,
    version,
    archived: z.boolean(),
    slug: text,
    name: text,
    assembly_type: text.nullable(),
    description: text.nullable(),
    notes: text.nullable(),
  },
  finished_good_component: {
    id,
    finished_good_id: id,
    finished_unit_id: id.nullable(),
    component_good_id: id.nullable(),
    quantity: decimal,
    position: count,
    notes: text.nullable(),
  },
  package: {
    id,
    version,
    archived: z.boolean(),
    slug: text.nullable(),
    name: text,
    description: text.nullable(),
    is_template: z.boolean(),
    notes: text.nullable(),
  },
  package_content: { id, package_id: id, finished_good_id: id, quantity: z.int(), position: count },
  recipient: {
    id,
    version,
    archived: z.boolean(),
    name: text,
    household_name: text.nullable(),
    address: text.nullable(),
    notes: text.nullable(),
  },
  event: { id, version, slug: text.nullable(), name: text, date: day, notes: text.nullable() },
  assignment: {
    id,
    version,
    event_id: id,
    recipient_id: id,
    package_id: id,
    quantity: z.int(),
    status: z.enum(['PENDING', 'ASSEMBLED', 'DELIVERED']),
    delivered_to: text.nullable(),
    assembled_at: instant.nullable(),
    delivered_at: instant.nullable(),
    notes: text.nullable(),
  },
  assignment_need: { assignment_id: id, recipe_id: id, numerator: whole, denominator: whole },
  production_record: {
    id,
    event_id: id,
    recipe_id: id,
    batches: z.int(),
    opening_cost: decimal,
    produced_at: instant,
    notes: text.nullable(),
    voided_at: instant.nullable(),
    void_reason: text.nullable(),
  },
  loss: {
    id,
    record_id: id,
    finished_unit_id: id,
    quantity: decimal,
    numerator: whole,
    denominator: whole,
    reason: z.enum(['BURNT', 'BROKEN', 'CONTAMINATED', 'DROPPED', 'WRONG_INGREDIENTS', 'OTHER']),
    note: text.nullable(),
    at: instant,
    actor: text.nullable(),
  },
  shortage: {
    record_id: id,
    position: z.int(),
    ingredient_id: id,
    unit: text,
    needed: decimal,
    available: decimal,
    missing: decimal,
    reason: z.enum(['NOT_IN_STOCK', 'NO_DENSITY', 'UNIT_NOT_CONVERTIBLE']),
  },
  lot: {
    id,
    product_id: id,
    purchase_id: id.nullable(),
    purchased_on: day.nullable(),
    initial_quantity: decimal,
    unit_cost: decimal.nullable(),
    location: text.nullable(),
    notes: text.nullable(),
  },
  lot_entry: {
    id,
    lot_id: id,
    kind: z.enum(['RECEIVED', 'CONSUMED', 'RETURNED', 'ADJUSTED', 'REPRICED', 'VOIDED']),
    quantity: decimal,
    value: decimal,
    at: instant,
    actor: text.nullable(),
    reason: z.enum(['COUNT', 'SPOILAGE', 'GIFT', 'CORRECTION', 'OTHER']).nullable(),
    note: text.nullable(),
    record_id: id.nullable(),
    reverses_id: id.nullable(),
  },
  history_entry: {
    id,
    at: instant,
    actor: text.nullable(),
    action: text,
    event_id: id.nullable(),
    subject_type: text,
    subject_id: id,
    reason: text.nullable(),
    changes: z.array(z.strictObject({ field: text, before: z.string().nullable(), after: z.string().nullable() })),
  },
} as const satisfies Readonly<Record<string, z.core.$ZodShape>>

export type Table = keyof typeof tables

/** A row of each table. */
export const rowShapes: ReadonlyMap<string, z.ZodObject> = new Map(
  Object.entries(tables).map(([table, columns]) => [table, z.strictObject(columns)]),
)

/** The first line of an export: what it is, and the version of its format. */
export const Header = z.strictObject({
  format: z.literal('batchboard'),
  version: z.literal(1),
  exportedAt: instant,
})

/** Every line of an export: the first one, and then a row each, by the name of its table. */
export const Line = z.union([Header, ...[...rowShapes].map(([table, row]) => z.strictObject({ [table]: row }))])
