import { exact, toShortest } from '../decimal.js'
import { DomainError } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import { DECIMAL_PLACES } from '../quantities.js'
import { alikeName } from './name-rules.js'
import { knownUnit } from './units.js'

/** What tells a product from the others of its ingredient. */
export interface Variant {
  readonly brand: string
  readonly name: string
  readonly packageUnit: string
  readonly packageUnitQuantity: string
}

/**
 * Throws NAME_TAKEN if another one of an ingredient's products is the same: of that brand and name, whatever their case
 * and the space around them, in packages of the same unit and quantity.
 */
export function checkVariantFree(
  variant: Variant,
  others: Iterable<Variant & { readonly id: number }>,
  own?: number,
): void {
  const sought = keyOf(variant)
  for (const other of others) {
    if (other.id === own || keyOf(other) !== sought) continue
    const [id, name] = [globalId('Product', other.id), labelOf(other)]
    throw new DomainError('NAME_TAKEN', `The product ${id} is the same: ${name}`, { name, id })
  }
}

/** Whether two spellings are of one unit. */
export function isSameUnit(one: string, other: string): boolean {
  return one === other || (knownUnit(one) !== undefined && knownUnit(one) === knownUnit(other))
}

function keyOf({ brand, name, packageUnit, packageUnitQuantity }: Variant): string {
  const unit = knownUnit(packageUnit) ?? packageUnit
  return JSON.stringify([
    alikeName(brand),
    alikeName(name),
    unit,
    toShortest(exact(packageUnitQuantity), DECIMAL_PLACES),
  ])
}

/** What tells a product from others: "King Arthur, Organic, 25 lb". */
function labelOf({ brand, name, packageUnit, packageUnitQuantity }: Variant): string {
  const size = `${toShortest(exact(packageUnitQuantity), DECIMAL_PLACES)} ${packageUnit}`
  return [brand, name, size].filter((part) => part !== '').join(', ')
}
