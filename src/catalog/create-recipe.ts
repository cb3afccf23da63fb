import { recordCreated } from '../history/definitions.js'
import { MAX_NOTES, nameOf, optionalText } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { freeSlug } from './definitions.js'
import {
  checkComponents,
  findHeld,
  linesOf,
  minutesOf,
  recipeDefinition,
  replaceComponents,
  replaceLines,
  type NewLine,
  type NewRecipeComponent,
} from './recipe-definitions.js'
import { getRecipe, getRecipesAround } from './recipe-service.js'
import { checkNameFree } from './name-rules.js'
import { checkNesting, type Recipe } from './rules.js'

export interface NewRecipe {
  readonly name: string
  readonly category: string
  readonly source?: string | null | undefined
  readonly estimatedMinutes?: number | null | undefined
  readonly notes?: string | null | undefined
  readonly lines: readonly NewLine[]
  readonly components: readonly NewRecipeComponent[]
}

/**
 * Adds a recipe. Throws, checked in this order, VALIDATION_FAILED for what can't be meant; INGREDIENT_NOT_FOUND and
 * RECIPE_NOT_FOUND; VALIDATION_FAILED for what it may not hold (reason ARCHIVED for what is archived); NAME_TAKEN;
 * CIRCULAR_REFERENCE if it nests deeper than 10.
 */
export async function createRecipe(input: NewRecipe, session: WritingSession): Promise<Recipe> {
  const name = nameOf('name', input.name)
  const data = {
    name,
    category: nameOf('category', input.category),
    source: optionalText('source', input.source, MAX_NOTES),
    estimatedMinutes: minutesOf(input.estimatedMinutes ?? null),
    notes: optionalText('notes', input.notes, MAX_NOTES),
  }
  const lines = linesOf(input.lines)
  const components = [...input.components]
  checkComponents(components)
  await lockCatalog(session)
  const held = await findHeld({ lines, components }, { lines: [], components: [] }, session)
  held.checkUsable()
  checkNameFree('Recipe', name, await session.recipe.findMany({ select: { id: true, name: true } }))
  const slug = await freeSlug(sql`recipe`, 'Recipe', name, session)
  const row = await session.recipe.create({ data: { ...data, slug } })
  await replaceLines(row.id, lines, session)
  await replaceComponents(row.id, components, session)
  await recordCreated(recipeDefinition, 'createRecipe', [{ ...row, lines, components }], session)
  // What was written goes with the refusal: the recipes are checked as they would be.
  checkNesting(await getRecipesAround(row.id, session), ({ held }) => held)
  return getRecipe(row.id, session)
}
