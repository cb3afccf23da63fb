import type { OpenedBakery, PlannedBakery, PlannedRecipe } from './planned-bakery.js'

// What is next for a bakery that was made up, computed once more from the rules alone: slowly, path by path and pair by
// pair, with fractions of its own, and with nothing of what it is to check.

interface Q {
  readonly n: bigint
  /** Above 0. */
  readonly d: bigint
}

function fraction(n: bigint, d: bigint): Q {
  let [a, b] = [n < 0n ? -n : n, d]
  while (b > 0n) [a, b] = [b, a % b]
  return { n: n / a, d: d / a }
}
function q(text: string | number): Q {
  const [whole = '0', places = ''] = String(text).split('.')
  return fraction(BigInt(whole + places), 10n ** BigInt(places.length))
}
const NONE = q(0)
const plus = (a: Q, b: Q): Q => fraction(a.n * b.d + b.n * a.d, a.d * b.d)
const minus = (a: Q, b: Q): Q => plus(a, { n: -b.n, d: b.d })
const times = (a: Q, b: Q): Q => fraction(a.n * b.n, a.d * b.d)
const over = (a: Q, b: Q): Q => (b.n < 0n ? fraction(-a.n * b.d, a.d * -b.n) : fraction(a.n * b.d, a.d * b.n))
const compare = (a: Q, b: Q): number => Number(a.n * b.d > b.n * a.d) - Number(a.n * b.d < b.n * a.d)
const up = ({ n, d }: Q): bigint => (n > 0n ? (n + d - 1n) / d : n / d)
/** Half up, away from 0. */
function digits({ n, d }: Q, places: number): bigint {
  const scaled = (n < 0n ? -n : n) * 10n ** BigInt(places)
  const whole = (2n * scaled + d) / (2n * d)
  return n < 0n ? -whole : whole
}
const round = (value: Q, places: number): Q => fraction(digits(value, places), 10n ** BigInt(places))
function written(value: Q, places: number): string {
  const text = String(digits(value, places)).padStart(places + 1, '0')
  return `${text.slice(0, -places)}.${text.slice(-places)}`
}
const shown = (value: Q): string => written(value, 6).replace(/\.?0+$/, '')

const SIZES: Readonly<Record<string, readonly ['weight' | 'volume' | 'count', Q]>> = {
  g: ['weight', q(1)],
  kg: ['weight', q(1000)],
  oz: ['weight', q('28.349523125')],
  lb: ['weight', q('453.59237')],
  ml: ['volume', q(1)],
  l: ['volume', q(1000)],
  tbsp: ['volume', q('14.78676478125')],
  cup: ['volume', q('236.5882365')],
  each: ['count', q(1)],
  piece: ['count', q(1)],
  dozen: ['count', q(12)],
}

type Refusal = 'NO_DENSITY' | 'UNIT_NOT_CONVERTIBLE'

function convert(value: Q, from: string, to: string, cupWeighs: string | null): Q | Refusal {
  const [source, target] = [SIZES[from.trim().toLowerCase()], SIZES[to.trim().toLowerCase()]]
  if (source === undefined || target === undefined) return 'UNIT_NOT_CONVERTIBLE'
  const base = times(value, source[1])
  if (source[0] === target[0]) return over(base, target[1])
  if (source[0] === 'count' || target[0] === 'count') return 'UNIT_NOT_CONVERTIBLE'
  if (cupWeighs === null) return 'NO_DENSITY'
  const gramsOfMillilitre = over(times(q(cupWeighs), q('28.349523125')), q('236.5882365'))
  const other = source[0] === 'volume' ? times(base, gramsOfMillilitre) : over(base, gramsOfMillilitre)
  return over(other, target[1])
}

const fractionOf = ({ yields }: PlannedRecipe): Q =>
  yields.items === null ? over(q(yields.percentage), q(100)) : over(q(1), q(yields.items))

function byName<T extends { readonly name: string }>(a: T, b: T): number {
  const [one, other] = [Array.from(a.name), Array.from(b.name)]
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index]?.codePointAt(0) ?? -1) - (other[index]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index]
  if (value === undefined) throw new Error(`There is nothing at ${String(index)}`)
  return value
}

/** What an assignment's packages need of each recipe. */
function needsOf(
  bakery: PlannedBakery,
  { package: of, quantity }: { package: number; quantity: number },
): Map<number, Q> {
  return new Map(
    at(bakery.packages, of).map(({ recipe, items }) => [
      recipe,
      times(times(q(items), q(quantity)), fractionOf(at(bakery.recipes, recipe))),
    ]),
  )
}

/** What is produced and not lost of a recipe for an event. */
function producedOf(bakery: PlannedBakery, event: number, recipe: number): Q {
  return at(bakery.events, event)
    .records.filter((record) => record.recipe === recipe)
    .reduce(
      (sum, { batches, lost }) => plus(sum, minus(q(batches), times(q(lost), fractionOf(at(bakery.recipes, recipe))))),
      NONE,
    )
}

/** What is still to be baked of each recipe for events, all of whose assignments are pending or packed as they are now. */
export function plainRemaining(bakery: PlannedBakery, events: readonly number[]): Map<number, bigint> {
  const remaining = new Map<number, bigint>()
  for (const event of events) {
    for (const recipe of bakery.recipes.keys()) {
      const need = at(bakery.events, event).assignments.reduce(
        (sum, assignment) => plus(sum, needsOf(bakery, assignment).get(recipe) ?? NONE),
        NONE,
      )
      const batches = up(minus(round(need, 6), round(producedOf(bakery, event, recipe), 6)))
      if (batches > 0n) remaining.set(recipe, (remaining.get(recipe) ?? 0n) + batches)
    }
  }
  return new Map([...remaining].sort(([a], [b]) => byName(at(bakery.recipes, a), at(bakery.recipes, b))))
}

/** The shopping list of events as the API shows it, recipes and ingredients by their ids. */
export function plainShoppingList(bakery: PlannedBakery, ids: OpenedBakery, events: readonly number[]) {
  const asked: { readonly ingredient: number; readonly quantity: Q; readonly unit: string }[] = []
  const used = new Set<number>()
  const expand = (recipe: number, batches: Q): void => {
    used.add(recipe)
    const { lines, components } = at(bakery.recipes, recipe)
    for (const { ingredient, quantity, unit } of lines) {
      if (at(bakery.ingredients, ingredient).isTracked) {
        asked.push({ ingredient, quantity: times(q(quantity), batches), unit })
      }
    }
    for (const { recipe: of, batches: each } of components) expand(of, times(q(each), batches))
  }
  for (const [recipe, batches] of plainRemaining(bakery, events)) expand(recipe, { n: batches, d: 1n })

  const inOrder = [...bakery.ingredients.keys()].sort((a, b) =>
    byName(at(bakery.ingredients, a), at(bakery.ingredients, b)),
  )
  let sum = NONE
  const lines = inOrder.flatMap((ingredient) => {
    const { products, purchases, counted, cupWeighs } = at(bakery.ingredients, ingredient)
    const preferred = products.findIndex(({ isPreferred }) => isPreferred)
    const product = products[preferred]
    const prices = purchases
      .filter((purchase) => purchase.product === preferred)
      // The latest day, and of one day the last that was recorded.
      .reduce<(typeof purchases)[number] | undefined>(
        (latest, each) => (latest === undefined || each.purchasedOn >= latest.purchasedOn ? each : latest),
        undefined,
      )
    const stocked = [
      ...purchases.map((each) => ({ ...each, quantity: times(q(each.packages), q(at(products, each.product).size)) })),
      ...counted.map((each) => ({ ...each, quantity: q(each.quantity) })),
    ]
    const line = (unit: string, needed: Q, of: typeof product) => {
      const onHand = stocked.reduce((all, lot) => {
        const converted = convert(lot.quantity, at(products, lot.product).unit, unit, cupWeighs)
        return typeof converted === 'string' ? all : plus(all, converted)
      }, NONE)
      const toBuy = compare(needed, onHand) > 0 ? minus(needed, onHand) : NONE
      const packages = of === undefined ? null : up(round(over(toBuy, q(of.size)), 6))
      const cost =
        packages === null || prices === undefined ? null : round(times({ n: packages, d: 1n }, q(prices.price)), 4)
      if (cost !== null) sum = plus(sum, cost)
      return {
        ingredient: { id: at(ids.ingredientIds, ingredient) },
        unit,
        needed: shown(needed),
        onHand: shown(onHand),
        toBuy: shown(toBuy),
        product: of === undefined ? null : { id: at(at(ids.productIds, ingredient), preferred) },
        packages: packages === null ? null : Number(packages),
        cost: cost && written(cost, 4),
      }
    }
    const own = asked.filter((each) => each.ingredient === ingredient)
    const rest = [...own]
    const shownLines: ReturnType<typeof line>[] = []
    /** Adds up all that converts to the unit, and the like, as the same unknown unit does. */
    const gather = (unit: string, of: typeof product): void => {
      let needed = NONE
      let found = false
      for (const each of [...rest]) {
        const converted = convert(each.quantity, each.unit, unit, cupWeighs)
        const isSame = of === undefined && each.unit.trim().toLowerCase() === unit.trim().toLowerCase()
        if (typeof converted === 'string' && !isSame) continue
        needed = plus(needed, typeof converted === 'string' ? each.quantity : converted)
        rest.splice(rest.indexOf(each), 1)
        found = true
      }
      if (found) shownLines.push(line(unit, needed, of))
    }
    if (product !== undefined) gather(product.unit, product)
    for (let next = rest[0]; next !== undefined; next = rest[0]) gather(next.unit, undefined)
    return shownLines
  })

  const gaps = [...used]
    .sort((a, b) => byName(at(bakery.recipes, a), at(bakery.recipes, b)))
    .flatMap((recipe) => {
      const ofRecipe = at(bakery.recipes, recipe).lines.flatMap(({ ingredient, unit }) => {
        const { isTracked, products, purchases, cupWeighs } = at(bakery.ingredients, ingredient)
        const preferred = products.findIndex(({ isPreferred }) => isPreferred)
        const product = products[preferred]
        if (!isTracked) return []
        const reason =
          product === undefined
            ? 'NO_PREFERRED_PRODUCT'
            : purchases.some((each) => each.product === preferred)
              ? convert(NONE, unit, product.unit, cupWeighs)
              : 'NO_PURCHASE'
        return typeof reason === 'string' ? [{ ingredient, reason }] : []
      })
      // Slugs are in the order of the ingredients.
      const distinct = new Map(ofRecipe.map((gap) => [`${String(gap.ingredient)} ${gap.reason}`, gap]))
      return [...distinct.values()]
        .sort((a, b) => a.ingredient - b.ingredient || (a.reason < b.reason ? -1 : 1))
        .map(({ ingredient, reason }) => ({
          recipe: { id: at(ids.recipeIds, recipe) },
          ingredient: { id: at(ids.ingredientIds, ingredient) },
          reason,
        }))
    })
  return { cost: written(sum, 4), lines, gaps }
}

/** Which pending assignments of an event can be assembled, by their places, in their order; `packed` are assembled. */
export function plainAssemble(bakery: PlannedBakery, event: number, packed: readonly number[]): number[] {
  const { assignments } = at(bakery.events, event)
  const needs = assignments.map((assignment) => needsOf(bakery, assignment))
  const sumOf = (recipe: number, places: readonly number[]): Q =>
    places.reduce((sum, place) => plus(sum, at(needs, place).get(recipe) ?? NONE), NONE)
  const fits = (recipe: number, places: readonly number[]): boolean =>
    compare(round(sumOf(recipe, places), 6), round(producedOf(bakery, event, recipe), 6)) <= 0
  const pending = [...assignments.keys()].filter((place) => !packed.includes(place))
  const shareOf = (place: number): Q | undefined => {
    let largest: Q | undefined = NONE
    for (const [recipe, need] of at(needs, place)) {
      if (fits(recipe, [...assignments.keys()])) continue
      const free = minus(producedOf(bakery, event, recipe), sumOf(recipe, packed))
      if (compare(free, NONE) <= 0) return undefined
      const share = over(need, free)
      if (compare(share, largest) > 0) largest = share
    }
    return largest
  }
  const ordered = pending
    .map((place) => ({ place, share: shareOf(place), name: at(assignments, place).recipient }))
    .sort((a, b) => {
      // What there is nothing of is the largest share.
      const byShare =
        a.share === undefined || b.share === undefined
          ? Number(a.share === undefined) - Number(b.share === undefined)
          : compare(a.share, b.share)
      return byShare || byName(a, b) || a.place - b.place
    })
  const taken = [...packed]
  return ordered.flatMap(({ place }) => {
    if (![...at(needs, place).keys()].every((recipe) => fits(recipe, [...taken, place]))) return []
    taken.push(place)
    return [place]
  })
}
