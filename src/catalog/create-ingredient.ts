import { recordCreated } from '../history/definitions.js'
import { MAX_NAME, MAX_NOTES, nameOf, optionalText } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { freeSlug } from './definitions.js'
import {
  checkDensity,
  densityColumns,
  findParent,
  findPlaces,
  ingredientDefinition,
  ingredientOf,
} from './ingredient-definitions.js'
import { checkPlace } from './ingredient-rules.js'
import { checkNameFree } from './name-rules.js'
import type { Ingredient } from './rules.js'
import type { Density } from './units.js'

export interface NewIngredient {
  readonly name: string
  readonly category?: string | null | undefined
  readonly description?: string | null | undefined
  readonly isPackaging?: boolean | null | undefined
  readonly isTracked?: boolean | null | undefined
  readonly parentId: number | null
  readonly density?: Density | null | undefined
}

/** No row has it: in the place of the id that a new ingredient does not have yet. */
const NEW = 0

/**
 * Adds an ingredient. Throws, checked in this order, VALIDATION_FAILED for what can't be meant; INGREDIENT_NOT_FOUND for
 * the parent; VALIDATION_FAILED for a parent that is archived (reason ARCHIVED) or that products or recipes use;
 * NAME_TAKEN; CIRCULAR_REFERENCE if it would stand deeper than 10.
 */
export async function createIngredient(input: NewIngredient, session: WritingSession): Promise<Ingredient> {
  const { parentId } = input
  const name = nameOf('name', input.name)
  const fields = {
    name,
    category: optionalText('category', input.category, MAX_NAME),
    description: optionalText('description', input.description, MAX_NOTES),
    isPackaging: input.isPackaging ?? false,
    isTracked: input.isTracked ?? true,
    parentId,
    ...densityColumns(input.density ? checkDensity(input.density) : null),
  }
  await lockCatalog(session)
  if (parentId !== null) (await findParent(parentId, session)).checkUsable()
  const places = await findPlaces(session)
  checkNameFree('Ingredient', name, places)
  checkPlace(NEW, [...places, { id: NEW, name, parentId }])
  const slug = await freeSlug(sql`ingredient`, 'Ingredient', name, session)
  const row = await session.ingredient.create({ data: { ...fields, slug } })
  await recordCreated(ingredientDefinition, 'createIngredient', [ingredientOf(row)], session)
  return row
}
