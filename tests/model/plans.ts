import { assignmentsOf, committedOf, heldIn, lotsOf, ownNeeds, preview, productionOf, type Bakery } from './bakery.js'
import { byName, conversion, ingredientsOf, the, type Assignment, type Ingredient, type Recipe } from './catalog.js'
import { gapsIn, latestPriceOf, remainingOf } from './figures.js'
import {
  ceiling,
  compare,
  isNone,
  larger,
  minus,
  money,
  NONE,
  number,
  over,
  plus,
  rounded,
  shortest,
  sum,
  times,
  type Fraction,
} from './fractions.js'

// What to do next: what to bake, to assemble and to buy.

export const PLAN = `{
  bake {
    recipe { id } batches canBake cost costIsComplete
    uses { lot { id } ingredient { id } quantity cost }
    shortages { ingredient { id } unit needed available missing reason }
  }
  assemble { id }
  shoppingList { ...Shopping }
}`

export const SHOPPING = `fragment Shopping on ShoppingList {
  events { id }
  lines { ingredient { id } unit needed onHand toBuy product { id } packages cost }
  cost
  costGaps: gaps { recipe { id } ingredient { id } reason }
}`

export function planOf(bakery: Bakery, eventId: string) {
  const bakes = remainingIn(bakery, [eventId]).map(({ recipe, batches }) => ({ recipeId: recipe.id, batches }))
  return {
    bake: bakes.length === 0 ? [] : preview(bakery, bakes),
    assemble: toAssemble(bakery, eventId).map(({ id }) => ({ id })),
    shoppingList: shoppingListOf(bakery, [eventId]),
  }
}

/** The recipes that events have remaining batches of, and how many in all. */
function remainingIn(bakery: Bakery, eventIds: readonly string[]): { recipe: Recipe; batches: number }[] {
  return bakery.catalog.recipes
    .map((recipe) => ({
      recipe,
      batches: eventIds.reduce((all, eventId) => all + remainingOf(bakery, eventId, recipe.id), 0),
    }))
    .filter(({ batches }) => batches > 0)
    .toSorted((a, b) => byName(a.recipe, b.recipe))
}

/** What can be assembled, one after the other: first what needs the smallest share of what is scarce. */
function toAssemble(bakery: Bakery, eventId: string): Assignment[] {
  const pending = assignmentsOf(bakery, eventId).filter(({ id }) => the(bakery.packings, id).status === 'PENDING')
  const needOf = (assignment: Assignment, recipeId: string): Fraction =>
    ownNeeds(bakery, assignment).get(recipeId) ?? NONE
  const recipes = bakery.catalog.recipes.map(({ id }) => {
    const { good } = productionOf(bakery, eventId, id)
    const committed = committedOf(bakery, eventId, id, null)
    const all = sum(pending.map((assignment) => needOf(assignment, id)))
    const isShort = compare(rounded(plus(committed, all), 6), rounded(good, 6)) > 0
    return { id, good, committed, free: minus(good, committed), isShort }
  })
  /** Of any scarce recipe; null if there is nothing left of one that it needs. */
  const shareOf = (assignment: Assignment): Fraction | null => {
    let share = NONE
    for (const { id, free, isShort } of recipes) {
      const need = needOf(assignment, id)
      if (!isShort || isNone(need)) continue
      if (compare(free, NONE) <= 0) return null
      share = larger(share, over(need, free))
    }
    return share
  }
  const inOrder = pending
    .map((assignment) => ({
      id: assignment.id,
      name: the(bakery.catalog.recipients, assignment.recipientId).name,
      assignment,
      share: shareOf(assignment),
    }))
    .toSorted((a, b) => {
      if (a.share === null || b.share === null) return a.share === b.share ? byName(a, b) : a.share === null ? 1 : -1
      return compare(a.share, b.share) || byName(a, b)
    })
  const taken = new Map(recipes.map(({ id, committed }) => [id, committed]))
  const chosen: Assignment[] = []
  for (const { assignment } of inOrder) {
    const after = recipes.map(({ id, good }) => {
      const wanted = plus(taken.get(id) ?? NONE, needOf(assignment, id))
      const isEnough = isNone(needOf(assignment, id)) || compare(rounded(wanted, 6), rounded(good, 6)) <= 0
      return { id, wanted, isEnough }
    })
    if (!after.every(({ isEnough }) => isEnough)) continue
    for (const { id, wanted } of after) taken.set(id, wanted)
    chosen.push(assignment)
  }
  return chosen
}

export function shoppingListOf(bakery: Bakery, eventIds: readonly string[]) {
  const { catalog } = bakery
  const remaining = remainingIn(bakery, eventIds)
  const needs: { ingredient: Ingredient; unit: string; quantity: Fraction }[] = []
  for (const { recipe, batches } of remaining) {
    for (const need of ingredientsOf(catalog, recipe.id, number(batches))) {
      const one = (unit: string) => conversion(need.unit, unit, need.ingredient)
      const same = needs.find(({ ingredient, unit }) => ingredient === need.ingredient && typeof one(unit) !== 'string')
      const factor = same === undefined ? '' : one(same.unit)
      if (same === undefined || typeof factor === 'string') needs.push({ ...need })
      else same.quantity = plus(same.quantity, times(need.quantity, factor))
    }
  }
  const lines = needs
    .map(({ ingredient, unit, quantity }) => {
      const preferred = catalog.products.find((each) => each.ingredientId === ingredient.id && each.isPreferred)
      const inPackages = preferred === undefined ? '' : conversion(unit, preferred.packageUnit, ingredient)
      const product = preferred === undefined || typeof inPackages === 'string' ? null : preferred
      const shown = product?.packageUnit ?? unit
      const needed = typeof inPackages === 'string' ? quantity : times(quantity, inPackages)
      const held = lotsOf(bakery, ingredient.id).map((lot) => {
        const one = conversion(the(catalog.products, lot.productId).packageUnit, shown, ingredient)
        return typeof one === 'string' ? NONE : times(heldIn(lot).quantity, one)
      })
      const onHand = sum(held)
      const toBuy = larger(NONE, minus(needed, onHand))
      const packages = product === null ? null : ceiling(rounded(over(toBuy, number(product.packageUnitQuantity)), 6))
      const price = product === null ? null : latestPriceOf(bakery, product.id)
      const cost = packages === null || price === null ? null : rounded(times(number(packages), price), 4)
      return { ingredient, unit: shown, needed, onHand, toBuy, product, packages, cost }
    })
    // Of one ingredient first what can be bought, and the rest as the recipes ask for it.
    .toSorted((a, b) => byName(a.ingredient, b.ingredient) || Number(a.product === null) - Number(b.product === null))
  return {
    events: catalog.events
      .filter(({ id }) => eventIds.includes(id))
      .map(({ id, date }) => ({ id, name: date }))
      .toSorted(byName)
      .map(({ id }) => ({ id })),
    lines: lines.map(({ ingredient, unit, needed, onHand, toBuy, product, packages, cost }) => ({
      ingredient: { id: ingredient.id },
      unit,
      needed: shortest(needed, 6),
      onHand: shortest(onHand, 6),
      toBuy: shortest(toBuy, 6),
      product: product === null ? null : { id: product.id },
      packages,
      cost: cost === null ? null : money(cost),
    })),
    cost: money(sum(lines.map(({ cost }) => cost ?? NONE))),
    costGaps: gapsIn(
      bakery,
      remaining.map(({ recipe }) => recipe),
    ),
  }
}
