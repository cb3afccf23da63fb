import { getNamedType, GraphQLString, isInputObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSchema } from '../../src/api/schema.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'

/** Every text in the filter of a list of the root: the list, what is selected of it, the filter's type, and its field. */
const texts = Object.values(createSchema().getQueryType()?.getFields() ?? {}).flatMap(({ name, args, type }) => {
  const filter = args.find((argument) => argument.name === 'filter')?.type
  if (!isInputObjectType(filter)) return []
  const selected = getNamedType(type).name.endsWith('Connection') ? 'totalCount' : 'id'
  return Object.values(filter.getFields())
    .filter((field) => getNamedType(field.type) === GraphQLString)
    .map((field) => [name, field.name, filter.name, selected] as const)
})

describe.each(databases)('A text in a filter on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  it('is what many lists have', () => {
    expect(texts.length).toBeGreaterThan(10)
  })

  it.each(texts)('%s(filter: { %s }) is refused if no database could hold it', async (list, field, type, selected) => {
    for (const text of ['a\0b', 'x'.repeat(10_000)]) {
      const { codes, errors } = await client.ask(
        `query ($filter: ${type}) { ${list}(filter: $filter) { ${selected} } }`,
        { filter: { [field]: text } },
      )
      expect(codes).toEqual(['VALIDATION_FAILED'])
      expect(errors).toMatchObject([{ extensions: { field } }])
    }
  })
})
