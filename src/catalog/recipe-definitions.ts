import { z } from 'zod'
import { exact, toShortest } from '../decimal.js'
import { archived, inList, invalid } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import type { Definition } from '../history/definitions.js'
import { MAX_NOTES, nameOf, notNull, optionalText, positive } from '../inputs.js'
import { DECIMAL_PLACES, MAX_PARTS, MAX_QUANTITY } from '../quantities.js'
import { read, sql, type WritingSession } from '../session/session.js'
import { findIngredients } from './ingredient-definitions.js'
import { recipeNotFound } from './recipe-service.js'
import { knownUnit } from './units.js'

// How recipes are read by what changes them, and how the history tells them.

/** A quantity of an ingredient in a batch of a recipe. */
export interface NewLine {
  readonly ingredientId: number
  readonly quantity: string
  readonly unit: string
  readonly notes: string | null
}

/** So many batches of another recipe in a batch of a recipe. */
export interface NewRecipeComponent {
  readonly componentId: number
  readonly quantity: string
}

async function findRecipe(id: number, session: WritingSession) {
  const row = await session.recipe.findUnique({
    where: { id },
    include: {
      lines: {
        select: { ingredientId: true, quantity: true, unit: true, notes: true },
        orderBy: { position: 'asc' },
      },
      components: { select: { componentId: true, quantity: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    },
  })
  if (row === null) return null
  const lines = row.lines.map(({ quantity, ...line }): NewLine => ({ ...line, quantity: quantity.toFixed() }))
  const components = row.components.map(({ componentId, quantity }): NewRecipeComponent => ({
    componentId,
    quantity: quantity.toFixed(),
  }))
  return { ...row, lines, components }
}

export const recipeDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findRecipe>>>> = {
  type: 'Recipe',
  notFound: recipeNotFound,
  find: findRecipe,
  historyFields: ({ name, category, source, estimatedMinutes, notes, lines, components, archived }) => ({
    name,
    category,
    source,
    estimatedMinutes: estimatedMinutes === null ? null : String(estimatedMinutes),
    notes,
    lines: lines.length === 0 ? null : lines.map(lineText).join(', '),
    components: components.length === 0 ? null : components.map(componentText).join(', '),
    archived: archived ? 'true' : null,
  }),
}

function lineText({ ingredientId, quantity, unit, notes }: NewLine): string {
  const amount = `${toShortest(exact(quantity), DECIMAL_PLACES)} ${unit}`
  return `${amount} ${globalId('Ingredient', ingredientId)}${notes === null ? '' : ` (${notes})`}`
}

function componentText({ componentId, quantity }: NewRecipeComponent): string {
  return `${toShortest(exact(quantity), DECIMAL_PLACES)} x ${globalId('Recipe', componentId)}`
}

/** The minutes that a recipe takes. Throws VALIDATION_FAILED for less than none. */
export function minutesOf(minutes: number | null): number | null {
  if (minutes !== null && (minutes < 0 || minutes > MAX_QUANTITY)) {
    throw invalid('estimatedMinutes', `must be from 0 to ${String(MAX_QUANTITY)}`)
  }
  return minutes
}

/** Throws VALIDATION_FAILED for a category that is empty, or too long, or null: it has the bounds of a name. */
export function newCategory(category: string | null | undefined): string | undefined {
  const given = notNull('category', category)
  return given === undefined ? undefined : nameOf('category', given)
}

/**
 * The lines as they are kept: known units in their own spelling. Throws VALIDATION_FAILED for more lines than there may
 * be, and for quantities, units and notes that can't be meant. A unit that is not known passes: whether the recipe had it
 * before is for `findHeld`.
 */
export function linesOf(lines: readonly NewLine[]): NewLine[] {
  if (lines.length > MAX_PARTS) throw invalid('lines', `may be at most ${String(MAX_PARTS)}`)
  return lines.map((line, index) =>
    inList('lines', index, () => {
      positive('quantity', line.quantity)
      return {
        ...line,
        unit: knownUnit(line.unit) ?? line.unit,
        notes: optionalText('notes', line.notes, MAX_NOTES),
      }
    }),
  )
}

/** Throws VALIDATION_FAILED for more components than a recipe can have, one twice, or batches that can't be meant. */
export function checkComponents(components: readonly NewRecipeComponent[]): void {
  if (components.length > MAX_PARTS) throw invalid('components', `may be at most ${String(MAX_PARTS)}`)
  const seen = new Set<number>()
  for (const [index, { componentId, quantity }] of components.entries()) {
    inList('components', index, () => {
      if (seen.has(componentId)) throw invalid('recipeId', 'is in the list already')
      if (positive('batches', quantity).compare(MAX_QUANTITY) > 0) {
        throw invalid('batches', `must be at most ${String(MAX_QUANTITY)}`)
      }
    })
    seen.add(componentId)
  }
}

interface Holding {
  readonly lines: readonly NewLine[]
  readonly components: readonly NewRecipeComponent[]
}

/**
 * Returns a check that throws VALIDATION_FAILED for what was not `held` before and is of no new use: units that are not
 * known, ingredients that have others below them, and what is archived (reason ARCHIVED). Throws INGREDIENT_NOT_FOUND and
 * RECIPE_NOT_FOUND, in the order of the lists.
 */
export async function findHeld(
  { lines, components }: Holding,
  held: Holding,
  session: WritingSession,
): Promise<{ readonly checkUsable: () => void }> {
  const ingredients = await findIngredients(
    lines.map(({ ingredientId }) => ingredientId),
    held.lines.map(({ ingredientId }) => ingredientId),
    session,
    (index, check) => inList('lines', index, check),
  )
  const recipes = await read(
    session,
    sql`SELECT id, archived FROM recipe WHERE id = ANY(${components.map(({ componentId }) => componentId)})`,
    z.strictObject({ id: z.int(), archived: z.boolean() }),
  )
  const recipeById = new Map(recipes.map((row) => [row.id, row]))
  for (const [index, { componentId }] of components.entries()) {
    inList('components', index, () => {
      if (!recipeById.has(componentId)) throw recipeNotFound(componentId)
    })
  }
  const heldUnits = new Set(held.lines.map(({ ingredientId, unit }) => `${String(ingredientId)} ${unit}`))
  const heldRecipes = new Set(held.components.map(({ componentId }) => componentId))
  const checkUsable = (): void => {
    for (const [index, { ingredientId, unit }] of lines.entries()) {
      inList('lines', index, () => {
        if (knownUnit(unit) === undefined && !heldUnits.has(`${String(ingredientId)} ${unit}`)) {
          throw invalid('unit', 'is not known')
        }
      })
    }
    ingredients.checkUsable()
    for (const [index, { componentId }] of components.entries()) {
      inList('components', index, () => {
        if (recipeById.get(componentId)?.archived === true && !heldRecipes.has(componentId)) throw archived('recipeId')
      })
    }
  }
  return { checkUsable }
}

/** Puts these lines in the place of a recipe's. */
export async function replaceLines(
  recipeId: number,
  lines: readonly NewLine[],
  session: WritingSession,
): Promise<void> {
  await session.recipeLine.deleteMany({ where: { recipeId } })
  await session.recipeLine.createMany({ data: lines.map((line, position) => ({ ...line, recipeId, position })) })
}

/** Puts these components in the place of a recipe's. */
export async function replaceComponents(
  recipeId: number,
  components: readonly NewRecipeComponent[],
  session: WritingSession,
): Promise<void> {
  await session.recipeComponent.deleteMany({ where: { recipeId } })
  await session.recipeComponent.createMany({
    data: components.map((component, position) => ({ ...component, recipeId, position })),
  })
}
