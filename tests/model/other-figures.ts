import { missingRecipes, productionOf, type Bakery } from './bakery.js'
import { stockOf } from './figures.js'
import { money, shortest } from './fractions.js'
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
