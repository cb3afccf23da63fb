import { checkVersion } from '../domain-error.js'
import { findDefinition, given, saveChanges } from '../history/definitions.js'
import { MAX_NOTES, newName, newText, notNull } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import {
  checkComponents,
  findHeld,
  linesOf,
  minutesOf,
  newCategory,
  recipeDefinition,
  replaceComponents,
  replaceLines,
  type NewLine,
  type NewRecipeComponent,
} from './recipe-definitions.js'
import { getRecipe, getRecipesAround } from './recipe-service.js'
import { checkNameFree } from './name-rules.js'
import { checkNesting, circular, type Recipe } from './rules.js'

export interface RecipeUpdate {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  readonly name?: string | null | undefined
  readonly category?: string | null | undefined
  readonly source?: string | null | undefined
  readonly estimatedMinutes?: number | null | undefined
  readonly notes?: string | null | undefined
  readonly archived?: boolean | null | undefined
  readonly lines?: readonly NewLine[] | undefined
  readonly components?: readonly NewRecipeComponent[] | undefined
}

/**
 * Changes a recipe: what is absent stays, what is null is cleared, lines and components are replaced. Records keep what
 * they took (rule 10). Throws, checked in this order, VALIDATION_FAILED for what can't be meant; RECIPE_NOT_FOUND;
 * INGREDIENT_NOT_FOUND and RECIPE_NOT_FOUND for what it would hold; STALE_VERSION; VALIDATION_FAILED for what it may not
 * hold and did not hold before (reason ARCHIVED for what is archived); NAME_TAKEN; CIRCULAR_REFERENCE if it would hold
 * itself, or it or a recipe that holds it would nest deeper than 10.
 */
export async function updateRecipe(input: RecipeUpdate, session: WritingSession): Promise<Recipe> {
  const { id, components } = input
  const data = given({
    name: newName('name', input.name),
    category: newCategory(input.category),
    source: newText('source', input.source, MAX_NOTES),
    estimatedMinutes: input.estimatedMinutes === undefined ? undefined : minutesOf(input.estimatedMinutes),
    notes: newText('notes', input.notes, MAX_NOTES),
    archived: notNull('archived', input.archived),
  })
  const lines = input.lines === undefined ? undefined : linesOf(input.lines)
  checkComponents(components ?? [])
  await lockCatalog(session)
  const before = await findDefinition(recipeDefinition, { id }, session)
  const held = await findHeld({ lines: lines ?? [], components: components ?? [] }, before, session)
  checkVersion(input.expectedVersion, before.version)
  held.checkUsable()
  if (data.name !== undefined && data.name !== before.name) {
    checkNameFree('Recipe', data.name, await session.recipe.findMany({ select: { id: true, name: true } }), id)
  }
  // The database would refuse it without a path.
  if (components?.some(({ componentId }) => componentId === id) === true) throw circular([before, before])
  await saveChanges(
    recipeDefinition,
    'updateRecipe',
    before,
    {
      ...data,
      ...(lines === undefined ? {} : { lines }),
      ...(components === undefined ? {} : { components: [...components] }),
    },
    async (where) => {
      const saved = await session.recipe.updateMany({ where, data: { ...data, version: { increment: 1 } } })
      if (saved.count > 0) {
        if (lines !== undefined) await replaceLines(id, lines, session)
        if (components !== undefined) await replaceComponents(id, components, session)
      }
      return saved
    },
    session,
  )
  // What was written goes with the refusal: the recipes are checked as they would be.
  if (components !== undefined) checkNesting(await getRecipesAround(id, session), ({ held }) => held)
  return getRecipe(id, session)
}
