import { bySlug, match, type Added, type Matched } from '../matching.js'
import { NAME, slugOrDerived, TEXT, type Reader, type Reference } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import { section, type Row } from '../section.js'
import { recipeOf, recipes, type RecipeRow } from './recipes.js'

interface FinishedUnitRow extends Row {
  readonly slug: string
  readonly name: string
  /** The recipe that the row stands in, or a reference to it. */
  readonly recipe: RecipeRow | Reference
  readonly itemsPerBatch: number | null
  readonly batchPercentage: string | null
  readonly itemUnit: string | null
  readonly category: string | null
  readonly notes: string | null
}

interface Planned extends Matched<FinishedUnitRow> {
  readonly withRecipe: readonly (Added<FinishedUnitRow> & { readonly recipe: Entry })[]
}

export const finishedUnits = section<FinishedUnitRow, Planned>({
  names: ['finished_units'],
  read: (row) => finishedUnitRow(row),
  nested: (backup) =>
    recipes.rowsOf(backup).flatMap((recipe) => recipe.units().map((row) => finishedUnitRow(row, recipe))),
  plan: async (rows, run, report) => {
    const lookup = { what: 'finished unit', table: 'finished_unit', slug: 'slug', keysOf: bySlug } as const
    const matched = await match(lookup, rows, run, report)
    const { find, entryOf } = recipes.of(run)
    const withRecipe = rows.flatMap((row) => {
      const recipe = 'field' in row.recipe ? find(row.origin, row.recipe) : entryOf.get(row.recipe)
      const added = matched.addedOf(row)
      return added === undefined || recipe === undefined ? [] : [{ ...added, recipe }]
    })
    return { ...matched, withRecipe }
  },
  write: ({ withRecipe }, { insert }) =>
    insert(
      'finished_unit',
      withRecipe.map(({ row, recipe }) => ({
        slug: row.slug,
        name: row.name,
        recipe_id: idOf(recipe),
        items_per_batch: row.itemsPerBatch,
        batch_percentage: row.batchPercentage,
        item_unit: row.itemUnit,
        category: row.category,
        notes: row.notes,
      })),
      withRecipe,
    ),
})

function finishedUnitRow(row: Reader, nestedIn?: RecipeRow): FinishedUnitRow {
  const name = row.text(NAME, 'display_name', 'name')
  if (row.has('items_per_batch') === row.has('batch_percentage'))
    row.problem('items_per_batch', 'and batch_percentage: exactly one of them must be given')
  return {
    origin: row.origin,
    // Inside a recipe names are short ("Large"): without the recipe's they would meet those of others.
    slug: slugOrDerived(row, nestedIn ? `${nestedIn.name} ${name}` : name),
    name,
    recipe: nestedIn ?? recipeOf(row),
    itemsPerBatch: row.optionalCount('items_per_batch'),
    batchPercentage: row.optionalTimes('batch_percentage'),
    itemUnit: row.optionalText(NAME, 'item_unit'),
    category: row.optionalText(NAME, 'category'),
    notes: row.optionalText(TEXT, 'notes'),
  }
}
