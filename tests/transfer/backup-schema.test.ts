import { expect, it, vi } from 'vitest'
import { MAX_PARTS, MAX_QUANTITY } from '../../src/quantities.js'
import { NAME, TEXT, UNIT, type Reader, type ReferenceFields } from '../../src/transfer/reader.js'
import type { Backup } from '../../src/transfer/section.js'
import { sections } from '../../src/transfer/sections.js'

// The schema of backups is made by the readers themselves: each section reads rows of which every field is noted that it
// asks for. So none can be asked for and not be published.

/** What is read of one kind of rows. */
interface Shape {
  /** By the names of a field, joined. */
  readonly fields: Map<string, Field>
  readonly lists: Map<string, Shape>
}
interface Field {
  readonly names: readonly string[]
  readonly value: Value
  readonly required: boolean
}

const shapeOf = (): Shape => ({ fields: new Map(), lists: new Map() })
const shapes = new WeakMap<object, { readonly shape: Shape; readonly chance: Chance }>()
type Chance = () => boolean

vi.mock('../../src/transfer/reader.js', async (original) => ({
  ...(await original<object>()),
  itemsOf: (row: Reader, field: string): Reader[] => {
    const known = shapes.get(row)
    if (known === undefined) throw new Error('It is no reader of ours')
    const shape = known.shape.lists.get(field) ?? shapeOf()
    known.shape.lists.set(field, shape)
    return [recorder(shape, known.chance)]
  },
}))

/** A reader that notes what it is asked for. What is optional is there or not, by chance. */
function recorder(shape: Shape, chance: Chance): Reader {
  const note = (names: readonly string[], value: Value, required: boolean) =>
    void shape.fields.set(names.join(), { names, value, required })
  const required =
    <T>(kind: Value, value: T) =>
    (...names: string[]) => {
      note(names, kind, true)
      return value
    }
  const optional =
    <T>(kind: Value, value: T) =>
    (...names: string[]) => {
      note(names, kind, false)
      return chance() ? value : null
    }
  const reference = ({ slugs, names, within = [] }: ReferenceFields, isRequired: boolean) => {
    note([...slugs, ...names], 'name', isRequired)
    if (within.length > 0) note(within, 'name', false)
    return { field: '', slug: 'a', name: null, within: null }
  }
  const row: Reader = {
    raw: {},
    path: '',
    origin: { section: '', row: 1 },
    reading: { problems: [], references: new Map() },
    problem: () => undefined,
    has: chance,
    text: (max, ...names) => required(textUpTo(max), 'a')(...names),
    optionalText: (max, ...names) =>
      optional(
        textUpTo(max),
        names[0] === 'component_type' ? (chance() ? 'finished_unit' : 'finished_good') : 'pending',
      )(...names),
    amount: required('amount', '1'),
    optionalAmount: optional('amount', '1'),
    price: required('price', '1'),
    optionalPrice: optional('price', '1'),
    count: required('count', 1),
    optionalCount: optional('count', 1),
    times: required('amount', '1'),
    optionalTimes: optional('amount', '1'),
    optionalWhole: optional('whole', 1),
    flag: (standard, ...names) => optional('flag', standard)(...names) ?? standard,
    day: required('day', '2026-01-01'),
    optionalDay: optional('day', '2026-01-01'),
    instant: required('instant', '2026-01-01T00:00:00Z'),
    optionalInstant: optional('instant', '2026-01-01T00:00:00Z'),
    reference: (_, fields) => reference(fields, true),
    optionalReference: (_, fields) => {
      const found = reference(fields, false)
      return chance() ? found : null
    },
  }
  shapes.set(row, { shape, chance })
  return row
}

type Value = keyof typeof values
const ref = (value: string) => ({ $ref: `#/$defs/${value}` })
const textUpTo = (max: number): Value =>
  max === NAME ? 'name' : max === UNIT ? 'unit' : max === TEXT ? 'text' : 'remark'
const DECIMAL = '^[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?$'
const values = {
  unit: { type: ['string', 'number'], minLength: 1, maxLength: UNIT },
  name: { type: ['string', 'number'], minLength: 1, maxLength: NAME },
  remark: { type: ['string', 'number'], minLength: 1, maxLength: 500 },
  text: { type: ['string', 'number'], minLength: 1, maxLength: TEXT },
  amount: {
    description: 'above 0',
    anyOf: [
      { type: 'number', exclusiveMinimum: 0 },
      { type: 'string', pattern: DECIMAL },
    ],
  },
  price: {
    description: '0 or more',
    anyOf: [
      { type: 'number', minimum: 0 },
      { type: 'string', pattern: DECIMAL },
    ],
  },
  count: {
    description: 'a whole number above 0',
    anyOf: [
      { type: 'integer', minimum: 1, maximum: MAX_QUANTITY },
      { type: 'string', pattern: DECIMAL },
    ],
  },
  whole: { anyOf: [{ type: 'integer' }, { type: 'string', pattern: DECIMAL }] },
  flag: { enum: [true, false, 0, 1] },
  day: {
    description: 'a date; a time behind it is left out',
    type: 'string',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$',
  },
  instant: {
    description: 'ISO 8601; UTC without a zone',
    type: 'string',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}.*)?$',
  },
}

/** Fields of which one will do for the others, though some are asked for by themselves. */
const EITHER: readonly (readonly string[])[] = [
  ['unit_price', 'unit_cost', 'total_cost', 'total_price'],
  ['items_per_batch', 'batch_percentage'],
]

function rowSchema({ fields, lists }: Shape): object {
  const asked = [...fields.values()]
  const all = asked.flatMap(({ names }) => names)
  const groups = EITHER.filter((group) => group.every((name) => all.includes(name)))
  const isInGroup = ({ names }: Field) => groups.some((group) => names.every((name) => group.includes(name)))
  const needed = [...asked.filter((field) => field.required && !isInGroup(field)).map(({ names }) => names), ...groups]
  const valueOf = (name: string): Value => asked.find(({ names }) => names.includes(name))?.value ?? 'text'
  const properties: Record<string, object> = Object.fromEntries(
    all.map((name) => [name, ref(`${valueOf(name)}.optional`)]),
  )
  for (const [name, shape] of lists)
    properties[name] = { type: ['array', 'null'], maxItems: MAX_PARTS, items: rowSchema(shape) }
  // Under any of its names.
  const allOf = needed.map((names) => {
    const each = names.map((name) => ({ type: 'object', properties: { [name]: ref(valueOf(name)) }, required: [name] }))
    return each.length === 1 ? each[0] : { anyOf: each }
  })
  return { type: 'object', properties, ...(allOf.length > 0 ? { allOf } : {}) }
}

function schemaOfBackups() {
  const bySection = sections.map(({ names }) => ({ names, shape: shapeOf() }))
  let state = 1
  // The low bits of such a generator repeat soon.
  const chance: Chance = () => (state = (state * 48_271) % 2_147_483_647) % 1000 < 500
  for (let run = 0; run < 1000; run++) {
    const backup: Backup = { version: '4.2', references: new Map(), unknownSections: [], problems: [] }
    sections.forEach((section, index) => {
      const shape = bySection[index]?.shape
      if (shape !== undefined) section.read(backup, [recorder(shape, chance)])
    })
  }
  const $defs = {
    ...values,
    ...Object.fromEntries(
      Object.keys(values).map((value) => [`${value}.optional`, { anyOf: [ref(value), { enum: [null, ''] }] }]),
    ),
    ...Object.fromEntries(bySection.map(({ names: [name], shape }) => [name, rowSchema(shape)])),
  }
  const lists = bySection.flatMap(({ names }) =>
    names.map((name) => [name, { type: ['array', 'null'], items: ref(names[0]) }] as const),
  )
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A backup of the desktop app, as Batchboard imports it',
    type: 'object',
    properties: {
      version: {
        anyOf: [
          { type: 'string', pattern: '^[34]([.][0-9]+)*$' },
          { type: 'number', minimum: 3, exclusiveMaximum: 5 },
        ],
      },
      ...Object.fromEntries(lists),
    },
    required: ['version'],
    $defs,
  }
}

const schema = schemaOfBackups()

it('is published as it is read', async () => {
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot('../../docs/backup.schema.json')
})
