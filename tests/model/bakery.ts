import {
  batchesOf,
  byId,
  byName,
  conversion,
  ingredientsOf,
  needsOf,
  rowOf,
  the,
  type Assignment,
  type Catalog,
} from './catalog.js'
import { edit, isEdit, type EditCall } from './edits.js'
import {
  ceiling,
  compare,
  isNone,
  larger,
  minus,
  money,
  negative,
  NONE,
  number,
  over,
  plus,
  ratio,
  rounded,
  shortest,
  smaller,
  sum,
  times,
  type Fraction,
} from './fractions.js'
import {
  checkAbove0,
  checkId,
  checkLength,
  checkNotBelow0,
  checkReason,
  checkSize,
  checkVersion,
  find,
  isArchivedIn,
  isInvalid,
  refuse,
  Refused,
  type Refusal,
} from './refusals.js'

// A bakery in memory, by the rules of the write side: what happened, as simply as it can be kept, and what may happen
// next. What its figures are follows from it in figures.ts.

export interface Bakery {
  readonly catalog: Catalog
  readonly purchases: Purchase[]
  readonly lots: Lot[]
  readonly records: ProductionRecord[]
  readonly packings: Packing[]
  /** Those that were removed too. */
  assignmentsMade: number
  readonly history: HistoryEntry[]
}

export interface Purchase {
  readonly id: string
  readonly productId: string
  supplierId: string | null
  purchasedOn: string
  packages: string
  pricePerPackage: string
  readonly notes: string | null
  version: number
  isVoided: boolean
}

export interface Lot {
  readonly id: string
  readonly productId: string
  readonly purchaseId: string | null
  purchasedOn: string | null
  /** Of a lot without a purchase, if it is known. */
  unitCost: string | null
  readonly entries: Entry[]
}

export interface Entry {
  readonly kind: 'RECEIVED' | 'CONSUMED' | 'RETURNED' | 'ADJUSTED' | 'REPRICED' | 'VOIDED'
  readonly quantity: Fraction
  readonly value: Fraction
  readonly recordId: string | null
  /** Where in the lot's entries the take stands that it gives back. */
  readonly reverses: number | null
  readonly reason: string | null
  readonly note: string | null
  /** Whether somebody counted, and not only corrected the number of packages. */
  readonly isCount: boolean
}

export interface ProductionRecord {
  readonly id: string
  readonly eventId: string
  readonly recipeId: string
  readonly batches: number
  /** What an import came with. */
  readonly importedCost: string
  /** The later, the larger: a day of the past, or, above all of them, about now, or later. */
  readonly producedAt: number
  readonly notes: string | null
  /** In the order in which they were taken from. */
  readonly lotIds: string[]
  readonly shortages: Shortage[]
  readonly losses: Loss[]
  voidReason: string | null
}

export interface Shortage {
  readonly ingredientId: string
  readonly unit: string
  readonly needed: Fraction
  readonly missing: Fraction
  readonly reason: 'NOT_IN_STOCK' | 'NO_DENSITY' | 'UNIT_NOT_CONVERTIBLE'
}

export interface Loss {
  readonly id: string
  readonly finishedUnitId: string
  readonly quantity: string
  readonly batches: Fraction
  readonly reason: string
  readonly note: string | null
}

/** How far an assignment is. */
export interface Packing {
  readonly id: string
  status: Status
  deliveredTo: string | null
  /** Batches that it took of each recipe when it was assembled. */
  needs: Map<string, Fraction>
}

export type Status = 'PENDING' | 'ASSEMBLED' | 'DELIVERED'

export interface HistoryEntry {
  readonly action: string
  readonly subjectId: string
  readonly eventId: string | null
  readonly reason: string | null
}

/** One field of a mutation, which may be an edit of a definition. Ids are those of the model; what is no id of the wanted type can't be one. */
export type Call = FactCall | EditCall

type FactCall =
  | {
      readonly field: 'recordPurchase'
      readonly input: {
        readonly productId: string
        readonly supplierId: string | null
        readonly purchasedOn: string
        readonly packages: string
        readonly pricePerPackage: string
        readonly notes: string | null
      }
    }
  | {
      readonly field: 'correctPurchase'
      readonly input: {
        readonly id: string
        readonly expectedVersion?: number
        readonly purchasedOn?: string
        readonly packages?: string
        readonly pricePerPackage?: string
        readonly supplierId?: string | null
        readonly reason: string
      }
    }
  | { readonly field: 'voidPurchase'; readonly input: { readonly id: string; readonly reason: string } }
  | {
      readonly field: 'recordLot'
      readonly input: {
        readonly productId: string
        readonly quantity: string
        readonly unitCost: string | null
        readonly purchasedOn: string | null
        readonly note: string | null
      }
    }
  | {
      readonly field: 'adjustLot'
      readonly input: {
        readonly id: string
        readonly expectedVersion?: number
        readonly toQuantity: string
        readonly reason: string
        readonly note: string | null
      }
    }
  | {
      readonly field: 'correctLot'
      readonly input: {
        readonly id: string
        readonly expectedVersion?: number
        readonly unitCost: string
        readonly reason: string
      }
    }
  | {
      readonly field: 'recordProduction'
      readonly input: {
        readonly eventId: string
        readonly recipeId: string
        readonly batches: number
        readonly producedAt: ProducedAt
        readonly losses: readonly LossInput[]
        readonly onShortage?: 'REFUSE' | 'ALLOW'
        readonly notes: string | null
      }
    }
  | { readonly field: 'recordLoss'; readonly input: { readonly recordId: string; readonly loss: LossInput } }
  | { readonly field: 'voidProduction'; readonly input: { readonly id: string; readonly reason: string } }
  | { readonly field: 'updatePackageStatus'; readonly input: StepInput }
  | { readonly field: 'updatePackageStatuses'; readonly input: { readonly steps: readonly StepInput[] } }
  | {
      readonly field: 'revertPackageStatus'
      readonly input: { readonly assignmentId: string; readonly reason: string }
    }

/** A day of January 2026; left out, which is now; or so many hours from now. */
export type ProducedAt = { readonly day: number } | { readonly hoursAhead: number } | null

export interface LossInput {
  readonly finishedUnitId: string
  readonly quantity: string
  readonly reason: string
  readonly note: string | null
}

export interface StepInput {
  readonly assignmentId: string
  readonly status: Status
  readonly deliveredTo: string | null
}

export interface Bake {
  readonly recipeId: string
  readonly batches: number
}

export function openedBakery(catalog: Catalog): Bakery {
  const packings = catalog.assignments.map(({ id }): Packing => {
    return { id, status: 'PENDING', deliveredTo: null, needs: new Map() }
  })
  const records = catalog.imported.map(({ cost, ...imported }) => newRecord({ ...imported, importedCost: cost }))
  return {
    ...{ catalog, records, packings },
    ...{ purchases: [], lots: [], history: [] },
    assignmentsMade: packings.length,
  }
}

export type Outcome =
  // `after`: what each field left.
  | { readonly bakery: Bakery; readonly payloads: readonly object[]; readonly after: readonly Bakery[] }
  | { readonly refusal: Refusal; readonly at: number }

/** What comes of the fields of one mutation: all of them happen, one after the other, or none. */
export function perform(bakery: Bakery, calls: readonly Call[]): Outcome {
  const next = structuredClone(bakery)
  const payloads: object[] = []
  const after: Bakery[] = []
  for (const call of calls) {
    try {
      payloads.push(happen(next, call))
      after.push(structuredClone(next))
    } catch (error) {
      if (error instanceof Refused) return { refusal: error.refusal, at: payloads.length }
      throw error
    }
  }
  return { bakery: next, payloads, after }
}

function happen(bakery: Bakery, call: Call): object {
  if (isEdit(call)) return edit(bakery, call)
  switch (call.field) {
    case 'recordPurchase':
      return recordPurchase(bakery, call.input)
    case 'correctPurchase':
      return correctPurchase(bakery, call.input)
    case 'voidPurchase':
      return voidPurchase(bakery, call.input)
    case 'recordLot':
      return recordLot(bakery, call.input)
    case 'adjustLot':
      return adjustLot(bakery, call.input)
    case 'correctLot':
      return correctLot(bakery, call.input)
    case 'recordProduction':
      return recordProduction(bakery, call.input)
    case 'recordLoss':
      return recordLoss(bakery, call.input)
    case 'voidProduction':
      return voidProduction(bakery, call.input)
    case 'updatePackageStatus':
      return updatePackageStatus(bakery, call.input)
    case 'updatePackageStatuses':
      return updatePackageStatuses(bakery, call.input)
    case 'revertPackageStatus':
      return revertPackageStatus(bakery, call.input)
  }
}

type Input<Field extends FactCall['field']> = Extract<FactCall, { readonly field: Field }>['input']

// ── Purchases and lots ───────────────────────────────────────────────────────────────────────────────────────────────

function recordPurchase(bakery: Bakery, input: Input<'recordPurchase'>): object {
  const { productId, supplierId, purchasedOn, packages, pricePerPackage, notes } = input
  checkId('productId', 'product', productId)
  if (supplierId !== null) checkId('supplierId', 'supplier', supplierId)
  checkAbove0('packages', packages)
  checkNotBelow0('pricePerPackage', pricePerPackage)
  checkLength('notes', notes, 20_000)
  const product = find(bakery.catalog.products, 'product', productId)
  const supplier = supplierId === null ? null : find(bakery.catalog.suppliers, 'supplier', supplierId)
  if (product.isArchived) isArchivedIn('productId')
  if (supplier?.isActive === false) isArchivedIn('supplierId')
  const quantity = quantityOf(packages, product.packageUnitQuantity)
  if (isNone(quantity)) isInvalid('packages')
  checkSize('packages', quantity)
  const id = nextId('purchase', bakery.purchases)
  const purchase = { id, productId, supplierId, purchasedOn, packages, pricePerPackage, notes }
  bakery.purchases.push({ ...purchase, version: 1, isVoided: false })
  const lot = newLot(bakery, { productId, purchaseId: id, purchasedOn, unitCost: null })
  addEntry(bakery, lot, { kind: 'RECEIVED', quantity })
  bakery.history.push({ action: 'recordPurchase', subjectId: id, eventId: null, reason: null })
  return { purchase: { id, lot: { id: lot.id } }, repricedRecords: [] }
}

/** What so many packages hold. */
const quantityOf = (packages: string, packageUnitQuantity: string): Fraction =>
  rounded(times(number(packages), number(packageUnitQuantity)), 10)

function correctPurchase(bakery: Bakery, input: Input<'correctPurchase'>): object {
  const { expectedVersion, purchasedOn, packages, pricePerPackage, supplierId, reason } = input
  checkId('id', 'purchase', input.id)
  if (supplierId !== undefined && supplierId !== null) checkId('supplierId', 'supplier', supplierId)
  if (packages !== undefined) checkAbove0('packages', packages)
  if (pricePerPackage !== undefined) checkNotBelow0('pricePerPackage', pricePerPackage)
  checkReason(reason)
  if ([purchasedOn, packages, pricePerPackage, supplierId].every((each) => each === undefined)) isInvalid('input')
  const purchase = find(bakery.purchases, 'purchase', input.id)
  const supplier =
    supplierId === undefined || supplierId === null ? null : find(bakery.catalog.suppliers, 'supplier', supplierId)
  checkVersion(expectedVersion, purchase.version)
  if (purchase.isVoided) refuse('ALREADY_VOIDED', { id: purchase.id })
  if (supplier?.isActive === false) isArchivedIn('supplierId')
  const lot = lotOf(bakery, purchase)
  const { packageUnitQuantity } = the(bakery.catalog.products, purchase.productId)
  const before = structuredClone(purchase)

  const bought = quantityOf(purchase.packages, packageUnitQuantity)
  if (purchasedOn !== undefined) lot.purchasedOn = purchase.purchasedOn = purchasedOn
  if (supplierId !== undefined) purchase.supplierId = supplierId
  if (packages !== undefined) purchase.packages = packages
  let repriced: string[] = []
  if (pricePerPackage !== undefined && compare(number(pricePerPackage), number(before.pricePerPackage)) !== 0) {
    purchase.pricePerPackage = pricePerPackage
    repriced = reprice(bakery, lot, reason)
  }
  const more = minus(quantityOf(purchase.packages, packageUnitQuantity), bought)
  if (!isNone(more)) {
    const held = heldIn(lot).quantity
    if (compare(plus(held, more), NONE) < 0) {
      refuse('PURCHASE_IN_USE', { id: purchase.id, consumed: goneOf(bought, held) })
    }
    addEntry(bakery, lot, { kind: 'ADJUSTED', quantity: more, reason: 'CORRECTION', note: reason })
  }
  if (
    purchase.purchasedOn !== before.purchasedOn ||
    purchase.supplierId !== before.supplierId ||
    purchase.pricePerPackage !== before.pricePerPackage ||
    compare(number(purchase.packages), number(before.packages)) !== 0
  ) {
    purchase.version += 1
    bakery.history.push({ action: 'correctPurchase', subjectId: purchase.id, eventId: null, reason })
  }
  return {
    purchase: { id: purchase.id, lot: { id: lot.id } },
    repricedRecords: repriced.toSorted((a, b) => rowOf(a) - rowOf(b)).map((id) => ({ id })),
  }
}

function voidPurchase(bakery: Bakery, { id, reason }: Input<'voidPurchase'>): object {
  checkId('id', 'purchase', id)
  checkReason(reason)
  const purchase = find(bakery.purchases, 'purchase', id)
  if (purchase.isVoided) refuse('ALREADY_VOIDED', { id })
  const lot = lotOf(bakery, purchase)
  const { quantity } = heldIn(lot)
  const isTaken = lot.entries.some(
    ({ kind }, at) => kind === 'CONSUMED' && !lot.entries.some(({ reverses }) => reverses === at),
  )
  if (isTaken || lot.entries.some(({ isCount }) => isCount)) {
    const bought = quantityOf(purchase.packages, the(bakery.catalog.products, purchase.productId).packageUnitQuantity)
    refuse('PURCHASE_IN_USE', { id, consumed: goneOf(bought, quantity) })
  }
  addEntry(bakery, lot, { kind: 'VOIDED', quantity: negative(quantity), note: reason })
  purchase.isVoided = true
  purchase.version += 1
  bakery.history.push({ action: 'voidPurchase', subjectId: id, eventId: null, reason })
  return { purchase: { id, lot: { id: lot.id } }, repricedRecords: [] }
}

/** How much of what was bought is not there any more; nothing, if a count found more. */
const goneOf = (bought: Fraction, held: Fraction): string => shortest(larger(NONE, minus(bought, held)), 10)

function recordLot(bakery: Bakery, input: Input<'recordLot'>): object {
  const { productId, quantity, unitCost, purchasedOn, note } = input
  checkId('productId', 'product', productId)
  checkAbove0('quantity', quantity)
  if (unitCost !== null) checkNotBelow0('unitCost', unitCost)
  checkLength('note', note, 500)
  const product = find(bakery.catalog.products, 'product', productId)
  if (product.isArchived) isArchivedIn('productId')
  const lot = newLot(bakery, { productId, purchaseId: null, purchasedOn, unitCost })
  addEntry(bakery, lot, { kind: 'RECEIVED', quantity: number(quantity), note })
  bakery.history.push({ action: 'recordLot', subjectId: lot.id, eventId: null, reason: null })
  return { lot: { id: lot.id } }
}

function adjustLot(bakery: Bakery, input: Input<'adjustLot'>): object {
  const { id, expectedVersion, toQuantity, reason, note } = input
  checkId('id', 'lot', id)
  checkNotBelow0('toQuantity', toQuantity)
  checkLength('note', note, 500)
  const lot = find(bakery.lots, 'lot', id)
  checkVersion(expectedVersion, lot.entries.length)
  checkNotVoided(bakery, lot)
  addEntry(bakery, lot, {
    kind: 'ADJUSTED',
    quantity: minus(number(toQuantity), heldIn(lot).quantity),
    reason,
    note,
    isCount: true,
  })
  bakery.history.push({ action: 'adjustLot', subjectId: id, eventId: null, reason: reasonWith(reason, note) })
  return { lot: { id } }
}

const reasonWith = (reason: string, note: string | null): string => (note === null ? reason : `${reason}: ${note}`)

function checkNotVoided(bakery: Bakery, { purchaseId }: Lot): void {
  const purchase = purchaseId === null ? null : the(bakery.purchases, purchaseId)
  if (purchase?.isVoided === true) refuse('ALREADY_VOIDED', { id: purchase.id })
}

function correctLot(bakery: Bakery, input: Input<'correctLot'>): object {
  const { id, expectedVersion, unitCost, reason } = input
  checkId('id', 'lot', id)
  checkNotBelow0('unitCost', unitCost)
  checkReason(reason)
  const lot = find(bakery.lots, 'lot', id)
  checkVersion(expectedVersion, lot.entries.length)
  checkNotVoided(bakery, lot)
  if (lot.purchaseId !== null) isInvalid('id')
  if (lot.unitCost === null || compare(number(lot.unitCost), number(unitCost)) !== 0) {
    lot.unitCost = unitCost
    reprice(bakery, lot, reason)
    bakery.history.push({ action: 'correctLot', subjectId: id, eventId: null, reason })
  }
  return { lot: { id } }
}

// ── The ledger ───────────────────────────────────────────────────────────────────────────────────────────────────────

const nextId = (type: string, list: readonly unknown[]): string => `${type} ${list.length}`

function newLot(bakery: Bakery, lot: Omit<Lot, 'id' | 'entries'>): Lot {
  const made = { ...lot, id: nextId('lot', bakery.lots), entries: [] }
  bakery.lots.push(made)
  return made
}

export function lotOf({ lots }: Bakery, { id }: Purchase): Lot {
  const lot = lots.find(({ purchaseId }) => purchaseId === id)
  if (lot === undefined) throw new Error(`The model has no lot of ${id}`)
  return lot
}

export interface Amount {
  readonly quantity: Fraction
  readonly value: Fraction
}

export const amountOf = (entries: readonly Amount[]): Amount => ({
  quantity: sum(entries.map(({ quantity }) => quantity)),
  value: sum(entries.map(({ value }) => value)),
})

export const heldIn = ({ entries }: Lot): Amount => amountOf(entries)

/** What one unit of a lot cost, exactly; null if that is unknown. */
export function unitCostOf({ catalog, purchases }: Bakery, { purchaseId, unitCost }: Lot): Fraction | null {
  if (purchaseId === null) return unitCost === null ? null : number(unitCost)
  const { productId, pricePerPackage } = the(purchases, purchaseId)
  return over(number(pricePerPackage), number(the(catalog.products, productId).packageUnitQuantity))
}

/** What a change of a lot's quantity does to its value: what goes out leaves what the rest is worth. */
function valueOf(change: Fraction, held: Amount, unitCost: Fraction | null): Fraction {
  const worth = (quantity: Fraction): Fraction => (unitCost === null ? NONE : rounded(times(unitCost, quantity), 4))
  if (compare(change, NONE) >= 0) return worth(change)
  const left = plus(held.quantity, change)
  return negative(isNone(left) ? held.value : larger(NONE, minus(held.value, worth(left))))
}

function addEntry(bakery: Bakery, lot: Lot, given: Pick<Entry, 'kind' | 'quantity'> & Partial<Entry>): void {
  const plain = { recordId: null, reverses: null, reason: null, note: null, isCount: false }
  const value = given.value ?? valueOf(given.quantity, heldIn(lot), unitCostOf(bakery, lot))
  lot.entries.push({ ...plain, ...given, value })
}

/**
 * Values a lot's entries anew, with their quantities as they are; what is given back gives what its take costs now.
 * Adds what differs, and returns the records that cost more or less.
 */
function reprice(bakery: Bakery, lot: Lot, note: string): string[] {
  const unitCost = unitCostOf(bakery, lot)
  const anew: Amount[] = []
  const values: Fraction[] = []
  for (const { kind, quantity, reverses } of lot.entries) {
    let value = NONE
    if (kind === 'RETURNED') value = negative(values[reverses ?? -1] ?? NONE)
    else if (kind !== 'REPRICED') value = valueOf(quantity, amountOf(anew), unitCost)
    values.push(value)
    anew.push({ quantity, value })
  }
  const differences = new Map<string | null, Fraction>([[null, NONE]])
  lot.entries.forEach(({ recordId, value }, at) => {
    const difference = minus(values[at] ?? NONE, value)
    differences.set(recordId, plus(differences.get(recordId) ?? NONE, difference))
  })
  const repriced: string[] = []
  for (const [recordId, value] of differences) {
    if (recordId !== null && isNone(value)) continue
    addEntry(bakery, lot, { kind: 'REPRICED', quantity: NONE, value, recordId, reason: 'CORRECTION', note })
    if (recordId !== null) repriced.push(recordId)
  }
  return repriced
}

/** The lots of an ingredient as they are used up. */
export function lotsOf({ catalog, lots }: Bakery, ingredientId: string): Lot[] {
  const products = catalog.products.filter((product) => product.ingredientId === ingredientId).map(({ id }) => id)
  const never = '9999-12-31'
  return lots
    .filter(({ productId }) => products.includes(productId))
    .toSorted((a, b) => {
      const [first, second] = [a.purchasedOn ?? never, b.purchasedOn ?? never]
      return first < second ? -1 : first > second ? 1 : byId(a, b)
    })
}

// ── Production ───────────────────────────────────────────────────────────────────────────────────────────────────────

function recordProduction(bakery: Bakery, input: Input<'recordProduction'>): object {
  const { eventId, recipeId, batches, producedAt, losses, onShortage, notes } = input
  checkId('eventId', 'event', eventId)
  checkId('recipeId', 'recipe', recipeId)
  losses.forEach((loss, index) => checkId(`losses[${index}].finishedUnitId`, 'finished_unit', loss.finishedUnitId))
  checkBatches('batches', batches)
  losses.forEach((loss, index) => checkLoss(`losses[${index}]`, loss))
  checkLength('notes', notes, 20_000)
  find(bakery.catalog.events, 'event', eventId)
  const recipe = find(bakery.catalog.recipes, 'recipe', recipeId)
  losses.forEach(({ finishedUnitId }) => find(bakery.catalog.finishedUnits, 'finished_unit', finishedUnitId))
  if (recipe.isArchived) isArchivedIn('recipeId')
  if (producedAt !== null && 'hoursAhead' in producedAt && producedAt.hoursAhead > 24) isInvalid('producedAt')
  const record = newRecord({
    id: nextId('production_record', bakery.records),
    ...{ eventId, recipeId, batches, notes },
    producedAt: producedAt === null ? 100 : 'day' in producedAt ? producedAt.day : 100 + producedAt.hoursAhead,
  })
  bakery.records.push(record)
  losses.forEach((loss, index) => checkOfRecipe(bakery, record, `losses[${index}].finishedUnitId`, loss))
  for (const loss of losses) addLoss(bakery, record, loss)
  checkYield(record)
  take(bakery, record)
  if (record.shortages.length > 0 && onShortage !== 'ALLOW') {
    refuse('INSUFFICIENT_INVENTORY', { shortages: record.shortages.map(toldShortage) })
  }
  bakery.history.push({ action: 'recordProduction', subjectId: record.id, eventId, reason: null })
  return { record: { id: record.id, losses: record.losses.map(({ id }) => ({ id })) }, countedSince: [] }
}

function newRecord(
  given: Pick<ProductionRecord, 'id' | 'eventId' | 'recipeId' | 'batches'> & Partial<ProductionRecord>,
): ProductionRecord {
  const nothing = { lotIds: [], shortages: [], losses: [], voidReason: null }
  return { ...nothing, importedCost: '0', producedAt: 0, notes: null, ...given }
}

function checkBatches(field: string, batches: number): void {
  if (batches < 1 || batches > 1_000_000) isInvalid(field)
}

function checkLoss(field: string, { quantity, note }: LossInput): void {
  checkAbove0(`${field}.quantity`, quantity)
  checkLength(`${field}.note`, note, 500)
}

function checkOfRecipe(
  { catalog }: Bakery,
  { recipeId }: ProductionRecord,
  field: string,
  { finishedUnitId }: LossInput,
): void {
  if (the(catalog.finishedUnits, finishedUnitId).recipeId !== recipeId) isInvalid(field)
}

function addLoss({ catalog, records }: Bakery, record: ProductionRecord, loss: LossInput): void {
  const id = nextId(
    'loss',
    records.flatMap(({ losses }) => losses),
  )
  const batches = batchesOf(the(catalog.finishedUnits, loss.finishedUnitId), number(loss.quantity))
  record.losses.push({ id, ...loss, batches })
}

export const lostOf = ({ losses }: ProductionRecord): Fraction => sum(losses.map(({ batches }) => batches))

function checkYield(record: ProductionRecord): void {
  const { batches } = record
  if (compare(lostOf(record), number(batches)) > 0) {
    refuse('YIELD_EXCEEDS_EXPECTED', { batches, batchesLost: shortest(lostOf(record), 6) })
  }
}

/** Takes what a record's batches need, first in, first out, and notes what lacks. */
function take(bakery: Bakery, record: ProductionRecord): void {
  for (const need of ingredientsOf(bakery.catalog, record.recipeId, number(record.batches))) {
    let missing = need.quantity
    let reason: Shortage['reason'] = 'NOT_IN_STOCK'
    for (const lot of lotsOf(bakery, need.ingredient.id)) {
      const { quantity: held } = heldIn(lot)
      if (isNone(held)) continue
      const one = conversion(the(bakery.catalog.products, lot.productId).packageUnit, need.unit, need.ingredient)
      if (typeof one === 'string') {
        if (reason !== 'NO_DENSITY') reason = one
        continue
      }
      if (isNone(missing)) continue
      const wanted = over(missing, one)
      let quantity = held
      if (compare(wanted, held) < 0) {
        quantity = smaller(held, rounded(wanted, 10))
        if (isNone(quantity)) {
          missing = NONE
          continue
        }
        if (compare(minus(held, quantity), ratio(1n, 1_000_000n)) < 0) quantity = held
        missing = NONE
      } else {
        missing = minus(missing, times(held, one))
      }
      addEntry(bakery, lot, { kind: 'CONSUMED', quantity: negative(quantity), recordId: record.id })
      record.lotIds.push(lot.id)
    }
    const isShort = compare(missing, ratio(1n, 1000n)) >= 0 || compare(missing, over(need.quantity, MILLION)) >= 0
    if (isShort && !isNone(missing)) {
      const { ingredient, unit, quantity } = need
      record.shortages.push({ ingredientId: ingredient.id, unit, needed: quantity, missing, reason })
    }
  }
}
const MILLION = number(1_000_000)

const figuresOf = ({ unit, needed, missing, reason }: Shortage) => ({
  unit,
  needed: shortest(needed, 10),
  available: shortest(minus(needed, missing), 10),
  missing: shortest(missing, 10),
  reason,
})

/** A shortage as errors tell of it, and as the schema does. */
const toldShortage = (shortage: Shortage) => ({ ingredientId: shortage.ingredientId, ...figuresOf(shortage) })
export const shownShortage = (shortage: Shortage) => ({
  ingredient: { id: shortage.ingredientId },
  ...figuresOf(shortage),
})

function recordLoss(bakery: Bakery, { recordId, loss }: Input<'recordLoss'>): object {
  checkId('recordId', 'production_record', recordId)
  checkId('loss.finishedUnitId', 'finished_unit', loss.finishedUnitId)
  checkLoss('loss', loss)
  const record = find(bakery.records, 'production_record', recordId)
  find(bakery.catalog.finishedUnits, 'finished_unit', loss.finishedUnitId)
  if (record.voidReason !== null) refuse('ALREADY_VOIDED', { id: recordId })
  checkOfRecipe(bakery, record, 'loss.finishedUnitId', loss)
  const before = goodBatches(bakery, record)
  addLoss(bakery, record, loss)
  checkYield(record)
  checkNotInUse(bakery, record, before)
  const reason = reasonWith(loss.reason, loss.note)
  bakery.history.push({ action: 'recordLoss', subjectId: recordId, eventId: record.eventId, reason })
  return { record: { id: recordId, losses: record.losses.map(({ id }) => ({ id })) }, countedSince: [] }
}

function voidProduction(bakery: Bakery, { id, reason }: Input<'voidProduction'>): object {
  checkId('id', 'production_record', id)
  checkReason(reason)
  const record = find(bakery.records, 'production_record', id)
  if (record.voidReason !== null) refuse('ALREADY_VOIDED', { id })
  const before = goodBatches(bakery, record)
  record.voidReason = reason
  checkNotInUse(bakery, record, before)
  const lots = record.lotIds.map((lotId) => the(bakery.lots, lotId))
  const countedSince = lots.filter(({ entries }) => {
    const taken = entries.findIndex(({ kind, recordId }) => kind === 'CONSUMED' && recordId === id)
    return entries.slice(taken).some(({ kind }) => kind === 'ADJUSTED')
  })
  for (const lot of lots) {
    const own = lot.entries.filter(({ recordId }) => recordId === id)
    const { quantity, value } = amountOf(own)
    const reverses = lot.entries.findIndex(({ kind, recordId }) => kind === 'CONSUMED' && recordId === id)
    const amount = { quantity: negative(quantity), value: negative(value) }
    addEntry(bakery, lot, { kind: 'RETURNED', ...amount, recordId: id, reverses, note: reason })
  }
  bakery.history.push({ action: 'voidProduction', subjectId: id, eventId: record.eventId, reason })
  return {
    record: { id, losses: record.losses.map((loss) => ({ id: loss.id })) },
    countedSince: countedSince.toSorted(byId).map((lot) => ({ id: lot.id })),
  }
}

/** What was made of a record's recipe for its event, less what was lost. */
const goodBatches = (bakery: Bakery, { eventId, recipeId }: ProductionRecord): Fraction =>
  productionOf(bakery, eventId, recipeId).good

function checkNotInUse(bakery: Bakery, record: ProductionRecord, before: Fraction): void {
  const { id, eventId, recipeId } = record
  const after = goodBatches(bakery, record)
  const committed = committedOf(bakery, eventId, recipeId, null)
  if (compare(rounded(committed, 6), rounded(after, 6)) <= 0 || compare(after, before) >= 0) return
  const assignments = assignmentsOf(bakery, eventId).filter((assignment) =>
    the(bakery.packings, assignment.id).needs.has(recipeId),
  )
  refuse('PRODUCTION_IN_USE', { id, assignments: assignments.toSorted(byId).map((each) => each.id) })
}

// ── Packing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const STATUSES: readonly Status[] = ['PENDING', 'ASSEMBLED', 'DELIVERED']

function updatePackageStatus(bakery: Bakery, input: StepInput): object {
  checkId('assignmentId', 'assignment', input.assignmentId)
  find(bakery.packings, 'assignment', input.assignmentId)
  step(bakery, input, 'updatePackageStatus')
  return { assignment: shownPacking(bakery, input.assignmentId) }
}

function updatePackageStatuses(bakery: Bakery, { steps }: Input<'updatePackageStatuses'>): object {
  if (steps.length === 0 || steps.length > 100) isInvalid('steps')
  steps.forEach(({ assignmentId }, index) => {
    if (!assignmentId.startsWith('assignment ')) isInvalid(`steps[${index}].assignmentId`, { index })
  })
  const atIndex = (index: number, work: () => void): void => {
    try {
      work()
    } catch (error) {
      if (error instanceof Refused) throw new Refused({ ...error.refusal, index })
      throw error
    }
  }
  steps.forEach(({ assignmentId }, index) =>
    atIndex(index, () => void find(bakery.packings, 'assignment', assignmentId)),
  )
  steps.forEach((each, index) => atIndex(index, () => step(bakery, each, 'updatePackageStatuses', `steps[${index}].`)))
  return { assignments: steps.map(({ assignmentId }) => shownPacking(bakery, assignmentId)) }
}

function step(bakery: Bakery, { assignmentId, status, deliveredTo }: StepInput, action: string, place = ''): void {
  const packing = the(bakery.packings, assignmentId)
  const assignment = the(bakery.catalog.assignments, assignmentId)
  if (STATUSES.indexOf(status) !== STATUSES.indexOf(packing.status) + 1) {
    refuse('INVALID_STATUS_TRANSITION', { currentStatus: packing.status, targetStatus: status })
  }
  if (deliveredTo !== null && status !== 'DELIVERED') isInvalid(`${place}deliveredTo`)
  checkLength(`${place}deliveredTo`, deliveredTo, 500)
  if (status === 'ASSEMBLED') {
    const missing = missingRecipes(bakery, assignment)
    if (missing.length > 0) {
      refuse('INCOMPLETE_PRODUCTION', {
        assignmentId,
        missingRecipes: missing.map(({ recipe, batchesRequired, batchesProduced, batchesMissing }) => {
          const { id: recipeId, name: recipeName } = recipe
          return { recipeId, recipeName, batchesRequired, batchesProduced, batchesMissing }
        }),
      })
    }
    packing.needs = needsOf(bakery.catalog, assignment.packageId, assignment.quantity)
  }
  packing.status = status
  packing.deliveredTo = deliveredTo
  bakery.history.push({ action, subjectId: assignmentId, eventId: assignment.eventId, reason: null })
}

function revertPackageStatus(bakery: Bakery, { assignmentId, reason }: Input<'revertPackageStatus'>): object {
  checkId('assignmentId', 'assignment', assignmentId)
  checkReason(reason)
  const packing = find(bakery.packings, 'assignment', assignmentId)
  if (packing.status === 'PENDING') {
    refuse('INVALID_STATUS_TRANSITION', { currentStatus: 'PENDING', targetStatus: null })
  }
  packing.status = packing.status === 'DELIVERED' ? 'ASSEMBLED' : 'PENDING'
  packing.deliveredTo = null
  if (packing.status === 'PENDING') packing.needs = new Map()
  const { eventId } = the(bakery.catalog.assignments, assignmentId)
  bakery.history.push({ action: 'revertPackageStatus', subjectId: assignmentId, eventId, reason })
  return { assignment: shownPacking(bakery, assignmentId) }
}

const shownPacking = (bakery: Bakery, assignmentId: string): object => {
  const { id, status, deliveredTo } = the(bakery.packings, assignmentId)
  return { id, status, deliveredTo }
}

export const assignmentsOf = ({ catalog }: Bakery, eventId: string): Assignment[] =>
  catalog.assignments.filter((assignment) => assignment.eventId === eventId)

/** What an assignment takes of each recipe: what it took, once it is packed. */
export function ownNeeds(
  { catalog, packings }: Bakery,
  { id, packageId, quantity }: Assignment,
): Map<string, Fraction> {
  const { status, needs } = the(packings, id)
  return status === 'PENDING' ? needsOf(catalog, packageId, quantity) : needs
}

/** What the packed assignments of an event took of a recipe, one of them left out if that is said. */
export function committedOf(bakery: Bakery, eventId: string, recipeId: string, except: string | null): Fraction {
  return sum(
    assignmentsOf(bakery, eventId)
      .filter(({ id }) => id !== except)
      .map(({ id }) => the(bakery.packings, id).needs.get(recipeId) ?? NONE),
  )
}

export interface Production {
  readonly produced: number
  readonly lost: Fraction
  /** Produced and not lost. */
  readonly good: Fraction
  readonly cost: Fraction
  readonly lossCost: Fraction
}

export function productionOf(bakery: Bakery, eventId: string, recipeId: string): Production {
  const records = bakery.records.filter(
    (record) => record.eventId === eventId && record.recipeId === recipeId && record.voidReason === null,
  )
  const produced = records.reduce((all, { batches }) => all + batches, 0)
  const lost = sum(records.map(lostOf))
  return {
    produced,
    lost,
    good: minus(number(produced), lost),
    cost: sum(records.map((record) => costOf(bakery, record))),
    lossCost: sum(records.flatMap((record) => lossCosts(bakery, record))),
  }
}

/** What a record's takes cost now; of a voided one, what they cost when it was voided. */
export function costOf({ lots }: Bakery, { id, importedCost }: ProductionRecord): Fraction {
  const entries = lots.flatMap((lot) => lot.entries)
  const own = entries.filter(({ recordId, kind }) => recordId === id && kind !== 'RETURNED')
  return minus(number(importedCost), amountOf(own).value)
}

/** What each loss of a record cost: all of them and the rest add up to what the record cost. */
export function lossCosts(bakery: Bakery, record: ProductionRecord): Fraction[] {
  const cost = costOf(bakery, record)
  const upTo = (count: number): Fraction => {
    const lost = sum(record.losses.slice(0, count).map(({ batches }) => batches))
    return rounded(over(times(cost, lost), number(record.batches)), 4)
  }
  return record.losses.map((_, index) => minus(upTo(index + 1), upTo(index)))
}

export function missingRecipes(bakery: Bakery, assignment: Assignment) {
  const { id, eventId } = assignment
  const recipes = [...ownNeeds(bakery, assignment)].map(([recipeId, need]) => {
    const recipe = the(bakery.catalog.recipes, recipeId)
    const { produced, lost, good } = productionOf(bakery, eventId, recipeId)
    const committed = committedOf(bakery, eventId, recipeId, id)
    const missing = ceiling(minus(rounded(plus(committed, need), 6), rounded(good, 6)))
    return {
      recipe,
      batchesRequired: ceiling(rounded(need, 6)),
      batchesProduced: produced,
      batchesLost: shortest(lost, 6),
      batchesCommitted: shortest(committed, 6),
      batchesMissing: missing,
    }
  })
  return recipes.filter(({ batchesMissing }) => batchesMissing > 0).toSorted((a, b) => byName(a.recipe, b.recipe))
}

// ── Previews ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Use {
  readonly lot: { readonly id: string }
  readonly ingredient: { readonly id: string }
  readonly quantity: string
  readonly cost: string
}

/** What a record took from each lot, and what that costs now. */
export function usesOf(bakery: Bakery, record: ProductionRecord): Use[] {
  return record.lotIds.map((lotId) => {
    const lot = the(bakery.lots, lotId)
    const own = lot.entries.filter(({ recordId, kind }) => recordId === record.id && kind !== 'RETURNED')
    const { quantity, value } = amountOf(own)
    return {
      lot: { id: lotId },
      ingredient: { id: the(bakery.catalog.products, lot.productId).ingredientId },
      quantity: shortest(negative(quantity), 10),
      cost: money(negative(value)),
    }
  })
}

export const isCostComplete = (bakery: Bakery, { shortages, lotIds }: ProductionRecord): boolean =>
  shortages.length === 0 && lotIds.every((id) => unitCostOf(bakery, the(bakery.lots, id)) !== null)

/** What bakes would take, cost and lack, one after the other; or why they can't be meant. */
export function preview(bakery: Bakery, bakes: readonly Bake[]): object[] | Refusal {
  try {
    bakes.forEach(({ recipeId }, index) => checkId(`bakes[${index}].recipeId`, 'recipe', recipeId))
    if (bakes.length === 0 || bakes.length > 100) isInvalid('bakes')
    bakes.forEach(({ batches }, index) => checkBatches(`bakes[${index}].batches`, batches))
    bakes.forEach(({ recipeId }) => find(bakery.catalog.recipes, 'recipe', recipeId))
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  const next = structuredClone(bakery)
  return bakes.map(({ recipeId, batches }) => {
    const record = newRecord({ id: nextId('production_record', next.records), eventId: '', recipeId, batches })
    next.records.push(record)
    take(next, record)
    return {
      recipe: { id: recipeId },
      batches,
      canBake: record.shortages.length === 0,
      cost: money(costOf(next, record)),
      costIsComplete: isCostComplete(next, record),
      uses: usesOf(next, record),
      shortages: record.shortages.map(shownShortage),
    }
  })
}
