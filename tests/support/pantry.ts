import { globalId } from '../../src/global-ids.js'
import { inSession, type Sessions } from '../../src/session/in-session.js'

/** A product to buy and a supplier to buy it from, by their global ids. */
export interface Pantry {
  readonly ingredientId: string
  readonly productId: string
  readonly supplierId: string
}

let opened = 0

/** Flour in packages of 25 lb, unless said otherwise. Each call adds everything of its own. */
export function openPantry(
  sessions: Sessions,
  { packageUnit = 'lb', packageUnitQuantity = '25', isProductArchived = false, isSupplierArchived = false } = {},
): Promise<Pantry> {
  return inSession(sessions, { mode: 'write' }, async (session) => {
    const number = String(++opened)
    const ingredient = await session.ingredient.create({ data: { slug: `flour-${number}`, name: `Flour ${number}` } })
    const product = await session.product.create({
      data: {
        ingredientId: ingredient.id,
        brand: 'Mill',
        packageUnit,
        packageUnitQuantity,
        archived: isProductArchived,
      },
    })
    const supplier = await session.supplier.create({ data: { name: `Market ${number}`, archived: isSupplierArchived } })
    return {
      ingredientId: globalId('Ingredient', ingredient.id),
      productId: globalId('Product', product.id),
      supplierId: globalId('Supplier', supplier.id),
    }
  })
}
