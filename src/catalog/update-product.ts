import { exact } from '../decimal.js'
import { checkUnused, checkVersion, invalid } from '../domain-error.js'
import { findDefinition, given, saveChanges } from '../history/definitions.js'
import { MAX_NAME, MAX_NOTES, newText, notNull, positive } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { findIngredients } from './ingredient-definitions.js'
import {
  checkPackageUnit,
  checkRoom,
  endPreference,
  findVariants,
  newLabel,
  productDefinition,
} from './product-definitions.js'
import { checkVariantFree, isSameUnit } from './product-rules.js'
import { getProduct } from './product-service.js'
import type { Product } from './rules.js'

export interface ProductUpdate {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  readonly ingredientId?: number | undefined
  readonly brand?: string | null | undefined
  readonly name?: string | null | undefined
  readonly packageUnit?: string | null | undefined
  readonly packageUnitQuantity?: string | null | undefined
  readonly isPreferred?: boolean | null | undefined
  readonly packageSize?: string | null | undefined
  readonly packageType?: string | null | undefined
  readonly gtin?: string | null | undefined
  readonly notes?: string | null | undefined
  readonly archived?: boolean | null | undefined
}

/**
 * Changes a product: what is absent stays, what is null is cleared. Preferring it ends that of another one of its
 * ingredient; archiving it ends its own. Throws, checked in this order, VALIDATION_FAILED for what can't be meant;
 * PRODUCT_NOT_FOUND; INGREDIENT_NOT_FOUND; STALE_VERSION; VALIDATION_FAILED for another unit that is not known, for
 * another ingredient that is archived (reason ARCHIVED), has others below it, or has as many products as it may, and for
 * preferring what is archived; PRODUCT_IN_USE with how many lots it has, for another ingredient, unit or quantity;
 * NAME_TAKEN if the ingredient has the same product.
 */
export async function updateProduct(input: ProductUpdate, session: WritingSession): Promise<Product> {
  const { id } = input
  const asked = given({
    ingredientId: input.ingredientId,
    brand: newLabel('brand', input.brand),
    name: newLabel('name', input.name),
    packageUnit: notNull('packageUnit', input.packageUnit),
    packageUnitQuantity: notNull('packageUnitQuantity', input.packageUnitQuantity),
    isPreferred: notNull('isPreferred', input.isPreferred),
    packageSize: newText('packageSize', input.packageSize, MAX_NAME),
    packageType: newText('packageType', input.packageType, MAX_NAME),
    gtin: newText('gtin', input.gtin, MAX_NAME),
    notes: newText('notes', input.notes, MAX_NOTES),
    archived: notNull('archived', input.archived),
  })
  if (asked.packageUnitQuantity !== undefined) positive('packageUnitQuantity', asked.packageUnitQuantity)
  await lockCatalog(session)
  const before = await findDefinition(productDefinition, { id }, session)
  const wanted = { ...before, ...asked }
  const isMoved = wanted.ingredientId !== before.ingredientId
  const ingredient = isMoved ? await findIngredients([wanted.ingredientId], [], session) : undefined
  checkVersion(input.expectedVersion, before.version)
  // An import may have brought a unit that is not known.
  const isSameMeasure = isSameUnit(wanted.packageUnit, before.packageUnit)
  const packageUnit = isSameMeasure ? before.packageUnit : checkPackageUnit(wanted.packageUnit)
  ingredient?.checkUsable()
  const isArchived = wanted.archived && !before.archived
  if (asked.isPreferred === true && wanted.archived && (isArchived || !before.isPreferred)) {
    throw invalid('isPreferred', "can't be true of what is archived")
  }
  const data = { ...asked, packageUnit, isPreferred: wanted.isPreferred && !isArchived }
  const after = { ...before, ...data }
  const isSameQuantity = exact(after.packageUnitQuantity).equals(exact(before.packageUnitQuantity))
  if (isMoved || !isSameMeasure || !isSameQuantity) {
    checkUnused('PRODUCT_IN_USE', 'Product', id, await session.lot.count({ where: { productId: id } }))
  }
  if (isMoved || !isSameMeasure || !isSameQuantity || after.brand !== before.brand || after.name !== before.name) {
    const variants = await findVariants(after.ingredientId, session)
    if (isMoved) checkRoom(variants)
    checkVariantFree(after, variants, id)
  }
  if (after.isPreferred && (isMoved || !before.isPreferred)) {
    await endPreference(after.ingredientId, 'updateProduct', session)
  }
  await saveChanges(
    productDefinition,
    'updateProduct',
    before,
    data,
    (where) => session.product.updateMany({ where, data: { ...data, version: { increment: 1 } } }),
    session,
  )
  return getProduct(id, session)
}
