import { checkVersion } from '../domain-error.js'
import { findDefinition, given, saveChanges } from '../history/definitions.js'
import { MAX_NAME, MAX_NOTES, newName, newText, notNull } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { checkDensity, densityColumns, findParent, findPlaces, ingredientDefinition } from './ingredient-definitions.js'
import { checkPlace } from './ingredient-rules.js'
import { getIngredient } from './ingredient-service.js'
import { checkNameFree } from './name-rules.js'
import type { Ingredient } from './rules.js'
import type { Density } from './units.js'

export interface IngredientUpdate {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  readonly name?: string | null | undefined
  readonly category?: string | null | undefined
  readonly description?: string | null | undefined
  readonly isPackaging?: boolean | null | undefined
  readonly isTracked?: boolean | null | undefined
  readonly parentId?: number | null | undefined
  readonly density?: Density | null | undefined
  readonly archived?: boolean | null | undefined
}

/**
 * Changes an ingredient: what is absent stays, what is null is cleared. What was baked and what is in stock stays as it is
 * recorded: a density changes plans. Throws, checked in this order, VALIDATION_FAILED for what can't be meant;
 * INGREDIENT_NOT_FOUND, for the parent too; STALE_VERSION; VALIDATION_FAILED for a new parent that is archived (reason
 * ARCHIVED) or that products or recipes use; NAME_TAKEN; CIRCULAR_REFERENCE if it would stand below itself, or it or what
 * is below it deeper than 10.
 */
export async function updateIngredient(input: IngredientUpdate, session: WritingSession): Promise<Ingredient> {
  const { id, parentId } = input
  const data = given({
    name: newName('name', input.name),
    category: newText('category', input.category, MAX_NAME),
    description: newText('description', input.description, MAX_NOTES),
    isPackaging: notNull('isPackaging', input.isPackaging),
    isTracked: notNull('isTracked', input.isTracked),
    parentId,
    archived: notNull('archived', input.archived),
  })
  const density = input.density ? checkDensity(input.density) : input.density
  await lockCatalog(session)
  const before = await findDefinition(ingredientDefinition, { id }, session)
  const isMoved = parentId !== undefined && parentId !== before.parentId
  const parent = isMoved && parentId !== null ? await findParent(parentId, session) : undefined
  checkVersion(input.expectedVersion, before.version)
  parent?.checkUsable()
  if (isMoved || (data.name !== undefined && data.name !== before.name)) {
    const places = await findPlaces(session)
    if (data.name !== undefined && data.name !== before.name) checkNameFree('Ingredient', data.name, places, id)
    if (isMoved) checkPlace(id, [...places.filter((each) => each.id !== id), { ...before, ...data }])
  }
  await saveChanges(
    ingredientDefinition,
    'updateIngredient',
    before,
    { ...data, ...(density === undefined ? {} : { density }) },
    (where) =>
      session.ingredient.updateMany({
        where,
        data: {
          ...data,
          ...(density === undefined ? {} : densityColumns(density)),
          version: { increment: 1 },
        },
      }),
    session,
  )
  return getIngredient(id, session)
}
