import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createSchema } from '../../src/api/schema.js'

const ROOMS = ['history', 'catalog', 'planning', 'inventory', 'production']
/** What the files of a domain are named beside its mutations, as .dependency-cruiser.js says too. */
const OTHERS = [
  'resolvers',
  'loaders',
  'service',
  'rules',
  'ledger',
  'entries',
  'definitions',
  'lists',
  'units',
  'derived',
  'plan',
]

const source = new URL('../../src/', import.meta.url)
const folders = readdirSync(source)
const files = ROOMS.filter((room) => folders.includes(room)).flatMap((room) =>
  readdirSync(new URL(`${room}/`, source)).map((file) => ({ room, file })),
)
const fields = Object.keys(createSchema().getMutationType()?.getFields() ?? {})
const fileOf = (field: string): string => `${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`

describe('a mutation', () => {
  it.each(fields)('%s has one file, named as it is, in one domain', (field) => {
    expect(files.filter(({ file }) => file === fileOf(field))).toHaveLength(1)
  })

  it('is what a file of a domain is named after, if not after its layer', () => {
    expect(files.length).toBeGreaterThan(10)
    // `service` is service.ts, and recipe-service.ts where a room has one for each type.
    const isLayer = (file: string): boolean =>
      OTHERS.some((name) => file === `${name}.ts` || file.endsWith(`-${name}.ts`))
    expect(files.filter(({ file }) => !isLayer(file) && !fields.map(fileOf).includes(file))).toEqual([])
  })
})
