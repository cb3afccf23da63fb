// Files that a person may send to harm whoever imports them, and what the import says to each.

export interface HostileFile {
  readonly name: string
  readonly content: string | Buffer
  /** The lines of the refusal, from the first on; all of them, where `more` is not set. */
  readonly says: readonly string[]
  readonly more?: true
}

const document = (sections: object) => JSON.stringify({ version: '4.2', ...sections })
const many = <T>(count: number, of: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => of(n))

const flour = { display_name: 'Flour', slug: 'flour' }
const bought = { ingredient_slug: 'flour', product_brand: 'Mill' }
const product = (fields: object = {}) => ({
  ingredient_slug: 'flour',
  brand: 'Mill',
  package_unit: 'lb',
  package_unit_quantity: 5,
  ...fields,
})
const purchase = (fields: object) => ({ ...bought, purchase_date: '2025-01-01', quantity: 1, ...fields })
const withProduct = (fields: object, sections: object) =>
  document({ ingredients: [flour], products: [product(fields)], ...sections })

const planned = {
  recipes: [{ name: 'Bread' }],
  packages: [{ name: 'Box' }],
  recipients: [{ name: 'Ann' }],
  events: [{ name: 'Fair', event_date: '2025-12-07' }],
}
const assignment = (quantity: number) => ({
  event_name: 'Fair',
  recipient_name: 'Ann',
  package_name: 'Box',
  quantity,
})
const record = (fields: object) => ({
  event_name: 'Fair',
  recipe_name: 'Bread',
  batches: 1,
  produced_at: '2025-12-01',
  actual_cost: 1,
  ...fields,
})
const chain = (length: number) =>
  many(length, (n) => ({
    name: `Recipe ${String(n)}`,
    components: n + 1 === length ? [] : [{ recipe_name: `Recipe ${String(n + 1)}`, quantity: 1 }],
  }))

const nested = (open: string, close: string) =>
  `{"version":"4.2","events":[{"event_date":"2025-01-01","name":${open.repeat(8000)}1${close.repeat(8000)}}]}`

export const hostileFiles: readonly HostileFile[] = [
  {
    name: 'a value nested 8,000 lists deep',
    content: nested('[', ']'),
    says: ['events row 1, name: is nested more than 32 deep (line 1, column 91 of FILE)'],
  },
  {
    name: 'a value nested 8,000 objects deep',
    content: nested('{"a":', '}'),
    says: ['events row 1, name: is nested more than 32 deep (line 1, column 207 of FILE)'],
  },
  {
    name: 'half a million values and one',
    content: `{"version":"4.2","events":[${'{},'.repeat(500_000)}{}]}`,
    says: ['events row 499998, row: the file has more than 500000 values (line 1, column 1500019 of FILE)'],
  },
  {
    name: 'a section that stands there twice, the second empty',
    content: '{"version":"4.2",\n "recipients":[{"name":"Ann"}],\n "recipients":[]}',
    says: ['document row 0, row: has the key "recipients" twice (line 3, column 2 of FILE)'],
  },
  {
    name: 'a field that stands there twice',
    content: '{"version":"4.2","recipients":[{"name":"Ann","name":"Bob"}]}',
    says: ['recipients row 1, row: has the key "name" twice (line 1, column 46 of FILE)'],
  },
  {
    name: 'rows in the prototype of the document',
    content: '{"version":"4.2","packages":[],"__proto__":{"recipients":[{"name":"Ann"}]}}',
    says: ['document row 0, row: has the key "__proto__", which is not taken (line 1, column 32 of FILE)'],
  },
  {
    name: 'a number beyond all numbers',
    content: `{"version":"4.2","recipes":[{"name":"Bread","components":[{"recipe_name":"Bread","quantity":1e999999}]}]}`,
    says: [
      'recipes row 1, components[1].quantity: "Infinity" is not a number',
      'recipes row 1, components: "Bread > Bread" a recipe is a component of itself',
    ],
  },
  {
    name: 'minus zero, and text that is no number',
    content: document({
      ...planned,
      production_records: [record({ actual_cost: '-0' }), record({ batches: 'NaN' }), record({ batches: '-0' })],
    }),
    says: [
      'production_records row 2, batches: "NaN" is not a number',
      'production_records row 3, batches: "-0" must be above 0',
    ],
  },
  {
    name: 'NaN outside a text',
    content: '{"version":"4.2","production_records":[{"batches":NaN}]}',
    says: ['FILE, line 1, column 51: this is not JSON. Nothing was imported.'],
  },
  {
    name: 'the first half of a document',
    content: '{"version":"4.2",\n "recipients":[{"name":"Ann"},',
    says: ['FILE, line 2, column 31: the file ends in the middle. Nothing was imported.'],
  },
  {
    name: 'nothing',
    content: '',
    says: ['FILE, line 1, column 1: the file ends in the middle. Nothing was imported.'],
  },
  {
    name: 'Latin-1',
    content: Buffer.from('{"version":"4.2","recipients":[{"name":"Jos\xe9"}]}', 'latin1'),
    says: ['FILE is not UTF-8: byte 44 belongs to no character. Save it as UTF-8 and try again.'],
  },
  {
    name: 'UTF-16',
    content: Buffer.from('\ufeff{"version":"4.2","recipients":[]}', 'utf16le'),
    says: ['FILE is not UTF-8: byte 1 belongs to no character. Save it as UTF-8 and try again.'],
  },
  {
    name: 'more bytes than a backup has',
    content: ' '.repeat(16 * 2 ** 20 + 1),
    says: ['FILE is larger than 16 MiB.'],
  },
  {
    name: '200,000 empty rows',
    content: document({ events: many(200_000, () => ({})) }),
    says: [
      'The backup has more than 1000 problems: these are the first. Nothing was imported.',
      'events row 1, name: is missing',
      'events row 1, event_date: is missing',
      'events row 2, name: is missing',
    ],
    more: true,
  },
  {
    name: 'references into nothing, 50,000 of them',
    content: document({
      ...planned,
      production_records: many(50_000, (n) => record({ recipe_name: `Recipe ${String(n)}` })),
    }),
    says: [
      'The backup has more than 1000 problems: these are the first. Nothing was imported.',
      'production_records row 1, recipe_name: "Recipe 0" no such recipe in the file or in the database',
    ],
    more: true,
  },
  {
    name: 'a recipe with 200,000 units',
    content: document({
      recipes: [{ name: 'Bread', finished_units: many(200_000, (n) => ({ name: `U${String(n)}` })) }],
    }),
    says: ['recipes row 1, finished_units: "[...]" has 200000 items: at most 1000 are taken'],
  },
  {
    name: 'a good, a package and an ingredient with more parts than any has',
    content: withProduct(
      {},
      {
        products: many(1001, (n) => product({ brand: `Mill ${String(n)}` })),
        ...planned,
        finished_units: [{ slug: 'loaf', display_name: 'Loaf', recipe_name: 'Bread', items_per_batch: 1 }],
        finished_goods: many(1002, (n) => ({ slug: `good-${String(n)}`, display_name: `Good ${String(n)}` })),
        compositions: many(1001, (n) => ({
          finished_good_slug: 'good-0',
          finished_good_component_slug: `good-${String(n + 1)}`,
          component_quantity: 1,
        })),
        package_finished_goods: many(1001, (n) => ({
          package_name: 'Box',
          finished_good_slug: `good-${String(n)}`,
          quantity: 1,
        })),
      },
    ),
    says: [
      'products row 1001, row: "Flour" has more than 1000 products',
      'compositions row 1001, row: "Good 0" has more than 1000 parts',
      'package_finished_goods row 1001, row: "Box" has more than 1000 parts',
    ],
  },
  {
    name: 'a total cost of next to nothing',
    content: withProduct({}, { purchases: [purchase({ quantity: '0.0000000001', total_cost: 9_999_999_999 })] }),
    says: ['purchases row 1, total_cost: "9999999999" divided by the quantity is too large'],
  },
  {
    name: 'lots that are too large in the unit of their product',
    content: withProduct(
      { package_unit: 'g' },
      { inventory_items: [{ ...bought, quantity: 1_000_000_000, initial_quantity: 9_999_999_999, unit: 'kg' }] },
    ),
    says: [
      'inventory_items row 1, initial_quantity: "9999999999" is too large in g, the product\'s package unit',
      'inventory_items row 1, quantity: "1000000000" is too large in g, the product\'s package unit',
    ],
  },
  {
    name: 'a lot of which a gram costs what a number can hold',
    content: withProduct(
      { package_unit: 'kg' },
      { inventory_items: [{ ...bought, quantity: 1, unit: 'g', unit_cost: 9_999_999_999 }] },
    ),
    says: ['inventory_items row 1, unit_cost: "9999999999" is too large in kg, the product\'s package unit'],
  },
  {
    name: 'production before the year 1 and after the year 9999',
    content: document({
      ...planned,
      production_records: [
        record({ produced_at: '0000-12-31T00:00:00Z' }),
        record({ produced_at: '0001-01-01T00:00:00+05:00' }),
        record({ produced_at: '9999-12-31T23:59:59-05:00' }),
        record({ produced_at: '10000-01-01T00:00:00Z' }),
      ],
    }),
    says: [
      'production_records row 1, produced_at: "0000-12-31T00:00:00Z" is not a date and time',
      'production_records row 2, produced_at: "0001-01-01T00:00:00+05:00" is not a date and time',
      'production_records row 3, produced_at: "9999-12-31T23:59:59-05:00" is not a date and time',
      'production_records row 4, produced_at: "10000-01-01T00:00:00Z" is not a date and time',
    ],
  },
  {
    name: 'quantities as large as an integer can be',
    content: document({
      ...planned,
      event_recipient_packages: [assignment(2_147_483_647), assignment(2_147_483_647)],
      production_records: [record({ batches: 2_147_483_647 })],
    }),
    says: [
      'event_recipient_packages row 1, quantity: "2147483647" must be at most 1000000',
      'event_recipient_packages row 2, quantity: "2147483647" must be at most 1000000',
      'production_records row 1, batches: "2147483647" must be at most 1000000',
    ],
  },
  {
    name: 'more packages and batches in all than an event can have',
    content: document({
      ...planned,
      event_recipient_packages: many(1002, () => assignment(1_000_000)),
      production_records: many(1002, () => record({ batches: 1_000_000 })),
    }),
    says: [
      'event_recipient_packages row 1001, quantity: "1000000" makes more than 1000000000 for Fair',
      'production_records row 1001, batches: "1000000" makes more than 1000000000 for Fair',
    ],
  },
  {
    name: 'recipes within recipes, 20,000 deep',
    content: document({ recipes: chain(20_000) }),
    says: ['recipes row 19990, components: "Recipe 19989" nests more than 10 recipes deep'],
  },
  {
    name: 'what a terminal would act on, in a version',
    content: JSON.stringify({ version: '\u001b[2J\u009b31m\u202e9', events: [] }),
    says: ['Backups of version  [2J 31m 9 are not supported: only v3.x and v4.x are.'],
  },
  {
    name: 'what a terminal would act on, in keys and values',
    content: document({
      ['\u001b]0;owned\u0007\nevents row 9']: [{}],
      recipients: [{ name: 'Ann' }],
      events: [{ name: '\u001b[1A\u2028Fair', event_date: '\u001b[8m2025' }],
    }),
    says: ['events row 1, event_date: " [8m2025" is not a date'],
  },
]
