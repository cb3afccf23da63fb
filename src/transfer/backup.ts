import { z } from 'zod'
import { exact, toShortest } from '../decimal.js'
import { ImportError, shown, type Origin, type Problem } from './problems.js'
import { itemsOf, NAME, reader, TEXT, UNIT, type Reader, type Reference } from './reader.js'

// A backup of the desktop app in one shape, whatever its version spells how. Decimals are texts with at most 10
// places, days are 'YYYY-MM-DD', instants ISO 8601 in UTC.

export interface Row {
  readonly origin: Origin
}

export interface SupplierRow extends Row {
  readonly slug: string | null
  readonly name: string
  readonly type: string | null
  readonly isActive: boolean
}

export interface IngredientRow extends Row {
  readonly slug: string
  readonly name: string
  readonly category: string | null
  readonly description: string | null
  readonly isPackaging: boolean
  readonly parent: Reference | null
  readonly density: DensityRow | null
}

interface DensityRow {
  readonly volume: string
  readonly volumeUnit: string
  readonly weight: string
  readonly weightUnit: string
}

export interface ProductRow extends Row {
  readonly ingredient: Reference
  readonly brand: string
  readonly name: string
  readonly packageUnit: string
  readonly packageUnitQuantity: string
  readonly packageSize: string | null
  readonly packageType: string | null
  readonly gtin: string | null
  readonly isPreferred: boolean
  readonly isHidden: boolean
  readonly notes: string | null
}

/** A product has no slug: it is told by its ingredient, its brand, and as much more as the file gives. */
export interface ProductReference {
  readonly ingredient: Reference
  readonly brand: string | null
  readonly name: string | null
  readonly packageUnit: string | null
  readonly packageUnitQuantity: string | null
}

export interface PurchaseRow extends Row {
  readonly product: ProductReference
  readonly supplier: Reference | null
  readonly purchasedOn: string
  readonly quantity: string
  readonly pricePerPackage: string
  readonly notes: string | null
}

export interface LotRow extends Row {
  readonly product: ProductReference
  readonly purchasedOn: string | null
  readonly initialQuantity: string
  readonly quantity: string
  /** The unit of the quantities and of the cost, where it is not the product's package unit. */
  readonly unit: string | null
  readonly unitCost: string | null
  readonly location: string | null
  readonly notes: string | null
}

export interface RecipeRow extends Row {
  readonly slug: string | null
  readonly name: string
  readonly category: string
  readonly source: string | null
  readonly estimatedMinutes: number | null
  readonly notes: string | null
  readonly lines: readonly {
    readonly ingredient: Reference
    readonly quantity: string
    readonly unit: string
    readonly notes: string | null
  }[]
  readonly components: readonly {
    readonly recipe: Reference
    readonly quantity: string
    readonly notes: string | null
  }[]
}

export interface FinishedUnitRow extends Row {
  readonly slug: string
  readonly name: string
  /** The recipe that the row stands in, or a reference to it. */
  readonly recipe: RecipeRow | Reference
  readonly itemsPerBatch: number | null
  readonly batchPercentage: string | null
  readonly itemUnit: string | null
  readonly category: string | null
  readonly notes: string | null
}

export interface FinishedGoodRow extends Row {
  readonly slug: string
  readonly name: string
  readonly assemblyType: string | null
  readonly description: string | null
  readonly notes: string | null
}

export interface CompositionRow extends Row {
  readonly good: Reference
  readonly component: { readonly kind: 'unit' | 'good'; readonly reference: Reference }
  readonly quantity: string
  readonly position: number
  readonly notes: string | null
}

export interface PackageRow extends Row {
  readonly slug: string | null
  readonly name: string
  readonly description: string | null
  readonly isTemplate: boolean
  readonly notes: string | null
}

export interface PackageContentRow extends Row {
  readonly package: Reference
  readonly good: Reference
  readonly quantity: number
  readonly position: number
}

export interface RecipientRow extends Row {
  readonly name: string
  readonly household: string | null
  readonly address: string | null
  readonly notes: string | null
}

export interface EventRow extends Row {
  readonly slug: string | null
  readonly name: string
  readonly date: string
  readonly notes: string | null
}

export type Status = 'PENDING' | 'ASSEMBLED' | 'DELIVERED'

export interface AssignmentRow extends Row {
  readonly event: Reference
  readonly recipient: Reference
  readonly package: Reference
  readonly quantity: number
  readonly status: Status
  readonly deliveredTo: string | null
  readonly assembledAt: string | null
  readonly deliveredAt: string | null
  readonly notes: string | null
  /** What the row says and its status has no place for. */
  readonly misplaced: readonly { readonly field: string; readonly reason: string }[]
}

export interface ProductionRecordRow extends Row {
  readonly event: Reference
  readonly recipe: Reference
  readonly batches: number
  readonly actualCost: string
  readonly producedAt: string
  readonly notes: string | null
}

export interface Backup {
  readonly version: string
  readonly suppliers: readonly SupplierRow[]
  readonly ingredients: readonly IngredientRow[]
  readonly products: readonly ProductRow[]
  readonly purchases: readonly PurchaseRow[]
  readonly lots: readonly LotRow[]
  readonly recipes: readonly RecipeRow[]
  readonly finishedUnits: readonly FinishedUnitRow[]
  readonly finishedGoods: readonly FinishedGoodRow[]
  readonly compositions: readonly CompositionRow[]
  readonly packages: readonly PackageRow[]
  readonly packageContents: readonly PackageContentRow[]
  readonly recipients: readonly RecipientRow[]
  readonly events: readonly EventRow[]
  readonly assignments: readonly AssignmentRow[]
  readonly productionRecords: readonly ProductionRecordRow[]
  /** Rows that say something the model has no place for. */
  readonly skipped: readonly { readonly origin: Origin; readonly reason: string }[]
  /** Sections with rows that the importer does not know. */
  readonly unknownSections: readonly { readonly section: string; readonly rows: number }[]
  /** Values that can't be taken. With any of them the import is refused. */
  readonly problems: readonly Problem[]
}

/** Each section under all its spellings, the newest first. */
export const SECTIONS = {
  suppliers: ['suppliers'],
  ingredients: ['ingredients'],
  products: ['products', 'variants'],
  purchases: ['purchases'],
  lots: ['inventory_items', 'pantry_items'],
  recipes: ['recipes'],
  finishedUnits: ['finished_units'],
  finishedGoods: ['finished_goods'],
  compositions: ['compositions'],
  packages: ['packages'],
  packageContents: ['package_finished_goods'],
  recipients: ['recipients'],
  events: ['events'],
  assignments: ['event_recipient_packages'],
  productionRecords: ['production_records'],
} as const satisfies Record<string, readonly string[]>

export type Section = keyof typeof SECTIONS

const document = z.record(z.string(), z.unknown())
const supported = /^[34](\.\d+)*$/

/**
 * Reads a backup, of format v3.x or v4.x. Throws ImportError where the document is none; what is wrong with single
 * values stands in the answer's `problems`, so that the import can name it together with what it finds itself.
 */
export function parseBackup(json: unknown): Backup {
  const parsed = document.safeParse(json)
  const file = parsed.success ? parsed.data : {}
  const known: readonly string[] = Object.values(SECTIONS).flat()
  const { version } = file
  if ((typeof version !== 'string' && typeof version !== 'number') || !known.some((name) => Array.isArray(file[name])))
    throw new ImportError('This is not a backup of the desktop app: it has no version, or none of its sections.')
  if (!supported.test(String(version)))
    throw new ImportError(`Backups of version ${shown(version)} are not supported: only v3.x and v4.x are.`)

  const problems: Problem[] = []
  const skipped: { origin: Origin; reason: string }[] = []

  function read<T>(section: Section, readRow: (row: Reader) => T | undefined): T[] {
    return SECTIONS[section].flatMap((name) => {
      const rows = file[name]
      if (rows === undefined || rows === null) return []
      if (!Array.isArray(rows)) {
        problems.push({ section: name, row: 0, field: name, value: shown(rows), reason: 'is not a list' })
        return []
      }
      return rows.flatMap((raw: unknown, index) => {
        const row = reader(raw, { section: name, row: index + 1 }, problems)
        const result = row === undefined ? undefined : readRow(row)
        return result === undefined ? [] : [result]
      })
    })
  }

  const nestedUnits: FinishedUnitRow[] = []
  return {
    version: String(version),
    suppliers: read('suppliers', supplierRow),
    ingredients: read('ingredients', ingredientRow),
    products: read('products', productRow),
    purchases: read('purchases', purchaseRow),
    lots: read('lots', lotRow),
    recipes: read('recipes', (row) => {
      const recipe = recipeRow(row)
      nestedUnits.push(...itemsOf(row, 'finished_units').map((unit) => finishedUnitRow(unit, recipe)))
      return recipe
    }),
    finishedUnits: [...read('finishedUnits', (row) => finishedUnitRow(row)), ...nestedUnits],
    finishedGoods: read('finishedGoods', finishedGoodRow),
    compositions: read('compositions', (row) => {
      const composition = compositionRow(row)
      if (typeof composition === 'object') return composition
      skipped.push({ origin: row.origin, reason: composition })
      return undefined
    }),
    packages: read('packages', packageRow),
    packageContents: read('packageContents', packageContentRow),
    recipients: read('recipients', recipientRow),
    events: read('events', eventRow),
    assignments: read('assignments', assignmentRow),
    productionRecords: read('productionRecords', productionRecordRow),
    skipped,
    unknownSections: Object.entries(file)
      .filter(([name]) => !known.includes(name))
      .flatMap(([section, value]) => {
        const rows = Array.isArray(value) ? value.filter((row) => typeof row === 'object' && row !== null).length : 0
        return rows > 0 ? [{ section, rows }] : []
      }),
    problems,
  }
}

/** Slugs are alike where they differ in `_` and `-` alone. */
export function alike(slug: string): string {
  return slug.replaceAll('_', '-')
}

/** The slug that a name makes, for rows that have none of their own. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

function supplierRow(row: Reader): SupplierRow {
  return {
    origin: row.origin,
    slug: row.optionalText(NAME, 'slug'),
    name: row.text(NAME, 'name', 'display_name'),
    type: row.optionalText(NAME, 'supplier_type', 'type'),
    isActive: row.flag(true, 'is_active'),
  }
}

function ingredientRow(row: Reader): IngredientRow {
  const name = row.text(NAME, 'display_name', 'name')
  return {
    origin: row.origin,
    slug: row.optionalText(NAME, 'slug') ?? derivedSlug(row, name),
    name,
    category: row.optionalText(NAME, 'category'),
    description: row.optionalText(TEXT, 'description'),
    isPackaging: row.flag(false, 'is_packaging'),
    parent: row.optionalReference(['parent_slug'], ['parent_name', 'parent']),
    density: density(row),
  }
}

function density(row: Reader): DensityRow | null {
  const volume = row.optionalAmount('density_volume_value')
  const volumeUnit = row.optionalText(UNIT, 'density_volume_unit')
  const weight = row.optionalAmount('density_weight_value')
  const weightUnit = row.optionalText(UNIT, 'density_weight_unit')
  if (volume !== null && volumeUnit !== null && weight !== null && weightUnit !== null)
    return { volume, volumeUnit, weight, weightUnit }
  const fields = ['density_volume_value', 'density_volume_unit', 'density_weight_value', 'density_weight_unit']
  const missing = fields.find((field) => !row.has(field))
  if (row.has(...fields) && missing !== undefined)
    row.problem(missing, 'is missing: a density has four values, or none')
  const gramsPerMillilitre = row.has(...fields) ? null : row.optionalAmount('density_g_per_ml')
  return gramsPerMillilitre === null
    ? null
    : { volume: '1', volumeUnit: 'ml', weight: gramsPerMillilitre, weightUnit: 'g' }
}

const INGREDIENT = [['ingredient_slug'], ['ingredient_name', 'ingredient']] as const
const RECIPE = [['recipe_slug'], ['recipe_name', 'recipe']] as const
const GOOD = [
  ['finished_good_slug', 'assembly_slug'],
  ['finished_good_name', 'finished_good'],
] as const
const PACKAGE = [['package_slug'], ['package_name', 'package']] as const
const EVENT = [['event_slug'], ['event_name', 'event'], ['event_date']] as const

function productRow(row: Reader): ProductRow {
  return {
    origin: row.origin,
    ingredient: row.reference(...INGREDIENT),
    brand: row.optionalText(NAME, 'brand') ?? '',
    name: row.optionalText(NAME, 'product_name', 'name') ?? '',
    packageUnit: row.text(UNIT, 'package_unit', 'purchase_unit'),
    packageUnitQuantity: row.amount('package_unit_quantity', 'purchase_quantity'),
    packageSize: row.optionalText(NAME, 'package_size'),
    packageType: row.optionalText(NAME, 'package_type'),
    gtin: row.optionalText(NAME, 'gtin', 'upc_code'),
    isPreferred: row.flag(false, 'preferred', 'is_preferred'),
    isHidden: row.flag(false, 'is_hidden'),
    notes: row.optionalText(TEXT, 'notes'),
  }
}

function productReference(row: Reader): ProductReference {
  return {
    ingredient: row.reference(...INGREDIENT),
    brand: row.optionalText(NAME, 'product_brand', 'variant_brand', 'brand'),
    name: row.optionalText(NAME, 'product_name', 'variant_name'),
    packageUnit: row.optionalText(UNIT, 'package_unit', 'purchase_unit'),
    packageUnitQuantity: row.optionalAmount('package_unit_quantity'),
  }
}

function purchaseRow(row: Reader): PurchaseRow {
  const quantity = row.amount('quantity_purchased', 'quantity')
  const total = row.has('unit_price', 'unit_cost') ? null : row.optionalPrice('total_cost', 'total_price')
  return {
    origin: row.origin,
    product: productReference(row),
    supplier: row.optionalReference(['supplier_slug'], ['supplier', 'supplier_name', 'store']),
    purchasedOn: row.day('purchase_date', 'purchased_at', 'purchased_on'),
    quantity,
    pricePerPackage:
      total === null ? row.price('unit_price', 'unit_cost') : toShortest(exact(total).div(exact(quantity)), 10),
    notes: row.optionalText(TEXT, 'notes'),
  }
}

function lotRow(row: Reader): LotRow {
  const quantity = row.price('quantity', 'current_quantity')
  return {
    origin: row.origin,
    product: productReference(row),
    purchasedOn: row.optionalDay('purchase_date', 'purchased_at', 'acquisition_date', 'purchased_on'),
    initialQuantity: row.optionalPrice('initial_quantity') ?? quantity,
    quantity,
    unit: row.optionalText(UNIT, 'unit'),
    unitCost: row.optionalPrice('unit_cost', 'unit_price'),
    location: row.optionalText(NAME, 'location'),
    notes: row.optionalText(TEXT, 'notes'),
  }
}

function recipeRow(row: Reader): RecipeRow {
  return {
    origin: row.origin,
    slug: row.optionalText(NAME, 'slug'),
    name: row.text(NAME, 'name', 'display_name'),
    category: row.optionalText(NAME, 'category') ?? '',
    source: row.optionalText(TEXT, 'source'),
    estimatedMinutes: row.optionalWhole('estimated_time_minutes'),
    notes: row.optionalText(TEXT, 'notes'),
    lines: itemsOf(row, 'ingredients').map((line) => ({
      ingredient: line.reference(...INGREDIENT),
      quantity: line.amount('quantity'),
      unit: line.text(UNIT, 'unit'),
      notes: line.optionalText(TEXT, 'notes'),
    })),
    components: itemsOf(row, 'components').map((component) => ({
      recipe: component.reference(
        ['recipe_slug', 'component_recipe_slug'],
        ['recipe_name', 'component_recipe_name', 'recipe'],
      ),
      quantity: component.amount('quantity', 'batches'),
      notes: component.optionalText(TEXT, 'notes'),
    })),
  }
}

function finishedUnitRow(row: Reader, nestedIn?: RecipeRow): FinishedUnitRow {
  const name = row.text(NAME, 'display_name', 'name')
  if (row.has('items_per_batch') === row.has('batch_percentage'))
    row.problem('items_per_batch', 'and batch_percentage: exactly one of them must be given')
  return {
    origin: row.origin,
    // Inside a recipe names are short ("Large"): without the recipe's they would meet those of others.
    slug: row.optionalText(NAME, 'slug') ?? derivedSlug(row, nestedIn ? `${nestedIn.name} ${name}` : name),
    name,
    recipe: nestedIn ?? row.reference(...RECIPE),
    itemsPerBatch: row.optionalCount('items_per_batch'),
    batchPercentage: row.optionalAmount('batch_percentage'),
    itemUnit: row.optionalText(NAME, 'item_unit'),
    category: row.optionalText(NAME, 'category'),
    notes: row.optionalText(TEXT, 'notes'),
  }
}

function derivedSlug(row: Reader, name: string): string {
  const slug = slugOf(name).slice(0, NAME)
  if (slug === '' && name !== '') row.problem('slug', 'is missing')
  return slug
}

function finishedGoodRow(row: Reader): FinishedGoodRow {
  const name = row.text(NAME, 'display_name', 'name')
  return {
    origin: row.origin,
    slug: row.optionalText(NAME, 'slug') ?? derivedSlug(row, name),
    name,
    assemblyType: row.optionalText(NAME, 'assembly_type'),
    description: row.optionalText(TEXT, 'description'),
    notes: row.optionalText(TEXT, 'notes'),
  }
}

/** A composition, or why it is none of a finished unit or a finished good in a good. */
function compositionRow(row: Reader): CompositionRow | string {
  const kind = row.optionalText(NAME, 'component_type')
  const unit =
    row.optionalReference(['finished_unit_slug'], ['finished_unit_name', 'finished_unit']) ??
    (kind === 'finished_unit' ? row.optionalReference(['component_slug'], ['component_name']) : null)
  const good =
    row.optionalReference(['finished_good_component_slug'], ['finished_good_component_name']) ??
    (kind === 'finished_good' ? row.optionalReference(['component_slug'], ['component_name']) : null)
  if (unit !== null && good !== null)
    row.problem('finished_unit_slug', 'and a finished good: a component is one of them')
  const reference = unit ?? good
  if (reference === null) return `${kind ?? otherKind(row)} components are not kept yet`
  if (!row.has(...GOOD.flat()) && row.has(...PACKAGE.flat()))
    return 'components of packages themselves are not kept yet'
  return {
    origin: row.origin,
    good: row.reference(...GOOD),
    component: { kind: unit === null ? 'good' : 'unit', reference },
    quantity: row.amount('component_quantity', 'quantity'),
    position: row.optionalWhole('sort_order', 'position') ?? row.origin.row - 1,
    notes: row.optionalText(TEXT, 'notes', 'component_notes'),
  }
}

function otherKind(row: Reader): string {
  if (row.has('packaging_product_id', 'packaging_ingredient_slug', 'packaging_product_slug')) return 'packaging'
  return row.has('material_unit_slug', 'material_slug', 'material_id', 'material_unit_id') ? 'material' : 'unknown'
}

function packageRow(row: Reader): PackageRow {
  return {
    origin: row.origin,
    slug: row.optionalText(NAME, 'slug'),
    name: row.text(NAME, 'name', 'display_name'),
    description: row.optionalText(TEXT, 'description'),
    isTemplate: row.flag(false, 'is_template'),
    notes: row.optionalText(TEXT, 'notes'),
  }
}

function packageContentRow(row: Reader): PackageContentRow {
  return {
    origin: row.origin,
    package: row.reference(...PACKAGE),
    good: row.reference(...GOOD),
    quantity: row.count('quantity'),
    position: row.optionalWhole('sort_order', 'position') ?? row.origin.row - 1,
  }
}

function recipientRow(row: Reader): RecipientRow {
  return {
    origin: row.origin,
    name: row.text(NAME, 'name', 'display_name'),
    household: row.optionalText(NAME, 'household_name', 'household'),
    address: row.optionalText(TEXT, 'address'),
    notes: row.optionalText(TEXT, 'notes'),
  }
}

function eventRow(row: Reader): EventRow {
  return {
    origin: row.origin,
    slug: row.optionalText(NAME, 'slug'),
    name: row.text(NAME, 'name', 'display_name'),
    date: row.day('event_date', 'date'),
    notes: row.optionalText(TEXT, 'notes'),
  }
}

const STATUSES: ReadonlyMap<string, Status> = new Map([
  ['pending', 'PENDING'],
  ['assembled', 'ASSEMBLED'],
  ['ready', 'ASSEMBLED'],
  ['delivered', 'DELIVERED'],
])

function assignmentRow(row: Reader): AssignmentRow {
  const misplaced: { field: string; reason: string }[] = []
  const fulfilment = statusOf(row, 'fulfillment_status')
  const status = statusOf(row, 'status') ?? fulfilment ?? 'PENDING'
  if (fulfilment !== null && fulfilment !== status)
    misplaced.push({ field: 'fulfillment_status', reason: `status says ${status}, and counts` })
  const kept = <T>(value: T | null, field: string, reached: boolean, standing: string): T | null => {
    if (value === null || reached) return value
    misplaced.push({ field, reason: `"${shown(value)}" belongs to ${standing} packages only, and this is ${status}` })
    return null
  }
  const delivered = status === 'DELIVERED'
  return {
    origin: row.origin,
    event: row.reference(...EVENT),
    recipient: row.reference(
      ['recipient_slug'],
      ['recipient_name', 'recipient'],
      ['recipient_household', 'household_name', 'household'],
    ),
    package: row.reference(...PACKAGE),
    quantity: row.count('quantity'),
    status,
    deliveredTo: kept(row.optionalText(500, 'delivered_to'), 'delivered_to', delivered, 'delivered'),
    assembledAt: kept(row.optionalInstant('assembled_at'), 'assembled_at', status !== 'PENDING', 'assembled'),
    deliveredAt: kept(row.optionalInstant('delivered_at'), 'delivered_at', delivered, 'delivered'),
    notes: row.optionalText(TEXT, 'notes'),
    misplaced,
  }
}

function statusOf(row: Reader, field: 'status' | 'fulfillment_status'): Status | null {
  const text = row.optionalText(NAME, field)
  if (text === null) return null
  const status = STATUSES.get(text.toLowerCase())
  if (status === undefined) row.problem(field, 'is none of pending, assembled, delivered')
  return status ?? null
}

function productionRecordRow(row: Reader): ProductionRecordRow {
  return {
    origin: row.origin,
    event: row.reference(...EVENT),
    recipe: row.reference(...RECIPE),
    batches: row.count('batches', 'quantity'),
    actualCost: row.price('actual_cost', 'total_actual_cost'),
    producedAt: row.instant('produced_at', 'production_date'),
    notes: row.optionalText(TEXT, 'notes'),
  }
}
