import { MAX_NESTING } from '../catalog/rules.js'
import { conversion } from '../catalog/units.js'
import { exact, toShortest, type Exact } from '../decimal.js'
import type { Session } from '../session/session.js'
import {
  alike,
  type AssignmentRow,
  type Backup,
  type CompositionRow,
  type EventRow,
  type FinishedGoodRow,
  type FinishedUnitRow,
  type IngredientRow,
  type LotRow,
  type PackageContentRow,
  type PackageRow,
  type ProductionRecordRow,
  type ProductReference,
  type ProductRow,
  type PurchaseRow,
  type RecipeRow,
  type RecipientRow,
  type Row,
  type Section,
  type SupplierRow,
} from './backup.js'
import { nesting } from './nesting.js'
import { ImportError, shown, type Origin, type Problem } from './problems.js'
import type { Reference } from './reader.js'
import { resolver, type Entry, type Known, type Resolve } from './references.js'
import { startLog, type ImportReport, type Log } from './report.js'
import {
  storedAssignments,
  storedCompositions,
  storedContents,
  storedLots,
  storedNames,
  storedProducts,
  storedPurchases,
  storedRecords,
  takenContents,
  type StoredRow,
} from './stored.js'

export interface Added<R> {
  readonly row: R
  readonly entry: Entry
}

interface Product extends Entry {
  readonly ingredient: Entry
  readonly brand: string
  readonly packageUnit: string
  readonly packageUnitQuantity: string
}

interface Purchase extends Entry {
  readonly pricePerPackage: string
}

/** All that is to be added, in the file's order, with its references led to entries. */
export interface Plan {
  readonly suppliers: readonly Added<Pick<SupplierRow, 'name' | 'slug' | 'type' | 'isActive'>>[]
  readonly ingredients: readonly (Added<IngredientRow> & { parent: Entry | null })[]
  readonly products: readonly (Added<ProductRow> & { ingredient: Entry; isPreferred: boolean })[]
  readonly purchases: readonly (Added<PurchaseRow> & { product: Entry; supplier: Entry | null })[]
  readonly lots: readonly {
    row: LotRow
    product: Entry
    purchase: Entry | null
    initialQuantity: string
    quantity: string
    unitCost: string | null
  }[]
  readonly recipes: readonly Added<RecipeRow>[]
  readonly lines: readonly { recipe: Entry; ingredient: Entry; position: number; line: RecipeRow['lines'][number] }[]
  readonly components: readonly {
    recipe: Entry
    component: Entry
    position: number
    line: RecipeRow['components'][number]
  }[]
  readonly finishedUnits: readonly (Added<FinishedUnitRow> & { recipe: Entry })[]
  readonly finishedGoods: readonly Added<FinishedGoodRow>[]
  readonly compositions: readonly { row: CompositionRow; good: Entry; component: Entry }[]
  readonly packages: readonly Added<PackageRow>[]
  readonly packageContents: readonly { row: PackageContentRow; package: Entry; good: Entry }[]
  readonly recipients: readonly Added<RecipientRow>[]
  readonly events: readonly Added<EventRow>[]
  readonly assignments: readonly { row: AssignmentRow; event: Entry; recipient: Entry; package: Entry }[]
  readonly productionRecords: readonly { row: ProductionRecordRow; event: Entry; recipe: Entry }[]
  readonly report: ImportReport
}

/**
 * Compares a backup with the database and writes nothing. Throws ImportError with every value and every reference that
 * can't be taken.
 */
export async function planImport(backup: Backup, session: Session): Promise<Plan> {
  const problems: Problem[] = [...backup.problems]
  const log = startLog(backup)
  for (const { origin, reason } of backup.skipped) log.skip('compositions', origin, reason)
  const refuse = (origin: Origin, field: string, value: unknown, reason: string) =>
    void problems.push({ ...origin, field, value: shown(value), reason })
  const find = (origin: Origin, reference: Reference, resolve: Resolve, what: string): Entry | undefined => {
    const value = reference.slug ?? reference.name
    // Neither is there: the reader said so.
    if (value === null) return undefined
    const found = resolve(reference)
    if (typeof found === 'object') return found
    const reason =
      found === 'unknown'
        ? `no such ${what} in the file or in the database`
        : `more than one ${what} has this name: the reference must say which`
    refuse(origin, reference.field, value, reason)
    return undefined
  }
  const stored = await storedNames(backup, session)
  const matching = { log, refuse }

  // Suppliers that only purchases name are made of the name.
  const namedSuppliers = match(matching, 'suppliers', backup.suppliers, stored.suppliers, byNameThenSlug)
  const suppliers: Plan['suppliers'][number][] = [...namedSuppliers.added]
  const newSuppliers = new Map<string, Entry>()
  const supplierOf = (reference: Reference): Entry => {
    const found = namedSuppliers.resolve(reference)
    if (typeof found === 'object') return found
    const name = reference.name ?? reference.slug ?? ''
    const made = newSuppliers.get(name) ?? { id: undefined, name }
    if (!newSuppliers.has(name)) suppliers.push({ row: { name, slug: null, type: null, isActive: true }, entry: made })
    newSuppliers.set(name, made)
    return made
  }

  const ingredients = match(matching, 'ingredients', backup.ingredients, stored.ingredients, bySlug)
  const ingredientOf = (origin: Origin, reference: Reference) =>
    find(origin, reference, ingredients.resolve, 'ingredient')
  const plannedIngredients = backup.ingredients.flatMap((row) => {
    const parent = row.parent === null ? null : (ingredientOf(row.origin, row.parent) ?? null)
    const added = ingredients.addedOf(row)
    return added === undefined ? [] : [{ ...added, parent }]
  })
  for (const [entry, path] of cyclesOf(plannedIngredients.map(({ entry, parent }) => [entry, parent] as const))) {
    const origin = plannedIngredients.find((planned) => planned.entry === entry)?.row.origin
    if (origin) refuse(origin, 'parent_slug', path, 'an ingredient is its own ancestor')
  }

  const products = await planProducts(backup, session, { ...matching, ingredients, ingredientOf })
  const bought = await planPurchases(backup, session, { log, refuse, productOf: products.find, supplierOf })

  const recipes = match(matching, 'recipes', backup.recipes, stored.recipes, bySlugElseName)
  const recipeOf = (origin: Origin, reference: Reference) => find(origin, reference, recipes.resolve, 'recipe')
  const contents = planRecipes(backup, { log, refuse, recipes, recipeOf, ingredientOf })

  const units = match(matching, 'finishedUnits', backup.finishedUnits, stored.finishedUnits, bySlug)
  const finishedUnits = backup.finishedUnits.flatMap((row) => {
    const recipe = 'field' in row.recipe ? recipeOf(row.origin, row.recipe) : recipes.entryOf.get(row.recipe)
    const added = units.addedOf(row)
    return added === undefined || recipe === undefined ? [] : [{ ...added, recipe }]
  })

  const goods = match(matching, 'finishedGoods', backup.finishedGoods, stored.finishedGoods, bySlug)
  const packages = match(matching, 'packages', backup.packages, stored.packages, bySlugElseName)
  const taken = await takenContents(session)
  const goodOf = (origin: Origin, reference: Reference) => find(origin, reference, goods.resolve, 'finished good')
  const packageOf = (origin: Origin, reference: Reference) => find(origin, reference, packages.resolve, 'package')
  const unitOf = (origin: Origin, reference: Reference) => find(origin, reference, units.resolve, 'finished unit')
  const compositions = await planCompositions(backup, session, {
    log,
    refuse,
    goods,
    goodOf,
    unitOf,
    taken: taken.goods,
  })

  const storedContent = await storedContents(session, idsOf(packages.known))
  const packageContents = planPairs(
    log,
    'packageContents',
    backup.packageContents.flatMap((row) => {
      const owner = packageOf(row.origin, row.package)
      const good = goodOf(row.origin, row.good)
      return owner === undefined || good === undefined ? [] : [{ row, owner, part: good, package: owner, good }]
    }),
    new Set(storedContent.map(({ packageId, goodId }) => `${String(packageId)} ${String(goodId)}`)),
    taken.packages,
  )

  const recipients = match(matching, 'recipients', backup.recipients, stored.recipients, byNameThenSlug)
  const events = match(matching, 'events', backup.events, stored.events, byNameThenSlug)
  const eventOf = (origin: Origin, reference: Reference) => find(origin, reference, events.resolve, 'event')
  const eventIds = idsOf(events.known)
  const tag = tagger()

  const assignments = surplus(
    log,
    'assignments',
    backup.assignments.flatMap((row) => {
      const event = eventOf(row.origin, row.event)
      const recipient = find(row.origin, row.recipient, recipients.resolve, 'recipient')
      const assigned = packageOf(row.origin, row.package)
      return event === undefined || recipient === undefined || assigned === undefined
        ? []
        : [{ row, event, recipient, package: assigned, key: identity(tag(event), tag(recipient), tag(assigned)) }]
    }),
    (await storedAssignments(session, eventIds)).map(({ eventId, recipientId, packageId }) => ({
      key: identity(eventId, recipientId, packageId),
    })),
  ).added
  for (const { row } of assignments)
    for (const { field, reason } of row.misplaced)
      log.of('assignments').skippedFields.push({ row: row.origin.row, field, reason })

  const productionRecords = surplus(
    log,
    'productionRecords',
    backup.productionRecords.flatMap((row) => {
      const event = eventOf(row.origin, row.event)
      const recipe = recipeOf(row.origin, row.recipe)
      if (event === undefined || recipe === undefined) return []
      return [
        { row, event, recipe, key: identity(tag(event), tag(recipe), row.producedAt, row.batches, row.actualCost) },
      ]
    }),
    (await storedRecords(session, eventIds)).map(({ eventId, recipeId, producedAt, batches, actualCost }) => ({
      key: identity(eventId, recipeId, producedAt, batches, actualCost),
    })),
  ).added

  if (problems.length > 0) {
    const count = problems.length === 1 ? 'one problem' : `${String(problems.length)} problems`
    throw new ImportError(`The backup has ${count}; nothing was imported.`, problems)
  }
  log.of('suppliers').added = suppliers.length
  return {
    suppliers,
    ingredients: plannedIngredients,
    products: products.added,
    purchases: bought.purchases,
    lots: bought.lots,
    recipes: recipes.added,
    ...contents,
    finishedUnits,
    finishedGoods: goods.added,
    compositions,
    packages: packages.added,
    packageContents,
    recipients: recipients.added,
    events: events.added,
    assignments,
    productionRecords,
    report: log.report,
  }
}

type Refuse = (origin: Origin, field: string, value: unknown, reason: string) => void
type Find<R = Reference> = (origin: Origin, reference: R) => Entry | undefined

interface NamedRow extends Row {
  readonly name: string
  readonly slug?: string | null
  readonly household?: string | null
  readonly date?: string
}

interface Matched<R> {
  /** The entry of each row of the file, of those that repeat another too. */
  readonly entryOf: ReadonlyMap<R, Entry>
  readonly added: readonly Added<R>[]
  readonly addedOf: (row: R) => Added<R> | undefined
  readonly resolve: Resolve
  /** Entries of the database that the file names or refers to. */
  readonly known: readonly Entry[]
}

// By what a row of the file is the same as one of the database. The first key tells the file's own rows apart.
type KeysOf = (slug: string | null, name: string) => readonly string[]
const slugKey = (slug: string) => `slug ${alike(slug)}`
const bySlug: KeysOf = (slug, name) => [slug === null ? `name ${name}` : slugKey(slug)]
const bySlugElseName: KeysOf = (slug, name) => (slug === null ? [`name ${name}`] : [slugKey(slug), `slugless ${name}`])
const byNameThenSlug: KeysOf = (slug, name) => (slug === null ? [`name ${name}`] : [`name ${name}`, slugKey(slug)])

/** Finds which rows of a section the database has already, and which the file repeats. */
function match<R extends NamedRow>(
  { log, refuse }: { log: Log; refuse: Refuse },
  section: Section,
  rows: readonly R[],
  stored: readonly StoredRow[],
  keysOf: KeysOf,
): Matched<R> {
  const withinOf = (row: R) => row.household ?? row.date ?? null
  const full = (name: string, within: string | null) => (within === null ? name : identity(name, within))
  const storedByKey = new Map<string, Entry>()
  const known = stored.map(({ id, slug, name, within }): Known => {
    const entry = { id, name }
    const keys = [`name ${full(name, within)}`, slug === null ? `slugless ${full(name, within)}` : slugKey(slug)]
    for (const key of keys) if (!storedByKey.has(key)) storedByKey.set(key, entry)
    return { entry, slug, name, within }
  })

  const entryOf = new Map<R, Entry>()
  const addedOf = new Map<R, Added<R>>()
  const firsts = new Map<string, R>()
  const slugs = new Map<string, R>()
  const ofFile: Known[] = []
  for (const row of rows) {
    const slug = row.slug ?? null
    // A slug or a name that can't be read stands for none: its problem is known, and it equals no other.
    if (row.name === '' || slug === '') continue
    const keys = keysOf(slug, full(row.name, withinOf(row)))
    const [own = ''] = keys
    const first = firsts.get(own)
    if (first !== undefined) {
      const entry = entryOf.get(first) ?? { id: undefined, name: row.name }
      entryOf.set(row, entry)
      if (own.startsWith('name ') && keysOf === bySlugElseName && !sameContent(first, row))
        refuse(
          row.origin,
          'name',
          row.name,
          `is that of row ${String(first.origin.row)} too, and no slug tells them apart`,
        )
      else log.skip(section, row.origin, `repeats ${first.origin.section} row ${String(first.origin.row)}`)
      ofFile.push({ entry, slug, name: row.name, within: withinOf(row) })
      continue
    }
    firsts.set(own, row)
    const storedEntry = keys.map((key) => storedByKey.get(key)).find((found) => found !== undefined)
    const entry = storedEntry ?? { id: undefined, name: row.name }
    entryOf.set(row, entry)
    ofFile.push({ entry, slug, name: row.name, within: withinOf(row) })
    if (storedEntry !== undefined) {
      log.of(section).alreadyThere++
      continue
    }
    const other = slug === null ? undefined : slugs.get(alike(slug))
    if (slug !== null && other !== undefined)
      refuse(row.origin, 'slug', slug, `is that of row ${String(other.origin.row)} too`)
    if (slug !== null) slugs.set(alike(slug), row)
    addedOf.set(row, { row, entry })
    log.of(section).added++
  }
  return {
    entryOf,
    added: [...addedOf.values()],
    addedOf: (row) => addedOf.get(row),
    resolve: resolver(ofFile, known),
    known: known.map(({ entry }) => entry),
  }
}

function sameContent(a: Row, b: Row): boolean {
  return JSON.stringify({ ...a, origin: null }) === JSON.stringify({ ...b, origin: null })
}

function identity(...parts: readonly (string | number | null)[]): string {
  return JSON.stringify(parts)
}

/** Names an entry in a key, as its id where it has one, so that rows of the file and of the database compare. */
function tagger(): (entry: Entry) => number | string {
  const tags = new Map<Entry, string>()
  return (entry) => {
    if (entry.id !== undefined) return entry.id
    const tag = tags.get(entry) ?? `new ${String(tags.size)}`
    tags.set(entry, tag)
    return tag
  }
}

function idsOf(entries: Iterable<Entry>): number[] {
  return [...new Set([...entries].flatMap(({ id }) => id ?? []))]
}

/**
 * Rows without a natural key: each counts. Of n equal ones of which the database has m, the last n - m are added; the
 * others are led to those that are there.
 */
function surplus<P extends { readonly key: string; readonly row: Row }, S extends { readonly key: string }>(
  log: Log,
  section: Section,
  rows: readonly P[],
  stored: readonly S[],
): { added: P[]; there: Map<P, S> } {
  const waiting = new Map<string, S[]>()
  for (const row of stored.toReversed()) {
    const same = waiting.get(row.key)
    if (same === undefined) waiting.set(row.key, [row])
    else same.push(row)
  }
  const added: P[] = []
  const there = new Map<P, S>()
  for (const row of rows) {
    const same = waiting.get(row.key)?.pop()
    if (same === undefined) added.push(row)
    else there.set(row, same)
  }
  log.of(section).added += added.length
  log.of(section).alreadyThere += there.size
  return { added, there }
}

interface ProductContext {
  readonly log: Log
  readonly refuse: Refuse
  readonly ingredients: Matched<IngredientRow>
  readonly ingredientOf: Find
}

async function planProducts(
  backup: Backup,
  session: Session,
  { log, refuse, ingredients, ingredientOf }: ProductContext,
): Promise<{
  added: Plan['products'][number][]
  find: (origin: Origin, reference: ProductReference) => Product | undefined
}> {
  const tag = tagger()
  const keyOf = (product: Omit<Product, 'id'>) =>
    identity(tag(product.ingredient), product.brand, product.name, product.packageUnit, product.packageUnitQuantity)
  const ingredientById = new Map(ingredients.known.map((entry) => [entry.id, entry]))
  const ofDatabase = new Map<Entry, Product[]>()
  const storedByKey = new Map<string, Product>()
  const preferred = new Map<Entry, { row: Row | null }>()
  for (const { ingredientId, isPreferred, ...stored } of await storedProducts(session, idsOf(ingredients.known))) {
    const ingredient = ingredientById.get(ingredientId)
    if (ingredient === undefined) continue
    const product = { ...stored, ingredient }
    storedByKey.set(keyOf(product), product)
    ofDatabase.set(ingredient, [...(ofDatabase.get(ingredient) ?? []), product])
    if (isPreferred) preferred.set(ingredient, { row: null })
  }

  const ofFile = new Map<Entry, Product[]>()
  const firsts = new Map<string, ProductRow>()
  const preferredInFile = new Map<Entry, ProductRow>()
  const added: Plan['products'][number][] = []
  for (const row of backup.products) {
    const { brand, name, packageUnit, packageUnitQuantity, origin } = row
    const ingredient = ingredientOf(origin, row.ingredient)
    if (ingredient === undefined) continue
    const described = { ingredient, brand, name, packageUnit, packageUnitQuantity }
    const key = keyOf(described)
    const first = firsts.get(key)
    if (first !== undefined) {
      log.skip('products', origin, `repeats ${first.origin.section} row ${String(first.origin.row)}`)
      continue
    }
    firsts.set(key, row)
    const other = preferredInFile.get(ingredient)
    if (row.isPreferred && other !== undefined)
      refuse(origin, 'preferred', ingredient.name, `has a preferred product in row ${String(other.origin.row)} already`)
    if (row.isPreferred) preferredInFile.set(ingredient, row)
    const there = storedByKey.get(key)
    const product = there ?? { ...described, id: undefined }
    const siblings = ofFile.get(ingredient)
    if (siblings === undefined) ofFile.set(ingredient, [product])
    else siblings.push(product)
    if (there !== undefined) {
      log.of('products').alreadyThere++
      continue
    }
    const isPreferred = row.isPreferred && !preferred.has(ingredient)
    if (row.isPreferred && !isPreferred) {
      const reason = `the database prefers another product of ${ingredient.name}`
      log.of('products').skippedFields.push({ row: origin.row, field: 'preferred', reason })
    }
    added.push({ row, entry: product, ingredient, isPreferred })
    log.of('products').added++
  }

  /** The product that fits all that the reference says; where several do, the one that says no more than it. */
  function find(origin: Origin, reference: ProductReference): Product | undefined {
    const ingredient = ingredientOf(origin, reference.ingredient)
    if (ingredient === undefined) return undefined
    const { brand, name, packageUnit, packageUnitQuantity } = reference
    const said = [reference.ingredient.slug ?? reference.ingredient.name, brand, name, packageUnit, packageUnitQuantity]
    for (const products of [ofFile.get(ingredient), ofDatabase.get(ingredient)]) {
      const fitting = (products ?? []).filter(
        (product) =>
          (brand === null || product.brand === brand) &&
          (name === null || product.name === name) &&
          (packageUnit === null || product.packageUnit === packageUnit) &&
          (packageUnitQuantity === null || product.packageUnitQuantity === packageUnitQuantity),
      )
      const plain = fitting.filter((product) => product.brand === (brand ?? '') && product.name === (name ?? ''))
      const [only] = fitting.length === 1 ? fitting : plain
      if (only !== undefined && (fitting.length === 1 || plain.length === 1)) return only
      if (fitting.length > 0) {
        refuse(origin, 'product_brand', said.filter(Boolean).join(', '), 'more than one product fits')
        return undefined
      }
    }
    const value = said.filter(Boolean).join(', ')
    refuse(origin, 'product_brand', value, 'no such product in the file or in the database')
    return undefined
  }
  return { added, find }
}

interface PurchaseContext {
  readonly log: Log
  readonly refuse: Refuse
  readonly productOf: (origin: Origin, reference: ProductReference) => Product | undefined
  readonly supplierOf: (reference: Reference) => Entry
}

async function planPurchases(
  backup: Backup,
  session: Session,
  { log, refuse, productOf, supplierOf }: PurchaseContext,
): Promise<Pick<Plan, 'purchases' | 'lots'>> {
  const tag = tagger()
  const purchaseRows = backup.purchases.flatMap((row) => {
    const product = productOf(row.origin, row.product)
    if (product === undefined) return []
    const supplier = row.supplier === null || (row.supplier.slug ?? row.supplier.name) === null ? null : row.supplier
    const key = identity(tag(product), row.purchasedOn, row.quantity, row.pricePerPackage)
    return [{ row, product, supplier, key }]
  })
  const lotRows = backup.lots.flatMap((row) => {
    const product = productOf(row.origin, row.product)
    return product === undefined ? [] : [{ row, product }]
  })
  const productIds = idsOf([...purchaseRows, ...lotRows].map(({ product }) => product))

  const storedRows = (await storedPurchases(session, productIds)).map((purchase) => ({
    ...purchase,
    key: identity(purchase.productId, purchase.purchasedOn, purchase.quantity, purchase.pricePerPackage),
  }))
  const counted = surplus(log, 'purchases', purchaseRows, storedRows)
  const entries = new Map<unknown, Purchase>()
  const byDay = { ofFile: new Map<string, Purchase[]>(), ofDatabase: new Map<string, Purchase[]>() }
  const remember = (days: Map<string, Purchase[]>, day: string, purchase: Purchase) => {
    const same = days.get(day)
    if (same === undefined) days.set(day, [purchase])
    else same.push(purchase)
  }
  for (const planned of purchaseRows) {
    const { row, product } = planned
    const entry = { id: counted.there.get(planned)?.id, name: row.purchasedOn, pricePerPackage: row.pricePerPackage }
    entries.set(planned, entry)
    remember(byDay.ofFile, identity(tag(product), row.purchasedOn), entry)
  }
  for (const { id, productId, purchasedOn, pricePerPackage } of storedRows)
    remember(byDay.ofDatabase, identity(productId, purchasedOn), { id, name: purchasedOn, pricePerPackage })
  const purchases = counted.added.map((planned) => ({
    ...planned,
    entry: entries.get(planned) ?? { id: undefined, name: '' },
    supplier: planned.supplier === null ? null : supplierOf(planned.supplier),
  }))

  /** The purchase of the product on the lot's day: the first lot's is the first, and so on. */
  const lotsOfDay = new Map<string, number>()
  const purchaseOf = (product: Product, day: string | null): Purchase | null => {
    const key = identity(tag(product), day)
    const index = lotsOfDay.get(key) ?? 0
    lotsOfDay.set(key, index + 1)
    const candidates = byDay.ofFile.get(key) ?? byDay.ofDatabase.get(key) ?? []
    return candidates[index] ?? candidates.at(-1) ?? null
  }
  const lots = lotRows.flatMap(({ row, product }) => {
    const factor = factorOf(row.unit, product.packageUnit)
    if (factor === undefined) {
      refuse(row.origin, 'unit', row.unit, `can't be converted to ${product.packageUnit}, the product's package unit`)
      return []
    }
    const purchase = purchaseOf(product, row.purchasedOn)
    const initialQuantity = places10(exact(row.initialQuantity).mul(factor))
    const unitCost = row.unitCost ?? null
    return [
      {
        row,
        product,
        purchase,
        initialQuantity,
        quantity: places10(exact(row.quantity).mul(factor)),
        unitCost:
          unitCost !== null
            ? places10(exact(unitCost).div(factor))
            : purchase && places10(exact(purchase.pricePerPackage).div(exact(product.packageUnitQuantity))),
        key: identity(tag(product), row.purchasedOn, initialQuantity, row.location),
      },
    ]
  })
  const storedKeys = (await storedLots(session, productIds)).map((lot) => ({
    key: identity(lot.productId, lot.purchasedOn, lot.initialQuantity, lot.location),
  }))
  return { purchases, lots: surplus(log, 'lots', lots, storedKeys).added }
}

function factorOf(unit: string | null, packageUnit: string): Exact | undefined {
  return unit === null || unit === packageUnit ? exact(1) : conversion(unit, packageUnit, null).factor
}

function places10(value: Exact): string {
  return toShortest(value, 10)
}

interface RecipeContext {
  readonly log: Log
  readonly refuse: Refuse
  readonly recipes: Matched<RecipeRow>
  readonly recipeOf: Find
  readonly ingredientOf: Find
}

/** Lines and components of recipes that are added. A recipe that is there keeps its own. */
function planRecipes(backup: Backup, context: RecipeContext): Pick<Plan, 'lines' | 'components'> {
  const { log, refuse, recipes, recipeOf, ingredientOf } = context
  const lines: Plan['lines'][number][] = []
  const components: Plan['components'][number][] = []
  const origins = new Map<Entry, Origin>()
  for (const row of backup.recipes) {
    const recipe = recipes.addedOf(row)?.entry
    row.lines.forEach((line, position) => {
      const ingredient = ingredientOf(row.origin, line.ingredient)
      if (ingredient !== undefined && recipe !== undefined) lines.push({ recipe, ingredient, position, line })
    })
    const seen = new Set<Entry>()
    row.components.forEach((line, position) => {
      const component = recipeOf(row.origin, line.recipe)
      if (component === undefined || recipe === undefined) return
      if (seen.has(component))
        log.skip('recipes', row.origin, `components[${String(position + 1)}] repeats ${component.name}`)
      else components.push({ recipe, component, position, line })
      seen.add(component)
    })
    if (recipe !== undefined) origins.set(recipe, row.origin)
  }
  for (const [recipe, path] of cyclesOf(components.map(({ recipe, component }) => [recipe, component] as const))) {
    const origin = origins.get(recipe)
    if (origin) refuse(origin, 'components', path, 'a recipe is a component of itself')
  }
  return { lines, components }
}

interface CompositionContext {
  readonly log: Log
  readonly refuse: Refuse
  readonly goods: Matched<FinishedGoodRow>
  readonly goodOf: Find
  readonly unitOf: Find
  readonly taken: ReadonlySet<number>
}

async function planCompositions(
  backup: Backup,
  session: Session,
  { log, refuse, goods, goodOf, unitOf, taken }: CompositionContext,
): Promise<Plan['compositions']> {
  const storedRows = await storedCompositions(session, idsOf(goods.known))
  const there = storedRows.map(({ goodId, unitId, componentGoodId }) =>
    unitId === null ? `${String(goodId)} ${String(componentGoodId)} good` : `${String(goodId)} ${String(unitId)} unit`,
  )
  const planned = backup.compositions.flatMap((row) => {
    const good = goodOf(row.origin, row.good)
    const { kind, reference } = row.component
    const component = kind === 'unit' ? unitOf(row.origin, reference) : goodOf(row.origin, reference)
    return good === undefined || component === undefined
      ? []
      : [{ row, owner: good, part: component, suffix: ` ${kind}`, good, component }]
  })
  const added = planPairs(log, 'compositions', planned, new Set(there), taken)

  const byId = new Map(goods.known.map((entry) => [entry.id, entry]))
  const entryOf = (id: number): Entry => {
    const entry = byId.get(id) ?? { id, name: `finished good ${String(id)}` }
    byId.set(id, entry)
    return entry
  }
  const origins = new Map(added.map(({ row, good }) => [good, row.origin]))
  const edges = edgesOf([
    ...storedRows.flatMap(({ goodId, componentGoodId }) =>
      componentGoodId === null ? [] : [[entryOf(goodId), entryOf(componentGoodId)] as const],
    ),
    ...added.flatMap(({ row, good, component }) => (row.component.kind === 'good' ? [[good, component] as const] : [])),
  ])
  const { cycles, depth } = nesting(edges)
  for (const cycle of cycles) {
    const origin = cycle.map((entry) => origins.get(entry)).find((found) => found !== undefined)
    if (origin) refuse(origin, 'finished_good_component_slug', pathOf(cycle), 'a finished good contains itself')
  }
  for (const [good, origin] of origins)
    if (depth.get(good) === MAX_NESTING + 1)
      refuse(origin, 'finished_good_slug', good.name, `nests more than ${String(MAX_NESTING)} goods deep`)
  return added
}

/** Rows that are a pair of an owner and a part: each pair once, and nothing more into what is packed already. */
function planPairs<
  P extends { readonly row: Row; readonly owner: Entry; readonly part: Entry; readonly suffix?: string },
>(log: Log, section: Section, rows: readonly P[], stored: ReadonlySet<string>, taken: ReadonlySet<number>): P[] {
  const tag = tagger()
  const firsts = new Map<string, Origin>()
  return rows.filter(({ row: { origin }, owner, part, suffix = '' }) => {
    const key = `${String(tag(owner))} ${String(tag(part))}${suffix}`
    const first = firsts.get(key)
    if (first === undefined) firsts.set(key, origin)
    if (first !== undefined) log.skip(section, origin, `repeats ${first.section} row ${String(first.row)}`)
    else if (stored.has(key)) log.of(section).alreadyThere++
    else if (owner.id !== undefined && taken.has(owner.id))
      log.skip(section, origin, `${owner.name} is in packages that are assembled: its contents stay as they were`)
    else {
      log.of(section).added++
      return true
    }
    return false
  })
}

function edgesOf(pairs: readonly (readonly [Entry, Entry | null])[]): Map<Entry, Entry[]> {
  const edges = new Map<Entry, Entry[]>()
  for (const [from, to] of pairs) {
    const targets = edges.get(from) ?? []
    if (to !== null) targets.push(to)
    edges.set(from, targets)
  }
  return edges
}

function cyclesOf(pairs: readonly (readonly [Entry, Entry | null])[]): [Entry, string][] {
  return nesting(edgesOf(pairs)).cycles.flatMap((cycle) => {
    const [first] = cycle
    return first === undefined ? [] : [[first, pathOf(cycle)]]
  })
}

function pathOf(cycle: readonly Entry[]): string {
  return cycle.map(({ name }) => name).join(' > ')
}
