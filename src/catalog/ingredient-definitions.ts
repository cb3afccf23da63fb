import { z } from 'zod'
import { exact, toShortest } from '../decimal.js'
import { archived, invalid } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import type { Definition } from '../history/definitions.js'
import { positive } from '../inputs.js'
import { DECIMAL_PLACES } from '../quantities.js'
import { read, sql, type WritingSession } from '../session/session.js'
import type { PlacedIngredient } from './ingredient-rules.js'
import { densityOf, ingredientNotFound } from './ingredient-service.js'
import { knownUnit, type Density, type Dimension } from './units.js'

// How ingredients are read by what changes them or uses them anew, and how the history tells them.

async function findIngredient(id: number, session: WritingSession) {
  const row = await session.ingredient.findUnique({ where: { id } })
  return row === null ? null : ingredientOf(row)
}

/** A row of Prisma Client's with its density. */
export function ingredientOf<
  Row extends {
    readonly densityVolume: { toFixed(): string } | null
    readonly densityVolumeUnit: string | null
    readonly densityWeight: { toFixed(): string } | null
    readonly densityWeightUnit: string | null
  },
>(row: Row): Row & { readonly density: Density | null } {
  const { densityVolume, densityVolumeUnit, densityWeight, densityWeightUnit } = row
  const density = densityOf({
    densityVolume: densityVolume?.toFixed() ?? null,
    densityVolumeUnit,
    densityWeight: densityWeight?.toFixed() ?? null,
    densityWeightUnit,
  })
  return { ...row, density }
}

/** The columns that keep a density. */
export function densityColumns(density: Density | null) {
  return {
    densityVolume: density?.volume ?? null,
    densityVolumeUnit: density?.volumeUnit ?? null,
    densityWeight: density?.weight ?? null,
    densityWeightUnit: density?.weightUnit ?? null,
  }
}

export const ingredientDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findIngredient>>>> = {
  type: 'Ingredient',
  notFound: ingredientNotFound,
  find: findIngredient,
  historyFields: ({ name, category, description, isPackaging, isTracked, parentId, density, archived }) => ({
    name,
    category,
    description,
    isPackaging: isPackaging ? 'true' : null,
    // In full, unlike the others: what it is by default would be shown as nothing.
    isTracked: isTracked ? 'true' : 'false',
    parentId: parentId === null ? null : globalId('Ingredient', parentId),
    density: density && densityText(density),
    archived: archived ? 'true' : null,
  }),
}

function densityText({ volume, volumeUnit, weight, weightUnit }: Density): string {
  const [of, weighs] = [volume, weight].map((value) => toShortest(exact(value), DECIMAL_PLACES))
  return `${String(of)} ${volumeUnit} = ${String(weighs)} ${weightUnit}`
}

/** A density with its units as they are spelled. Throws VALIDATION_FAILED for what weighs or measures nothing known. */
export function checkDensity(density: Density): Density {
  const unitOf = (field: string, unit: string, dimension: Dimension): string => {
    const known = knownUnit(unit, dimension)
    if (known === undefined) throw invalid(field, `must be a unit of ${dimension}`)
    return known
  }
  positive('density.volume', density.volume)
  const volumeUnit = unitOf('density.volumeUnit', density.volumeUnit, 'volume')
  positive('density.weight', density.weight)
  const weightUnit = unitOf('density.weightUnit', density.weightUnit, 'weight')
  return { volume: density.volume, volumeUnit, weight: density.weight, weightUnit }
}

/** All ingredients by their places, for names and ways round. */
export function findPlaces(session: WritingSession): Promise<PlacedIngredient[]> {
  return session.ingredient.findMany({ select: { id: true, name: true, parentId: true } })
}

const UseRow = z.strictObject({ id: z.int(), archived: z.boolean(), isParent: z.boolean(), isUsed: z.boolean() })

/** Of these ingredients, whether they are archived, others stand below them, and products or recipes use them. */
async function findUses(
  ids: readonly number[],
  session: WritingSession,
): Promise<ReadonlyMap<number, z.infer<typeof UseRow>>> {
  const rows = await read(
    session,
    sql`
    SELECT i.id, i.archived, EXISTS (SELECT FROM ingredient c WHERE c.parent_id = i.id) AS "isParent",
      EXISTS (SELECT FROM product p WHERE p.ingredient_id = i.id)
        OR EXISTS (SELECT FROM recipe_line l WHERE l.ingredient_id = i.id) AS "isUsed"
    FROM ingredient i WHERE i.id = ANY(${ids})`,
    UseRow,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Returns a check that throws VALIDATION_FAILED for a parent that can't be one: archived (reason ARCHIVED), or used by
 * products or recipes itself, which only leaves are. Throws INGREDIENT_NOT_FOUND.
 */
export async function findParent(
  parentId: number,
  session: WritingSession,
): Promise<{ readonly checkUsable: () => void }> {
  const parent = (await findUses([parentId], session)).get(parentId)
  if (parent === undefined) throw ingredientNotFound(parentId)
  return {
    checkUsable: () => {
      if (parent.archived) throw archived('parentId')
      if (parent.isUsed)
        throw invalid('parentId', 'has products or recipes of its own, as only what has no others below it may')
    },
  }
}

/**
 * Returns a check that throws VALIDATION_FAILED for ingredients of which products and recipes can make no new use: those
 * that are archived (reason ARCHIVED), or have others below them. What was `held` before stays as it is: an import may
 * have brought it. Throws INGREDIENT_NOT_FOUND. What holds the catalog's lock may rely on both until it ends.
 *
 * `at` runs the checks of one of several: `(index, check) => inList('lines', index, check)` says which it was.
 */
export async function findIngredients(
  ingredientIds: readonly number[],
  held: Iterable<number>,
  session: WritingSession,
  at: (index: number, check: () => void) => void = (_, check) => check(),
): Promise<{ readonly checkUsable: () => void }> {
  const uses = await findUses(ingredientIds, session)
  const before = new Set(held)
  const each = (check: (id: number) => void): void => {
    for (const [index, id] of ingredientIds.entries()) at(index, () => check(id))
  }
  each((id) => {
    if (!uses.has(id)) throw ingredientNotFound(id)
  })
  return {
    checkUsable: () =>
      each((id) => {
        if (before.has(id)) return
        if (uses.get(id)?.archived === true) throw archived('ingredientId')
        if (uses.get(id)?.isParent === true) throw invalid('ingredientId', 'has others below it: choose one of those')
      }),
  }
}
