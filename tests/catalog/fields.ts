import { EVENT, type AskedField } from '../support/field-statements.js'

export const catalogFields: readonly AskedField[] = [
  {
    field: 'Package.contents',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { package { contents { quantity } } } } }`,
    statements: 5,
  },
  { field: 'Query.supplier', operation: `{ supplier(id: "supplier_1") { name } }`, statements: 1 },
  { field: 'Query.suppliers', operation: `{ suppliers { nodes { name version archived } } }`, statements: 1 },
  { field: 'SupplierConnection.totalCount', operation: `{ suppliers { totalCount } }`, statements: 2 },
  {
    field: 'Mutation.createSupplier',
    operation: `mutation { createSupplier(input: { name: "Mill" }) { supplier { name } } }`,
    statements: 5,
  },
  {
    field: 'Mutation.updateSupplier',
    operation: `mutation { updateSupplier(input: { id: "supplier_1", name: "Fair" }) { supplier { name } } }`,
    statements: 6,
  },
  {
    field: 'Mutation.deleteSupplier',
    operation: `mutation { deleteSupplier(input: { id: "supplier_2" }) { deletedId } }`,
    statements: 5,
  },
  { field: 'Query.package', operation: `{ package(id: "package_1") { name } }`, statements: 1 },
  { field: 'Query.packages', operation: `{ packages { nodes { name version archived notes } } }`, statements: 1 },
  { field: 'PackageConnection.totalCount', operation: `{ packages { totalCount } }`, statements: 2 },
  {
    field: 'Package.version',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { package { version } } } }`,
    statements: 3,
  },
  {
    field: 'Package.archived',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { package { archived } } } }`,
    statements: 3,
  },
  {
    field: 'Package.notes',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { package { notes } } } }`,
    statements: 3,
  },
  {
    field: 'Package.costNow',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { package { costNow } } } }`,
    statements: 6,
  },
  {
    field: 'FinishedGood.packages',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { packages { name notes } } } }`,
    statements: 2,
  },
  {
    field: 'Mutation.createPackage',
    operation: `mutation { createPackage(input: { name: "Box", contents: [{ finishedGoodId: "finished_good_1", quantity: 2 }] }) { package { name } } }`,
    statements: 8,
  },
  {
    field: 'Mutation.updatePackage',
    operation: `mutation { updatePackage(input: { id: "package_1", name: "Crate", contents: [{ finishedGoodId: "finished_good_2", quantity: 3 }] }) { package { name } } }`,
    statements: 10,
  },
  {
    field: 'Mutation.deletePackage',
    operation: `mutation { deletePackage(input: { id: "package_4" }) { deletedId } }`,
    statements: 6,
  },
  { field: 'Query.finishedGood', operation: `{ finishedGood(id: "finished_good_1") { name } }`, statements: 1 },
  {
    field: 'Query.finishedGoods',
    operation: `{ finishedGoods { nodes { name components { quantity } } } }`,
    statements: 2,
  },
  { field: 'FinishedGoodConnection.totalCount', operation: `{ finishedGoods { totalCount } }`, statements: 3 },
  {
    field: 'FinishedGood.version',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { version } } }`,
    statements: 2,
  },
  {
    field: 'FinishedGood.archived',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { archived } } }`,
    statements: 2,
  },
  {
    field: 'FinishedGood.notes',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { notes } } }`,
    statements: 2,
  },
  {
    field: 'FinishedGood.costNow',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { costNow } } }`,
    statements: 4,
  },
  {
    field: 'FinishedGood.usedIn',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { usedIn { name } } } }`,
    statements: 3,
  },
  {
    field: 'Mutation.createFinishedGood',
    operation: `mutation { createFinishedGood(input: { name: "Box", components: [{ finishedUnitId: "finished_unit_1", quantity: "2" }] }) { finishedGood { name } } }`,
    statements: 10,
  },
  {
    field: 'Mutation.updateFinishedGood',
    operation: `mutation { updateFinishedGood(input: { id: "finished_good_1", name: "Sack", components: [{ finishedUnitId: "finished_unit_2", quantity: "3" }] }) { finishedGood { name } } }`,
    statements: 11,
  },
  {
    field: 'Mutation.deleteFinishedGood',
    operation: `mutation { deleteFinishedGood(input: { id: "finished_good_3" }) { deletedId } }`,
    statements: 7,
  },
  { field: 'Query.recipe', operation: `{ recipe(id: "recipe_1") { name category } }`, statements: 1 },
  {
    field: 'Query.recipes',
    operation: `{ recipes(orderBy: CATEGORY, filter: { category: "Christmas" }) { nodes { name version notes } } }`,
    statements: 1,
  },
  { field: 'RecipeConnection.totalCount', operation: `{ recipes { totalCount } }`, statements: 2 },
  ...['version', 'archived', 'source', 'estimatedMinutes', 'notes', 'lines { unit }', 'components { batches }'].map(
    (selection) => ({
      field: `Recipe.${selection.split(' ')[0] ?? ''}`,
      operation: `{ nodes(ids: ["recipe_1", "recipe_2"]) { ... on Recipe { ${selection} } } }`,
      statements: 2,
    }),
  ),
  {
    field: 'Recipe.usedIn',
    operation: `{ nodes(ids: ["recipe_1", "recipe_2"]) { ... on Recipe { usedIn { name version } } } }`,
    statements: 2,
  },
  {
    field: 'Recipe.finishedUnits',
    operation: `{ nodes(ids: ["recipe_1", "recipe_2"]) { ... on Recipe { finishedUnits { name recipe { name } } } } }`,
    statements: 3,
  },
  {
    field: 'Recipe.costPerBatch',
    operation: `{ nodes(ids: ["recipe_1", "recipe_2"]) { ... on Recipe { costPerBatch } } }`,
    statements: 3,
  },
  {
    field: 'Recipe.costGaps',
    operation: `{ nodes(ids: ["recipe_1", "recipe_2"]) { ... on Recipe { costGaps { reason ingredient { name } } } } }`,
    statements: 3,
  },
  { field: 'Query.finishedUnit', operation: `{ finishedUnit(id: "finished_unit_1") { name } }`, statements: 1 },
  {
    field: 'Query.finishedUnits',
    operation: `{ finishedUnits(filter: { recipeId: "recipe_3" }) { nodes { name recipe { name } } } }`,
    statements: 2,
  },
  { field: 'FinishedUnitConnection.totalCount', operation: `{ finishedUnits { totalCount } }`, statements: 3 },
  ...['version', 'archived', 'itemUnit', 'notes'].map((selection) => ({
    field: `FinishedUnit.${selection}`,
    operation: `{ nodes(ids: ["finished_unit_1", "finished_unit_2"]) { ... on FinishedUnit { ${selection} } } }`,
    statements: 2,
  })),
  {
    field: 'FinishedUnit.usedIn',
    operation: `{ nodes(ids: ["finished_unit_1", "finished_unit_2"]) { ... on FinishedUnit { usedIn { name } } } }`,
    statements: 3,
  },
  {
    field: 'Mutation.createRecipe',
    operation: `mutation { createRecipe(input: { name: "Icing", category: "Christmas", lines: [{ ingredientId: "ingredient_1", quantity: "2", unit: "cup" }], components: [{ recipeId: "recipe_1", batches: "0.5" }] }) { recipe { name } } }`,
    statements: 13,
  },
  {
    field: 'Mutation.updateRecipe',
    operation: `mutation { updateRecipe(input: { id: "recipe_1", name: "Paste", lines: [{ ingredientId: "ingredient_1", quantity: "15", unit: "cup" }], components: [] }) { recipe { name } } }`,
    statements: 14,
  },
  {
    field: 'Mutation.deleteRecipe',
    operation: `mutation { deleteRecipe(input: { id: "recipe_4" }) { deletedId } }`,
    statements: 10,
  },
  {
    field: 'Mutation.createFinishedUnit',
    operation: `mutation { createFinishedUnit(input: { recipeId: "recipe_1", name: "Loaf", itemsPerBatch: 2 }) { finishedUnit { name } } }`,
    statements: 7,
  },
  {
    field: 'Mutation.updateFinishedUnit',
    operation: `mutation { updateFinishedUnit(input: { id: "finished_unit_1", name: "Comet", itemsPerBatch: 12 }) { finishedUnit { name } } }`,
    statements: 6,
  },
  {
    field: 'Mutation.deleteFinishedUnit',
    operation: `mutation { deleteFinishedUnit(input: { id: "finished_unit_3" }) { deletedId } }`,
    statements: 6,
  },
  { field: 'Query.ingredient', operation: `{ ingredient(id: "ingredient_1") { name } }`, statements: 1 },
  {
    field: 'Query.ingredients',
    operation: `{ ingredients { nodes { name isTracked version category parent { name } density { weight } } } }`,
    statements: 1,
  },
  { field: 'IngredientConnection.totalCount', operation: `{ ingredients { totalCount } }`, statements: 2 },
  {
    field: 'Ingredient.version',
    operation: `{ nodes(ids: ["ingredient_1", "ingredient_5"]) { ... on Ingredient { version } } }`,
    statements: 2,
  },
  {
    field: 'Ingredient.archived',
    operation: `{ nodes(ids: ["ingredient_1", "ingredient_5"]) { ... on Ingredient { archived } } }`,
    statements: 2,
  },
  {
    field: 'Ingredient.category',
    operation: `{ nodes(ids: ["ingredient_1", "ingredient_5"]) { ... on Ingredient { category } } }`,
    statements: 2,
  },
  {
    field: 'Ingredient.description',
    operation: `{ nodes(ids: ["ingredient_1", "ingredient_5"]) { ... on Ingredient { description } } }`,
    statements: 2,
  },
  {
    field: 'Ingredient.isPackaging',
    operation: `{ nodes(ids: ["ingredient_1", "ingredient_5"]) { ... on Ingredient { isPackaging } } }`,
    statements: 2,
  },
  {
    field: 'Ingredient.density',
    operation: `{ nodes(ids: ["ingredient_1", "ingredient_5"]) { ... on Ingredient { density { volume volumeUnit weight weightUnit } } } }`,
    statements: 2,
  },
  {
    field: 'Ingredient.parent',
    operation: `{ nodes(ids: ["ingredient_1", "ingredient_5"]) { ... on Ingredient { parent { name } } } }`,
    statements: 3,
  },
  {
    field: 'Ingredient.children',
    operation: `{ nodes(ids: ["ingredient_1", "ingredient_4"]) { ... on Ingredient { children { name version } } } }`,
    statements: 2,
  },
  {
    field: 'Ingredient.products',
    operation: `{ nodes(ids: ["ingredient_1", "ingredient_5"]) { ... on Ingredient { products { brand version ingredient { name } } } } }`,
    statements: 2,
  },
  {
    field: 'Ingredient.recipes',
    operation: `{ nodes(ids: ["ingredient_1", "ingredient_5"]) { ... on Ingredient { recipes { name } } } }`,
    statements: 2,
  },
  {
    field: 'Mutation.createIngredient',
    operation: `mutation { createIngredient(input: { name: "Rye", parentId: "ingredient_4" }) { ingredient { name } } }`,
    statements: 6,
  },
  {
    field: 'Mutation.updateIngredient',
    operation: `mutation { updateIngredient(input: { id: "ingredient_2", name: "Crocus", parentId: "ingredient_4" }) { ingredient { name } } }`,
    statements: 7,
  },
  {
    field: 'Mutation.deleteIngredient',
    operation: `mutation { deleteIngredient(input: { id: "ingredient_3" }) { deletedId } }`,
    statements: 8,
  },
  { field: 'Query.product', operation: `{ product(id: "product_1") { brand } }`, statements: 1 },
  {
    field: 'Query.products',
    operation: `{ products { nodes { brand version notes ingredient { name } } } }`,
    statements: 1,
  },
  { field: 'ProductConnection.totalCount', operation: `{ products { totalCount } }`, statements: 2 },
  {
    field: 'Product.version',
    operation: `{ nodes(ids: ["product_1", "product_2"]) { ... on Product { version } } }`,
    statements: 2,
  },
  {
    field: 'Product.archived',
    operation: `{ nodes(ids: ["product_1", "product_2"]) { ... on Product { archived } } }`,
    statements: 2,
  },
  {
    field: 'Product.packageSize',
    operation: `{ nodes(ids: ["product_1", "product_2"]) { ... on Product { packageSize } } }`,
    statements: 2,
  },
  {
    field: 'Product.packageType',
    operation: `{ nodes(ids: ["product_1", "product_2"]) { ... on Product { packageType } } }`,
    statements: 2,
  },
  {
    field: 'Product.gtin',
    operation: `{ nodes(ids: ["product_1", "product_2"]) { ... on Product { gtin } } }`,
    statements: 2,
  },
  {
    field: 'Product.notes',
    operation: `{ nodes(ids: ["product_1", "product_2"]) { ... on Product { notes } } }`,
    statements: 2,
  },
  {
    field: 'Mutation.createProduct',
    operation: `mutation { createProduct(input: { ingredientId: "ingredient_1", packageUnit: "kg", packageUnitQuantity: "5", isPreferred: true }) { product { brand } } }`,
    statements: 9,
  },
  {
    field: 'Mutation.updateProduct',
    operation: `mutation { updateProduct(input: { id: "product_2", brand: "Mill", isPreferred: true }) { product { brand } } }`,
    statements: 7,
  },
  {
    field: 'Mutation.deleteProduct',
    operation: `mutation { deleteProduct(input: { id: "product_2" }) { deletedId } }`,
    statements: 6,
  },
]
