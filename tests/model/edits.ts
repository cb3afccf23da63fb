import type { Bakery } from './bakery.js'
import { kindOf, the, type Catalog, type Content, type Density, type Line } from './catalog.js'
import { addAssignment, removeAssignment, updateAssignment, type AssignmentCall } from './assignments.js'
import { save, SHOWN, shown } from './definitions.js'
import { deleteDefinition, usesOfUnit, type DeletionCall } from './deletions.js'
import { compare, number } from './fractions.js'
import { isTooDeep, isWayIn, type Held } from './nesting.js'
import {
  checkAbove0,
  checkCount,
  checkEach,
  checkId,
  checkNotNull,
  checkVersion,
  find,
  isArchivedIn,
  isInvalid,
  refuse,
} from './refusals.js'

// Edits of definitions: what is planned follows them, and what happened does not. Checked in the order of the rules:
// what can't be meant, what there is none of, the version, and then what may not be.

/** One field of a mutation that edits. */
export type EditCall = UpdateCall | AssignmentCall | DeletionCall

type UpdateCall =
  | {
      readonly field: 'updateRecipe'
      readonly input: Update & {
        readonly lines?: readonly Line[] | null
        readonly components?: readonly { readonly recipeId: string; readonly batches: string }[] | null
      }
    }
  | {
      readonly field: 'updateFinishedUnit'
      readonly input: Update & {
        readonly recipeId?: string
        readonly itemsPerBatch?: number | null
        readonly batchPercentage?: string | null
      }
    }
  | {
      readonly field: 'updateFinishedGood'
      readonly input: Update & { readonly components?: readonly GoodComponent[] | null }
    }
  | { readonly field: 'updatePackage'; readonly input: Update & { readonly contents?: readonly Content[] | null } }
  | {
      readonly field: 'updateProduct'
      readonly input: Update & {
        readonly ingredientId?: string
        readonly packageUnit?: string
        readonly packageUnitQuantity?: string
        readonly isPreferred?: boolean
      }
    }
  | {
      readonly field: 'updateIngredient'
      readonly input: Update & { readonly isTracked?: boolean; readonly density?: Density | null }
    }

interface Update {
  readonly id: string
  readonly expectedVersion?: number
  readonly archived?: boolean | null
}

/** Exactly one of the two ids is to be given. */
export interface GoodComponent {
  readonly finishedUnitId: string | null
  readonly finishedGoodId: string | null
  readonly quantity: string
}

type Input<Field extends EditCall['field']> = Extract<UpdateCall, { readonly field: Field }>['input']

/** The input and the answer of each. */
export const EDIT_FORMS: Readonly<Record<EditCall['field'], readonly [input: string, selection: string]>> = {
  updateRecipe: ['UpdateRecipeInput', `recipe { ${SHOWN.recipe} }`],
  updateFinishedUnit: ['UpdateFinishedUnitInput', `finishedUnit { ${SHOWN.finishedUnit} }`],
  updateFinishedGood: ['UpdateFinishedGoodInput', `finishedGood { ${SHOWN.finishedGood} }`],
  updatePackage: ['UpdatePackageInput', `package { ${SHOWN.package} }`],
  updateProduct: ['UpdateProductInput', `product { ${SHOWN.product} }`],
  updateIngredient: ['UpdateIngredientInput', `ingredient { ${SHOWN.ingredient} }`],
  addAssignment: ['AddAssignmentInput', `assignment { ${SHOWN.assignment} }`],
  updateAssignment: ['UpdateAssignmentInput', `assignment { ${SHOWN.assignment} }`],
  removeAssignment: ['RemoveAssignmentInput', 'deletedId'],
  deleteRecipe: ['DeleteRecipeInput', 'deletedId'],
  deleteFinishedUnit: ['DeleteFinishedUnitInput', 'deletedId'],
  deleteFinishedGood: ['DeleteFinishedGoodInput', 'deletedId'],
  deletePackage: ['DeletePackageInput', 'deletedId'],
  deleteProduct: ['DeleteProductInput', 'deletedId'],
  deleteIngredient: ['DeleteIngredientInput', 'deletedId'],
}

export const isEdit = (call: { readonly field: string; readonly input: unknown }): call is EditCall =>
  call.field in EDIT_FORMS

export function edit(bakery: Bakery, call: EditCall): object {
  switch (call.field) {
    case 'updateRecipe':
      return updateRecipe(bakery, call.input)
    case 'updateFinishedUnit':
      return updateFinishedUnit(bakery, call.input)
    case 'updateFinishedGood':
      return updateFinishedGood(bakery, call.input)
    case 'updatePackage':
      return updatePackage(bakery, call.input)
    case 'updateProduct':
      return updateProduct(bakery, call.input)
    case 'updateIngredient':
      return updateIngredient(bakery, call.input)
    case 'addAssignment':
      return addAssignment(bakery, call.input)
    case 'updateAssignment':
      return updateAssignment(bakery, call.input)
    case 'removeAssignment':
      return removeAssignment(bakery, call.input)
    case 'deleteRecipe':
    case 'deleteFinishedUnit':
    case 'deleteFinishedGood':
    case 'deletePackage':
    case 'deleteProduct':
    case 'deleteIngredient':
      return deleteDefinition(bakery, call)
  }
}

/** What of an update is given, under the model's own name. */
const archiving = ({ archived }: Update): { readonly isArchived?: boolean } =>
  archived === undefined || archived === null ? {} : { isArchived: archived }

function checkOnce<T>(list: readonly T[], key: (one: T) => string, fieldOf: (one: T) => string): (one: T) => void {
  return (one) => {
    const first = list.find((each) => key(each) === key(one))
    if (first !== one) isInvalid(fieldOf(one))
  }
}

function checkUpTo1000000(field: string, text: string): void {
  checkAbove0(field, text)
  if (compare(number(text), number(1_000_000)) > 0) isInvalid(field)
}

/** Refused once the definition holds itself, or is too deep in others, as it is now. */
function checkNesting(all: readonly Held[]): void {
  if (isTooDeep(all)) refuse('CIRCULAR_REFERENCE', { isWay: isWayIn(all) })
}

// ── Recipes and what they yield ──────────────────────────────────────────────────────────────────────────────────────

function updateRecipe(bakery: Bakery, input: Input<'updateRecipe'>): object {
  const { catalog } = bakery
  const lines = input.lines ?? []
  const components = input.components ?? []
  checkId('id', 'recipe', input.id)
  checkEach('lines', lines, ({ ingredientId }) => checkId('ingredientId', 'ingredient', ingredientId))
  checkEach('components', components, ({ recipeId }) => checkId('recipeId', 'recipe', recipeId))
  checkNotNull('archived', input.archived)
  checkEach('lines', lines, ({ quantity }) => checkAbove0('quantity', quantity))
  const isFirst = checkOnce(
    components,
    ({ recipeId }) => recipeId,
    () => 'recipeId',
  )
  checkEach('components', components, (component) => {
    isFirst(component)
    checkUpTo1000000('batches', component.batches)
  })
  const recipe = find(catalog.recipes, 'recipe', input.id)
  checkEach('lines', lines, ({ ingredientId }) => void find(catalog.ingredients, 'ingredient', ingredientId))
  checkEach('components', components, ({ recipeId }) => void find(catalog.recipes, 'recipe', recipeId))
  checkVersion(input.expectedVersion, recipe.version)
  checkEach('lines', lines, ({ unit }) => {
    if (kindOf(spelled(unit)) === null) isInvalid('unit')
  })
  checkEach('lines', lines, ({ ingredientId }) => {
    const isHeld = recipe.lines.some((line) => line.ingredientId === ingredientId)
    if (the(catalog.ingredients, ingredientId).isArchived && !isHeld) isArchivedIn('ingredientId')
  })
  checkEach('components', components, ({ recipeId }) => {
    const isHeld = recipe.components.some((component) => component.recipeId === recipeId)
    if (the(catalog.recipes, recipeId).isArchived && !isHeld) isArchivedIn('recipeId')
  })
  save(bakery, 'updateRecipe', recipe, shown.recipe, {
    ...archiving(input),
    ...(input.lines === undefined ? {} : { lines: lines.map((line) => ({ ...line, unit: spelled(line.unit) })) }),
    ...(input.components === undefined
      ? {}
      : { components: components.map(({ recipeId, batches }) => ({ recipeId, quantity: batches })) }),
  })
  checkNesting(recipesIn(catalog))
  return { recipe: shown.recipe(recipe) }
}

/** A unit in its own spelling. */
const spelled = (unit: string): string => unit.trim().toLowerCase()

const recipesIn = ({ recipes }: Catalog): Held[] =>
  recipes.map(({ id, name, components }) => ({ id, name, holds: components.map(({ recipeId }) => recipeId) }))

function updateFinishedUnit(bakery: Bakery, input: Input<'updateFinishedUnit'>): object {
  const { catalog } = bakery
  const { id, recipeId, itemsPerBatch, batchPercentage } = input
  checkId('id', 'finished_unit', id)
  if (recipeId !== undefined) checkId('recipeId', 'recipe', recipeId)
  checkNotNull('archived', input.archived)
  if (typeof itemsPerBatch === 'number') checkCount('itemsPerBatch', itemsPerBatch)
  if (typeof batchPercentage === 'string') checkUpTo1000000('batchPercentage', batchPercentage)
  const unit = find(catalog.finishedUnits, 'finished_unit', id)
  const recipe = recipeId === undefined || recipeId === unit.recipeId ? null : find(catalog.recipes, 'recipe', recipeId)
  checkVersion(input.expectedVersion, unit.version)
  const before = shown.finishedUnit(unit)
  const items = itemsPerBatch === undefined ? before.itemsPerBatch : itemsPerBatch
  const percentage = batchPercentage === undefined ? before.batchPercentage : batchPercentage
  if ((items === null) === (percentage === null)) isInvalid('itemsPerBatch')
  if (recipe !== null) {
    const count = usesOfUnit(bakery, unit.id)
    if (count > 0) refuse('FINISHED_UNIT_IN_USE', { id, count })
    if (recipe.isArchived) isArchivedIn('recipeId')
  }
  save(bakery, 'updateFinishedUnit', unit, shown.finishedUnit, {
    ...archiving(input),
    ...(recipe === null ? {} : { recipeId: recipe.id }),
    yields: items === null ? { batchPercentage: percentage ?? '' } : { itemsPerBatch: items },
  })
  return { finishedUnit: shown.finishedUnit(unit) }
}

// ── Goods and packages ───────────────────────────────────────────────────────────────────────────────────────────────

function updateFinishedGood(bakery: Bakery, input: Input<'updateFinishedGood'>): object {
  const { catalog } = bakery
  const components = input.components ?? []
  const fieldOf = ({ finishedUnitId }: GoodComponent): string =>
    finishedUnitId === null ? 'finishedGoodId' : 'finishedUnitId'
  checkId('id', 'finished_good', input.id)
  checkEach('components', components, ({ finishedUnitId, finishedGoodId }) => {
    if (finishedUnitId !== null) checkId('finishedUnitId', 'finished_unit', finishedUnitId)
    if (finishedGoodId !== null) checkId('finishedGoodId', 'finished_good', finishedGoodId)
  })
  checkNotNull('archived', input.archived)
  const isFirst = checkOnce(components, held, fieldOf)
  checkEach('components', components, (component) => {
    const { finishedUnitId, finishedGoodId, quantity } = component
    if ((finishedUnitId === null) === (finishedGoodId === null)) isInvalid('finishedUnitId')
    isFirst(component)
    checkUpTo1000000('quantity', quantity)
  })
  const good = find(catalog.finishedGoods, 'finished_good', input.id)
  checkEach('components', components, (component) => void definitionOf(catalog, component))
  checkVersion(input.expectedVersion, good.version)
  checkEach('components', components, (component) => {
    const isHeld = good.components.some(({ id }) => id === held(component))
    if (definitionOf(catalog, component).isArchived && !isHeld) isArchivedIn(fieldOf(component))
  })
  save(bakery, 'updateFinishedGood', good, shown.finishedGood, {
    ...archiving(input),
    ...(input.components === undefined
      ? {}
      : { components: components.map((component) => ({ id: held(component), quantity: component.quantity })) }),
  })
  checkNesting(goodsIn(catalog))
  return { finishedGood: shown.finishedGood(good) }
}

const held = ({ finishedUnitId, finishedGoodId }: GoodComponent): string => finishedUnitId ?? finishedGoodId ?? ''

const definitionOf = ({ finishedUnits, finishedGoods }: Catalog, { finishedUnitId, finishedGoodId }: GoodComponent) =>
  finishedUnitId === null
    ? find(finishedGoods, 'finished_good', finishedGoodId ?? '')
    : find(finishedUnits, 'finished_unit', finishedUnitId)

/** Their names are their ids. */
const goodsIn = ({ finishedGoods }: Catalog): Held[] =>
  finishedGoods.map(({ id, components }) => ({
    id,
    name: id,
    holds: components.map((component) => component.id).filter((each) => each.startsWith('finished_good ')),
  }))

function updatePackage(bakery: Bakery, input: Input<'updatePackage'>): object {
  const { catalog } = bakery
  const contents = input.contents ?? []
  checkId('id', 'package', input.id)
  checkEach('contents', contents, ({ finishedGoodId }) => checkId('finishedGoodId', 'finished_good', finishedGoodId))
  checkNotNull('archived', input.archived)
  const isFirst = checkOnce(
    contents,
    ({ finishedGoodId }) => finishedGoodId,
    () => 'finishedGoodId',
  )
  checkEach('contents', contents, (content) => {
    isFirst(content)
    checkCount('quantity', content.quantity)
  })
  const parcel = find(catalog.packages, 'package', input.id)
  checkEach(
    'contents',
    contents,
    ({ finishedGoodId }) => void find(catalog.finishedGoods, 'finished_good', finishedGoodId),
  )
  checkVersion(input.expectedVersion, parcel.version)
  checkEach('contents', contents, ({ finishedGoodId }) => {
    const isHeld = parcel.contents.some((content) => content.finishedGoodId === finishedGoodId)
    if (the(catalog.finishedGoods, finishedGoodId).isArchived && !isHeld) isArchivedIn('finishedGoodId')
  })
  save(bakery, 'updatePackage', parcel, shown.package, {
    ...archiving(input),
    ...(input.contents === undefined ? {} : { contents }),
  })
  return { package: shown.package(parcel) }
}

// ── Ingredients and products ─────────────────────────────────────────────────────────────────────────────────────────

function updateProduct(bakery: Bakery, input: Input<'updateProduct'>): object {
  const { catalog, lots } = bakery
  const { id, archived, ...wanted } = input
  checkId('id', 'product', id)
  if (wanted.ingredientId !== undefined) checkId('ingredientId', 'ingredient', wanted.ingredientId)
  checkNotNull('archived', archived)
  if (wanted.packageUnitQuantity !== undefined) checkAbove0('packageUnitQuantity', wanted.packageUnitQuantity)
  const product = find(catalog.products, 'product', id)
  const { ingredientId = product.ingredientId, packageUnitQuantity = product.packageUnitQuantity } = wanted
  const packageUnit = spelled(wanted.packageUnit ?? product.packageUnit)
  const isMoved = ingredientId !== product.ingredientId
  const ingredient = find(catalog.ingredients, 'ingredient', ingredientId)
  checkVersion(input.expectedVersion, product.version)
  if (kindOf(packageUnit) === null) isInvalid('packageUnit')
  if (isMoved && ingredient.isArchived) isArchivedIn('ingredientId')
  const isArchived = archived ?? product.isArchived
  if (wanted.isPreferred === true && isArchived) isInvalid('isPreferred')
  const isResized = compare(number(packageUnitQuantity), number(product.packageUnitQuantity)) !== 0
  const count = lots.filter(({ productId }) => productId === id).length
  if (count > 0 && (isMoved || isResized || packageUnit !== product.packageUnit)) {
    refuse('PRODUCT_IN_USE', { id, count })
  }
  const isPreferred = (wanted.isPreferred ?? product.isPreferred) && !isArchived
  if (isPreferred) {
    // At most one of an ingredient is.
    for (const other of catalog.products) {
      if (other === product || other.ingredientId !== ingredientId) continue
      save(bakery, 'updateProduct', other, shown.product, { isPreferred: false })
    }
  }
  save(bakery, 'updateProduct', product, shown.product, {
    ...{ ingredientId, packageUnit, packageUnitQuantity, isPreferred, isArchived },
  })
  return { product: shown.product(product) }
}

function updateIngredient(bakery: Bakery, input: Input<'updateIngredient'>): object {
  const { id, isTracked, density } = input
  checkId('id', 'ingredient', id)
  checkNotNull('archived', input.archived)
  if (density !== undefined && density !== null) checkDensity(density)
  const ingredient = find(bakery.catalog.ingredients, 'ingredient', id)
  checkVersion(input.expectedVersion, ingredient.version)
  save(bakery, 'updateIngredient', ingredient, shown.ingredient, {
    ...archiving(input),
    ...(isTracked === undefined ? {} : { isTracked }),
    ...(density === undefined ? {} : { density: density === null ? null : spelledDensity(density) }),
  })
  return { ingredient: shown.ingredient(ingredient) }
}

function checkDensity({ volume, volumeUnit, weight, weightUnit }: Density): void {
  checkAbove0('density.volume', volume)
  if (kindOf(spelled(volumeUnit)) !== 'volume') isInvalid('density.volumeUnit')
  checkAbove0('density.weight', weight)
  if (kindOf(spelled(weightUnit)) !== 'weight') isInvalid('density.weightUnit')
}

const spelledDensity = (density: Density): Density => ({
  ...density,
  volumeUnit: spelled(density.volumeUnit),
  weightUnit: spelled(density.weightUnit),
})
