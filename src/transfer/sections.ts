import type { Section } from './section.js'
import { assignments } from './sections/assignments.js'
import { compositions } from './sections/compositions.js'
import { events } from './sections/events.js'
import { finishedGoods } from './sections/finished-goods.js'
import { finishedUnits } from './sections/finished-units.js'
import { ingredients } from './sections/ingredients.js'
import { lots } from './sections/lots.js'
import { packageContents } from './sections/package-contents.js'
import { packages } from './sections/packages.js'
import { productionRecords } from './sections/production-records.js'
import { products } from './sections/products.js'
import { purchases } from './sections/purchases.js'
import { recipes } from './sections/recipes.js'
import { recipients } from './sections/recipients.js'
import { suppliers } from './sections/suppliers.js'

/** All sections, each after those that it refers to: they are read, planned, written and reported in this order. */
export const sections: readonly Section[] = [
  suppliers,
  ingredients,
  products,
  purchases,
  lots,
  recipes,
  finishedUnits,
  finishedGoods,
  compositions,
  packages,
  packageContents,
  recipients,
  events,
  assignments,
  productionRecords,
]
