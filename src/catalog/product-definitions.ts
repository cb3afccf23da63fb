import { exact, toShortest } from '../decimal.js'
import { invalid } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import { saveChanges, type Definition } from '../history/definitions.js'
import { MAX_NAME, optionalText } from '../inputs.js'
import { DECIMAL_PLACES, MAX_PARTS } from '../quantities.js'
import type { WritingSession } from '../session/session.js'
import type { Variant } from './product-rules.js'
import { productNotFound } from './product-service.js'
import { knownUnit } from './units.js'

// How products are read by what changes them, and how the history tells them.

async function findProduct(id: number, session: WritingSession) {
  const row = await session.product.findUnique({ where: { id } })
  return row === null ? null : productOf(row)
}

/** A row of Prisma Client's with its quantity as a text. */
export function productOf<Row extends { readonly packageUnitQuantity: { toFixed(): string } }>(
  row: Row,
): Omit<Row, 'packageUnitQuantity'> & { readonly packageUnitQuantity: string } {
  return { ...row, packageUnitQuantity: row.packageUnitQuantity.toFixed() }
}

export const productDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findProduct>>>> = {
  type: 'Product',
  notFound: productNotFound,
  find: findProduct,
  historyFields: (product) => ({
    ingredientId: globalId('Ingredient', product.ingredientId),
    brand: product.brand === '' ? null : product.brand,
    name: product.name === '' ? null : product.name,
    packageUnit: product.packageUnit,
    packageUnitQuantity: toShortest(exact(product.packageUnitQuantity), DECIMAL_PLACES),
    isPreferred: product.isPreferred ? 'true' : null,
    packageSize: product.packageSize,
    packageType: product.packageType,
    gtin: product.gtin,
    notes: product.notes,
    archived: product.archived ? 'true' : null,
  }),
}

/** A brand or a name, without its outer space; empty if there is none. */
export function labelOf(field: string, text: string | null | undefined): string {
  return optionalText(field, text, MAX_NAME)?.trim() ?? ''
}

/** The same that an update may leave out, or clear by null. */
export function newLabel(field: string, text: string | null | undefined): string | undefined {
  return text === undefined ? undefined : labelOf(field, text)
}

/** A unit as it is spelled. Throws VALIDATION_FAILED for one that is not known. */
export function checkPackageUnit(unit: string): string {
  const known = knownUnit(unit)
  if (known === undefined) throw invalid('packageUnit', 'must be a unit that is known, such as "lb"')
  return known
}

/** What tells the products of an ingredient from each other. */
export async function findVariants(
  ingredientId: number,
  session: WritingSession,
): Promise<(Variant & { readonly id: number })[]> {
  const rows = await session.product.findMany({
    where: { ingredientId },
    select: { id: true, brand: true, name: true, packageUnit: true, packageUnitQuantity: true },
  })
  return rows.map(productOf)
}

/** Throws VALIDATION_FAILED if an ingredient can have no more products than these. */
export function checkRoom(variants: readonly Variant[]): void {
  if (variants.length >= MAX_PARTS) throw invalid('ingredientId', `has ${String(MAX_PARTS)} products already`)
}

/** Ends that a product of an ingredient is preferred, for one that is to be it; its history tells so. */
export async function endPreference(ingredientId: number, action: string, session: WritingSession): Promise<void> {
  const preferred = await session.product.findMany({ where: { ingredientId, isPreferred: true } })
  for (const row of preferred) {
    await saveChanges(
      productDefinition,
      action,
      productOf(row),
      { isPreferred: false },
      (where) => session.product.updateMany({ where, data: { isPreferred: false, version: { increment: 1 } } }),
      session,
    )
  }
}
