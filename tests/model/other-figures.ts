import { missingRecipes, productionOf, type Bakery } from './bakery.js'
import { byName, needsOf, needsOfGood } from './catalog.js'
import { SHOWN, shown } from './definitions.js'
import { plannedCostOf, stockOf } from './figures.js'
import { money, ONE, rounded, shortest, sum, times, type Fraction } from './fractions.js'
import { PLAN, planOf, shoppingListOf } from './plans.js'

/** What is asked once, at the end: the same in other ways. Each field with what it is to be. */
export function otherFigures(bakery: Bakery, realId: (id: string) => string): (readonly [string, unknown])[] {
  const { events, recipes, assignments, ingredients } = bakery.catalog
  const given = (id: string): string => JSON.stringify(realId(id))
  return [
    ...events.flatMap((event) =>
      recipes.map((recipe) => {
        const { produced, lost, cost } = productionOf(bakery, event.id, recipe.id)
        return [
          `productionTotal(eventId: ${given(event.id)}, recipeId: ${given(recipe.id)}) {
            event { id } recipe { id } batchesProduced batchesLost totalActualCost }`,
          {
            event: { id: event.id },
            recipe: { id: recipe.id },
            batchesProduced: produced,
            batchesLost: shortest(lost, 6),
            totalActualCost: money(cost),
          },
        ] as const
      }),
    ),
    ...assignments.map((assignment) => {
      const missing = missingRecipes(bakery, assignment)
      return [
        `canAssemblePackage(assignmentId: ${given(assignment.id)}) {
          assignment { id } canAssemble missingRecipes { recipe { id } batchesMissing } }`,
        {
          assignment: { id: assignment.id },
          canAssemble: missing.length === 0,
          missingRecipes: missing.map(({ recipe: { id }, batchesMissing }) => ({ recipe: { id }, batchesMissing })),
        },
      ] as const
    }),
    ...definitionFigures(bakery, given),
    ...events.map(({ id }) => [`eventPlan(eventId: ${given(id)}) ${PLAN}`, planOf(bakery, id)] as const),
    [
      `shoppingList(eventIds: [${events.map(({ id }) => given(id)).join(', ')}]) { ...Shopping }`,
      shoppingListOf(
        bakery,
        events.map(({ id }) => id),
      ),
    ],
    ...ingredients.flatMap(({ id }) =>
      ['kg', 'cup', 'dozen'].map(
        (unit) =>
          [
            `node(id: ${given(id)}) { ... on Ingredient {
              stock(unit: "${unit}") { quantity unit value unconverted { id } } } }`,
            { stock: stockOf(bakery, id, unit) },
          ] as const,
      ),
    ),
  ]
}

/** All definitions as they are, and what they cost. */
function definitionFigures(bakery: Bakery, given: (id: string) => string): (readonly [string, unknown])[] {
  const { catalog } = bakery
  const of = <T extends { readonly id: string }>(
    type: string,
    selection: string,
    list: readonly T[],
    figures: (one: T) => object,
  ): readonly [string, unknown] => [
    `nodes(ids: [${list.map(({ id }) => given(id)).join(', ')}]) { ... on ${type} { ${selection} } }`,
    list.map(figures),
  ]
  const costOf = (needs: ReadonlyMap<string, Fraction>): string =>
    money(rounded(sum([...needs].map(([id, need]) => times(need, plannedCostOf(bakery, id)))), 4))
  return [
    of('Ingredient', SHOWN.ingredient, catalog.ingredients, shown.ingredient),
    of('Product', SHOWN.product, catalog.products, shown.product),
    of('Recipe', `${SHOWN.recipe} costPerBatch usedIn { id }`, catalog.recipes, (recipe) => ({
      ...shown.recipe(recipe),
      costPerBatch: costOf(new Map([[recipe.id, ONE]])),
      usedIn: catalog.recipes
        .filter(({ components }) => components.some(({ recipeId }) => recipeId === recipe.id))
        .toSorted(byName)
        .map(({ id }) => ({ id })),
    })),
    of('FinishedUnit', SHOWN.finishedUnit, catalog.finishedUnits, shown.finishedUnit),
    of('FinishedGood', `${SHOWN.finishedGood} costNow`, catalog.finishedGoods, (good) => ({
      ...shown.finishedGood(good),
      costNow: costOf(needsOfGood(catalog, good.id, ONE)),
    })),
    of('Package', `${SHOWN.package} costNow`, catalog.packages, (parcel) => ({
      ...shown.package(parcel),
      costNow: costOf(needsOf(catalog, parcel.id, 1)),
    })),
  ]
}
