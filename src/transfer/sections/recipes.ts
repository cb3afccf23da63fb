import { z } from 'zod'
import { read, sql, type Session } from '../../session/session.js'
import { bySlugElseName, match, type Matched } from '../matching.js'
import { entriesById, refuseNesting } from '../nesting.js'
import type { Origin } from '../problems.js'
import { itemsOf, NAME, TEXT, UNIT, type Reader, type Reference } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import { skip, type SectionReport } from '../report.js'
import { section, type Row, type Run } from '../section.js'
import { ingredientOf, ingredients } from './ingredients.js'

export interface RecipeRow extends Row {
  readonly slug: string | null
  readonly name: string
  readonly category: string
  readonly source: string | null
  readonly estimatedMinutes: number | null
  readonly notes: string | null
  readonly lines: readonly Line[]
  readonly components: readonly Component[]
  /** Readers of the finished units that stand inside the row. */
  readonly units: () => readonly Reader[]
}

interface Line {
  readonly ingredient: Reference
  readonly quantity: string
  readonly unit: string
  readonly notes: string | null
}

interface Component {
  readonly recipe: Reference
  readonly quantity: string
  readonly notes: string | null
}

interface Planned extends Matched<RecipeRow> {
  readonly lines: readonly { recipe: Entry; ingredient: Entry; position: number; line: Line }[]
  readonly components: readonly { recipe: Entry; component: Entry; position: number; line: Component }[]
}

const fields = { slugs: ['recipe_slug'], names: ['recipe_name', 'recipe'] }
const componentFields = {
  slugs: ['recipe_slug', 'component_recipe_slug'],
  names: ['recipe_name', 'component_recipe_name', 'recipe'],
}

export const recipeOf = (row: Reader) => row.reference('recipe', fields)

export const recipes = section<RecipeRow, Planned>({
  names: ['recipes'],
  read: (row) => ({
    origin: row.origin,
    slug: row.optionalText(NAME, 'slug'),
    name: row.text(NAME, 'name', 'display_name'),
    category: row.optionalText(NAME, 'category') ?? '',
    source: row.optionalText(TEXT, 'source'),
    estimatedMinutes: row.optionalWhole('estimated_time_minutes'),
    notes: row.optionalText(TEXT, 'notes'),
    lines: itemsOf(row, 'ingredients').map((line) => ({
      ingredient: ingredientOf(line),
      quantity: line.amount('quantity'),
      unit: line.text(UNIT, 'unit'),
      notes: line.optionalText(TEXT, 'notes'),
    })),
    components: itemsOf(row, 'components').map((component) => ({
      recipe: component.reference('recipe', componentFields),
      quantity: component.times('quantity', 'batches'),
      notes: component.optionalText(TEXT, 'notes'),
    })),
    units: () => itemsOf(row, 'finished_units'),
  }),
  plan: async (rows, run, report) => {
    const lookup = { what: 'recipe', table: 'recipe', slug: 'slug', keysOf: bySlugElseName } as const
    const matched = await match(lookup, rows, run, report)
    return { ...matched, ...(await contentsOf(rows, matched, run, report)) }
  },
  write: async ({ added, lines, components }, { insert }) => {
    await insert(
      'recipe',
      added.map(({ row }) => ({
        slug: row.slug,
        name: row.name,
        category: row.category,
        source: row.source,
        estimated_minutes: row.estimatedMinutes,
        notes: row.notes,
      })),
      added,
    )
    await insert(
      'recipe_line',
      lines.map(({ recipe, ingredient, position, line }) => ({
        recipe_id: idOf(recipe),
        ingredient_id: idOf(ingredient),
        quantity: line.quantity,
        unit: line.unit,
        position,
        notes: line.notes,
      })),
    )
    await insert(
      'recipe_component',
      components.map(({ recipe, component, position, line }) => ({
        recipe_id: idOf(recipe),
        component_id: idOf(component),
        quantity: line.quantity,
        position,
        notes: line.notes,
      })),
    )
  },
})

/** Lines and components of recipes that are added. A recipe that is there keeps its own. */
async function contentsOf(
  rows: readonly RecipeRow[],
  { addedOf, find, known }: Matched<RecipeRow>,
  run: Run,
  report: SectionReport,
): Promise<Pick<Planned, 'lines' | 'components'>> {
  const lines: Planned['lines'][number][] = []
  const components: Planned['components'][number][] = []
  const origins = new Map<Entry, Origin>()
  for (const row of rows) {
    const recipe = addedOf(row)?.entry
    row.lines.forEach((line, position) => {
      const ingredient = ingredients.of(run).find(row.origin, line.ingredient)
      if (ingredient !== undefined && recipe !== undefined) lines.push({ recipe, ingredient, position, line })
    })
    const seen = new Set<Entry>()
    row.components.forEach((line, position) => {
      const component = find(row.origin, line.recipe)
      if (component === undefined || recipe === undefined) return
      if (seen.has(component)) skip(report, row.origin, `components[${String(position + 1)}] repeats ${component.name}`)
      else components.push({ recipe, component, position, line })
      seen.add(component)
    })
    if (recipe !== undefined) origins.set(recipe, row.origin)
  }
  const entryOf = entriesById(known, 'recipe')
  refuseNesting(run.refuse, {
    what: 'recipes',
    edges: [
      ...(await storedComponents(run.session)).map(
        ({ recipeId, componentId }) => [entryOf(recipeId), entryOf(componentId)] as const,
      ),
      ...components.map(({ recipe, component }) => [recipe, component] as const),
    ],
    origins,
    cyclic: { field: 'components', reason: 'a recipe is a component of itself' },
    tooDeep: { field: 'components' },
  })
  return { lines, components }
}

/** The recipes within recipes of all. */
function storedComponents(session: Session) {
  return read(
    session,
    sql`SELECT recipe_id AS "recipeId", component_id AS "componentId" FROM recipe_component`,
    z.strictObject({ recipeId: z.int(), componentId: z.int() }),
  )
}
