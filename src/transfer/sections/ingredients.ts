import { sql, write, type WritingSession } from '../../session/session.js'
import { bySlug, match, type Added, type Matched } from '../matching.js'
import { cyclesOf } from '../nesting.js'
import { NAME, slugOrDerived, TEXT, UNIT, type Reader, type Reference } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import { section, type Row } from '../section.js'

interface IngredientRow extends Row {
  readonly slug: string
  readonly name: string
  readonly category: string | null
  readonly description: string | null
  readonly isPackaging: boolean
  readonly parent: Reference | null
  readonly density: Density | null
}

interface Density {
  readonly volume: string
  readonly volumeUnit: string
  readonly weight: string
  readonly weightUnit: string
}

interface Planned extends Matched<IngredientRow> {
  readonly children: readonly (Added<IngredientRow> & { readonly parent: Entry | null })[]
}

export const ingredientOf = (row: Reader) =>
  row.reference('ingredient', { slugs: ['ingredient_slug'], names: ['ingredient_name', 'ingredient'] })

export const ingredients = section<IngredientRow, Planned>({
  names: ['ingredients'],
  read: (row) => {
    const name = row.text(NAME, 'display_name', 'name')
    return {
      origin: row.origin,
      slug: slugOrDerived(row, name),
      name,
      category: row.optionalText(NAME, 'category'),
      description: row.optionalText(TEXT, 'description'),
      isPackaging: row.flag(false, 'is_packaging'),
      parent: row.optionalReference('ingredient', { slugs: ['parent_slug'], names: ['parent_name', 'parent'] }),
      density: density(row),
    }
  },
  plan: async (rows, run, report) => {
    const lookup = { what: 'ingredient', table: 'ingredient', slug: 'slug', keysOf: bySlug } as const
    const matched = await match(lookup, rows, run, report)
    const children = rows.flatMap((row) => {
      const parent = row.parent === null ? null : (matched.find(row.origin, row.parent) ?? null)
      const added = matched.addedOf(row)
      return added === undefined ? [] : [{ ...added, parent }]
    })
    const origins = new Map(children.map(({ entry, row }) => [entry, row.origin]))
    for (const { cycle, path } of cyclesOf(children.map(({ entry, parent }) => [entry, parent] as const))) {
      const origin = cycle[0] && origins.get(cycle[0])
      if (origin) run.refuse(origin, 'parent_slug', path, 'an ingredient is its own ancestor')
    }
    return { ...matched, children }
  },
  write: async ({ children }, { insert, session }) => {
    await insert(
      'ingredient',
      children.map(({ row }) => ({
        slug: row.slug,
        name: row.name,
        category: row.category,
        description: row.description,
        is_packaging: row.isPackaging,
        density_volume: row.density?.volume ?? null,
        density_volume_unit: row.density?.volumeUnit ?? null,
        density_weight: row.density?.weight ?? null,
        density_weight_unit: row.density?.weightUnit ?? null,
      })),
      children,
    )
    await setParents(session, children)
  },
})

function density(row: Reader): Density | null {
  const volume = row.optionalAmount('density_volume_value')
  const volumeUnit = row.optionalText(UNIT, 'density_volume_unit')
  const weight = row.optionalAmount('density_weight_value')
  const weightUnit = row.optionalText(UNIT, 'density_weight_unit')
  if (volume !== null && volumeUnit !== null && weight !== null && weightUnit !== null)
    return { volume, volumeUnit, weight, weightUnit }
  const fields = ['density_volume_value', 'density_volume_unit', 'density_weight_value', 'density_weight_unit']
  const missing = fields.find((field) => !row.has(field))
  if (row.has(...fields) && missing !== undefined)
    row.problem(missing, 'is missing: a density has four values, or none')
  const gramsPerMillilitre = row.has(...fields) ? null : row.optionalAmount('density_g_per_ml')
  return gramsPerMillilitre === null
    ? null
    : { volume: '1', volumeUnit: 'ml', weight: gramsPerMillilitre, weightUnit: 'g' }
}

async function setParents(session: WritingSession, ingredients: Planned['children']): Promise<void> {
  const children = ingredients.flatMap(({ entry, parent }) =>
    parent === null ? [] : [{ id: idOf(entry), parent_id: idOf(parent) }],
  )
  if (children.length === 0) return
  await write(
    session,
    sql`UPDATE ingredient SET parent_id = child.parent_id
        FROM json_to_recordset(${JSON.stringify(children)}::json) AS child (id int, parent_id int)
        WHERE ingredient.id = child.id`,
  )
}
