import { exact, type Exact } from '../decimal.js'
import { DomainError } from '../domain-error.js'

export type Dimension = 'weight' | 'volume' | 'count'

interface Unit {
  readonly dimension: Dimension
  /** How many of the dimension's base unit (g, ml, each) one of this is. */
  readonly size: Exact
}

const OUNCE = exact('28.349523125')
const CUP = exact('236.5882365')

/** DOMAIN.md, Units. Exact by definition: an ounce is 28.349523125 g, a US cup 236.5882365 ml. */
const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ['g', { dimension: 'weight', size: exact(1) }],
  ['kg', { dimension: 'weight', size: exact(1000) }],
  ['oz', { dimension: 'weight', size: OUNCE }],
  ['lb', { dimension: 'weight', size: OUNCE.mul(16) }],
  ['ml', { dimension: 'volume', size: exact(1) }],
  ['l', { dimension: 'volume', size: exact(1000) }],
  ['tsp', { dimension: 'volume', size: CUP.div(48) }],
  ['tbsp', { dimension: 'volume', size: CUP.div(16) }],
  ['fl oz', { dimension: 'volume', size: CUP.div(8) }],
  ['cup', { dimension: 'volume', size: CUP }],
  ['pt', { dimension: 'volume', size: CUP.mul(2) }],
  ['qt', { dimension: 'volume', size: CUP.mul(4) }],
  ['gal', { dimension: 'volume', size: CUP.mul(16) }],
  ['each', { dimension: 'count', size: exact(1) }],
  ['count', { dimension: 'count', size: exact(1) }],
  ['piece', { dimension: 'count', size: exact(1) }],
  ['dozen', { dimension: 'count', size: exact(12) }],
])

/** A volume amount that weighs a weight amount: "1 cup = 4.25 oz". */
export interface Density {
  readonly volume: string
  readonly volumeUnit: string
  readonly weight: string
  readonly weightUnit: string
}

/** How a quantity converts: the factor to multiply by, or why it does not. */
export type Conversion =
  | { readonly factor: Exact; readonly reason?: never }
  | { readonly factor?: never; readonly reason: 'NO_DENSITY' | 'UNIT_NOT_CONVERTIBLE' }

/** The factor from one unit to another, through the density between volume and weight (DOMAIN.md, Units). */
export function conversion(from: string, to: string, density: Density | null): Conversion {
  const source = unitOf(from)
  const target = unitOf(to)
  if (source === undefined || target === undefined) return { reason: 'UNIT_NOT_CONVERTIBLE' }
  const factor = source.size.div(target.size)
  if (source.dimension === target.dimension) return { factor }
  if (source.dimension === 'count' || target.dimension === 'count') return { reason: 'UNIT_NOT_CONVERTIBLE' }
  const gramsPerMillilitre = density === null ? undefined : weightOfVolume(density)
  if (gramsPerMillilitre === undefined) return { reason: 'NO_DENSITY' }
  return { factor: source.dimension === 'volume' ? factor.mul(gramsPerMillilitre) : factor.div(gramsPerMillilitre) }
}

/**
 * Names what a unit measures, so that units of one name convert to each other: with a density, weight and volume are one.
 * A unit that is not known measures what it is called.
 */
export function measureOf(unit: string, density: Density | null): string {
  const known = unitOf(unit)
  if (known === undefined) return `"${unit.trim().toLowerCase()}"`
  const isWeighed = known.dimension !== 'count' && density !== null && weightOfVolume(density) !== undefined
  return isWeighed ? 'weight or volume' : known.dimension
}

/** A quantity in another unit. Throws UNIT_NOT_CONVERTIBLE with both units and the ingredient. */
export function convert(quantity: Exact, from: string, to: string, density: Density | null, ingredient: string): Exact {
  const { factor } = conversion(from, to, density)
  if (factor !== undefined) return quantity.mul(factor)
  throw new DomainError('UNIT_NOT_CONVERTIBLE', `${from} of ${ingredient} can't be converted to ${to}`, {
    from,
    to,
    ingredient,
  })
}

/**
 * The unit's own spelling, or undefined for a unit that is not known, or not of the dimension. Case and outer space do not
 * matter.
 */
export function knownUnit(name: string, dimension?: Dimension): string | undefined {
  const spelling = name.trim().toLowerCase()
  const unit = UNITS.get(spelling)
  return unit !== undefined && (dimension === undefined || unit.dimension === dimension) ? spelling : undefined
}

function unitOf(name: string): Unit | undefined {
  return UNITS.get(name.trim().toLowerCase())
}

function weightOfVolume({ volume, volumeUnit, weight, weightUnit }: Density): Exact | undefined {
  const volumeIn = unitOf(volumeUnit)
  const weightIn = unitOf(weightUnit)
  if (volumeIn?.dimension !== 'volume' || weightIn?.dimension !== 'weight') return undefined
  return exact(weight).mul(weightIn.size).div(exact(volume).mul(volumeIn.size))
}
