import { recordCreated } from '../history/definitions.js'
import { MAX_NAME, MAX_NOTES, optionalText, positive } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { findIngredients } from './ingredient-definitions.js'
import {
  checkPackageUnit,
  checkRoom,
  endPreference,
  findVariants,
  labelOf,
  productDefinition,
  productOf,
} from './product-definitions.js'
import { checkVariantFree } from './product-rules.js'
import { getProduct } from './product-service.js'
import type { Product } from './rules.js'

export interface NewProduct {
  readonly ingredientId: number
  readonly brand?: string | null | undefined
  readonly name?: string | null | undefined
  readonly packageUnit: string
  readonly packageUnitQuantity: string
  readonly isPreferred?: boolean | null | undefined
  readonly packageSize?: string | null | undefined
  readonly packageType?: string | null | undefined
  readonly gtin?: string | null | undefined
  readonly notes?: string | null | undefined
}

/**
 * Adds a product; if it is preferred, another one of its ingredient is no longer. Throws, checked in this order,
 * VALIDATION_FAILED for what can't be meant; INGREDIENT_NOT_FOUND; VALIDATION_FAILED for an ingredient that is archived
 * (reason ARCHIVED), has others below it, or has as many products as it may; NAME_TAKEN if it has the same product.
 */
export async function createProduct(input: NewProduct, session: WritingSession): Promise<Product> {
  const { ingredientId, packageUnitQuantity } = input
  const data = {
    ingredientId,
    brand: labelOf('brand', input.brand),
    name: labelOf('name', input.name),
    packageUnit: checkPackageUnit(input.packageUnit),
    packageUnitQuantity,
    isPreferred: input.isPreferred ?? false,
    packageSize: optionalText('packageSize', input.packageSize, MAX_NAME),
    packageType: optionalText('packageType', input.packageType, MAX_NAME),
    gtin: optionalText('gtin', input.gtin, MAX_NAME),
    notes: optionalText('notes', input.notes, MAX_NOTES),
  }
  positive('packageUnitQuantity', packageUnitQuantity)
  await lockCatalog(session)
  const ingredient = await findIngredients([ingredientId], [], session)
  ingredient.checkUsable()
  const variants = await findVariants(ingredientId, session)
  checkRoom(variants)
  checkVariantFree(data, variants)
  if (data.isPreferred) await endPreference(ingredientId, 'createProduct', session)
  const row = await session.product.create({ data })
  await recordCreated(productDefinition, 'createProduct', [productOf(row)], session)
  return getProduct(row.id, session)
}
