import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { openBakery } from '../support/bakery.js'
import { startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { idOf } from '../support/ids.js'
import { query } from '../support/query.js'

const MUTATIONS = {
  createRecipient: ['CreateRecipientInput', 'recipient { id name householdName address notes version archived }'],
  updateRecipient: ['UpdateRecipientInput', 'recipient { id name householdName address notes version archived }'],
  deleteRecipient: ['DeleteRecipientInput', 'deletedId'],
  createEvent: ['CreateEventInput', 'event { id name date notes version }'],
  updateEvent: ['UpdateEventInput', 'event { id name date notes version }'],
  deleteEvent: ['DeleteEventInput', 'deletedId'],
  cloneEvent: [
    'CloneEventInput',
    'event { id name date notes assignments { nodes { quantity status notes recipient { id } package { id } } } }',
  ],
  addAssignment: ['AddAssignmentInput', 'assignment { id quantity notes status version event { id } package { id } }'],
  updateAssignment: ['UpdateAssignmentInput', 'assignment { id quantity notes version recipient { id } }'],
  removeAssignment: ['RemoveAssignmentInput', 'deletedId'],
} as const
type Field = keyof typeof MUTATIONS

describe.each(databases)('What is planned on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let bakeries = 0
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const ask = (field: Field, input: Record<string, unknown>): Promise<Answer> => {
    const [type, selection] = MUTATIONS[field]
    return client.ask(`mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`, { input })
  }
  /** What came of a mutation that went well, without its field and its payload. */
  const done = async (field: Field, input: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const { data, errors } = await ask(field, input)
    expect(errors).toEqual([])
    const [payload] = Object.values(data as Record<string, Record<string, unknown>>)
    const [object] = Object.values(payload ?? {})
    return typeof object === 'object' ? (object as Record<string, unknown>) : (payload ?? {})
  }
  const written = (): Promise<unknown> =>
    inSession(database.sessions, { mode: 'read' }, async (session) => [
      await query(session, sql`SELECT * FROM recipient ORDER BY id`),
      await query(session, sql`SELECT * FROM event ORDER BY id`),
      await query(session, sql`SELECT * FROM assignment ORDER BY id`),
      await query(session, sql`SELECT * FROM history_entry ORDER BY id`),
    ])
  const refused = async (field: Field, input: Record<string, unknown>): Promise<unknown> => {
    const before = await written()
    const { data, errors } = await ask(field, input)
    expect(data).toBeNull()
    expect(await written()).toEqual(before)
    return errors[0]?.extensions
  }
  const bakery = async () => {
    const { eventId, packageId, assignmentIds } = await openBakery(database.sessions, {
      name: `Event ${String(++bakeries)}`,
      batches: 5,
    })
    return {
      eventId: idOf('Event', eventId),
      packageId: idOf('Package', packageId),
      assignmentIds: assignmentIds.map((id) => idOf('Assignment', id)),
    }
  }
  const historyOf = async (subjectId: unknown): Promise<unknown[]> => {
    const { data } = await client.ask(
      'query ($id: ID!) { history(filter: { subjectId: $id }) { nodes { action changes { field before after } } } }',
      { id: subjectId },
    )
    return (data as { history: { nodes: unknown[] } }).history.nodes
  }

  describe('a recipient', () => {
    it('is created, changed as far as is said, cleared by null, and its history tells so', async () => {
      const created = await done('createRecipient', {
        name: '  Ada ',
        householdName: 'Lovelace',
        address: 'Mill Lane 1',
      })
      expect(created).toMatchObject({
        name: 'Ada',
        householdName: 'Lovelace',
        address: 'Mill Lane 1',
        notes: null,
        version: 1,
        archived: false,
      })
      const { id } = created
      expect(
        await done('updateRecipient', { id, expectedVersion: 1, householdName: null, notes: 'By the back door' }),
      ).toEqual({
        ...created,
        householdName: null,
        notes: 'By the back door',
        version: 2,
      })
      expect(await historyOf(id)).toEqual([
        {
          action: 'updateRecipient',
          changes: [
            { field: 'householdName', before: 'Lovelace', after: null },
            { field: 'notes', before: null, after: 'By the back door' },
          ],
        },
        {
          action: 'createRecipient',
          changes: [
            { field: 'name', before: null, after: 'Ada' },
            { field: 'householdName', before: null, after: 'Lovelace' },
            { field: 'address', before: null, after: 'Mill Lane 1' },
          ],
        },
      ])
    })

    it('that is changed to what it was already keeps its version', async () => {
      const { id } = await done('createRecipient', { name: 'Ben' })
      expect(await done('updateRecipient', { id, name: 'Ben' })).toMatchObject({ version: 1 })
      expect(await historyOf(id)).toHaveLength(1)
    })

    it('that somebody else has changed is not changed over it', async () => {
      const { id } = await done('createRecipient', { name: 'Cy' })
      await done('updateRecipient', { id, name: 'Cyrus' })
      const stale = { code: 'STALE_VERSION', version: 2 }
      expect(await refused('updateRecipient', { id, expectedVersion: 1, name: 'Cyril' })).toEqual(stale)
      expect(await refused('deleteRecipient', { id, expectedVersion: 1 })).toEqual(stale)
      const two = await Promise.all(
        ['One', 'Two'].map((name) => ask('updateRecipient', { id, expectedVersion: 2, name })),
      )
      expect(two.map(({ codes }) => codes[0] ?? 'CHANGED').sort()).toEqual(['CHANGED', 'STALE_VERSION'])
    })

    it('is deleted, unless something was planned for it: then it can be archived, and is of no new use', async () => {
      const { id } = await done('createRecipient', { name: 'Dee' })
      const { eventId, packageId } = await bakery()
      await done('addAssignment', { eventId, recipientId: id, packageId })
      expect(await refused('deleteRecipient', { id })).toEqual({ code: 'RECIPIENT_IN_USE', id, count: 1 })
      await done('updateRecipient', { id, archived: true })
      expect(await refused('addAssignment', { eventId, recipientId: id, packageId })).toMatchObject({
        code: 'VALIDATION_FAILED',
        field: 'recipientId',
        reason: 'ARCHIVED',
      })
      const free = await done('createRecipient', { name: 'Eve' })
      expect(await done('deleteRecipient', { id: free['id'] })).toEqual({ deletedId: free['id'] })
      expect(await refused('updateRecipient', { id: free['id'], name: 'Eva' })).toMatchObject({
        code: 'RECIPIENT_NOT_FOUND',
      })
      expect(await historyOf(free['id'])).toMatchObject([{ action: 'deleteRecipient' }, { action: 'createRecipient' }])
    })

    it.each([
      ['without a name', { name: ' ' }, 'name'],
      ['with a name that no list can show', { name: 'x'.repeat(201) }, 'name'],
      ['with a name that no database keeps', { name: 'a\0b' }, 'name'],
      ['with an address without an end', { name: 'Fay', address: 'x'.repeat(20_001) }, 'address'],
    ])('%s is refused', async (_, input, field) => {
      expect(await refused('createRecipient', input)).toMatchObject({ code: 'VALIDATION_FAILED', field })
    })

    it('is found by a part of its name, in pages, those that are archived only if asked for', async () => {
      for (const name of ['Zoë Quill', 'ZOË Quartz', 'Zoë Quist', 'Zoe Quarry']) await done('createRecipient', { name })
      const { id } = await done('createRecipient', { name: 'Zoë Quince' })
      await done('updateRecipient', { id, archived: true })
      const found = async (filter: Record<string, unknown>): Promise<string[]> => {
        const names: string[] = []
        for (let after: string | null = null; ;) {
          const { data, errors }: Answer = await client.ask(
            `query ($filter: RecipientFilter, $after: String) { recipients(filter: $filter, first: 2, after: $after) {
               totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`,
            { filter, after },
          )
          expect(errors).toEqual([])
          const { recipients } = data as {
            recipients: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
          }
          names.push(...recipients.nodes.map(({ name }) => name))
          if (!recipients.pageInfo.hasNextPage) return names
          after = recipients.pageInfo.endCursor
        }
      }
      expect(await found({ search: 'zoë qui' })).toEqual(['Zoë Quill', 'Zoë Quist'])
      expect(await found({ search: 'qua' })).toEqual(['ZOË Quartz', 'Zoe Quarry'])
      expect(await found({ search: 'ZOË QUI', archived: null })).toEqual(['Zoë Quill', 'Zoë Quince', 'Zoë Quist'])
      expect(await found({ search: 'quin', archived: true })).toEqual(['Zoë Quince'])
      expect(await found({ search: 'zoë quartz' })).toEqual(['ZOË Quartz'])
      expect(await found({ search: '%' })).toEqual([])
    })

    it('is listed by household, then id; a cursor of one order is of no use in the other', async () => {
      for (const [name, householdName] of [
        ['Order 1', 'Z'],
        ['Order 2', null],
        ['Order 3', 'Ä'],
        ['Order 4', 'Z'],
      ])
        await done('createRecipient', { name, householdName })
      const list = (args: string) =>
        client.ask(`{ recipients(filter: { search: "order" }, ${args}) { nodes { name } pageInfo { endCursor } } }`)
      const names = async (args: string): Promise<unknown[]> => {
        const { data } = await list(args)
        return (data as { recipients: { nodes: { name: string }[] } }).recipients.nodes.map(({ name }) => name)
      }
      const inOrder = ['Order 2', 'Order 1', 'Order 4', 'Order 3']
      expect(await names('orderBy: HOUSEHOLD')).toEqual(inOrder)
      const { data } = await list('first: 2, orderBy: HOUSEHOLD')
      const { endCursor } = (data as { recipients: { pageInfo: { endCursor: string } } }).recipients.pageInfo
      expect(await names(`orderBy: HOUSEHOLD, after: "${endCursor}"`)).toEqual(inOrder.slice(2))
      const { errors } = await list(`orderBy: NAME, after: "${endCursor}"`)
      expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'after' } }])
      expect(await names('orderBy: null')).toEqual(['Order 1', 'Order 2', 'Order 3', 'Order 4'])
    })
  })

  describe('an event', () => {
    it('is created, changed and deleted', async () => {
      const { id, ...event } = await done('createEvent', { name: 'Easter', date: '2027-03-28' })
      expect(event).toEqual({ name: 'Easter', date: '2027-03-28', notes: null, version: 1 })
      expect(await done('updateEvent', { id, date: '2027-03-29', notes: 'Monday' })).toEqual({
        id,
        name: 'Easter',
        date: '2027-03-29',
        notes: 'Monday',
        version: 2,
      })
      expect(await refused('updateEvent', { id, date: null })).toMatchObject({
        code: 'VALIDATION_FAILED',
        field: 'date',
      })
      expect(await done('deleteEvent', { id })).toEqual({ deletedId: id })
      expect(await refused('deleteEvent', { id })).toEqual({ code: 'EVENT_NOT_FOUND', id })
    })

    it('goes with its assignments only if that is said, and not at all once something was made for it', async () => {
      const { id: eventId } = await done('createEvent', { name: 'Easter', date: '2027-03-28' })
      const { packageId, eventId: baked } = await bakery()
      const { id: recipientId } = await done('createRecipient', { name: 'Gus' })
      await done('addAssignment', { eventId, recipientId, packageId, quantity: 2 })
      expect(await refused('deleteEvent', { id: eventId })).toEqual({ code: 'EVENT_IN_USE', id: eventId, count: 1 })
      expect(await refused('deleteEvent', { id: baked, cascade: true })).toEqual({
        code: 'EVENT_IN_USE',
        id: baked,
        count: 1,
      })
      expect(await done('deleteEvent', { id: eventId, cascade: true })).toEqual({ deletedId: eventId })
      const { data } = await client.ask('query ($id: ID!) { event(id: $id) { id } node(id: $id) { id } }', {
        id: eventId,
      })
      expect(data).toEqual({ event: null, node: null })
      expect(await historyOf(eventId)).toMatchObject([{ action: 'deleteEvent' }, { action: 'createEvent' }])
    })

    it('is cloned with its assignments, all pending', async () => {
      const { eventId, packageId, assignmentIds } = await bakery()
      await client.ask(
        'mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { query { __typename } } }',
        { id: assignmentIds[0] },
      )
      const { id: recipientId } = await done('createRecipient', { name: 'Hal' })
      await done('addAssignment', { eventId, recipientId, packageId, quantity: 3, notes: 'No nuts' })
      const gone = await done('createRecipient', { name: 'Ida' })
      await done('addAssignment', { eventId, recipientId: gone['id'], packageId })
      await done('updateRecipient', { id: gone['id'], archived: true })
      const clone = await done('cloneEvent', { id: eventId, name: 'Again', date: '2027-12-24' })
      expect(clone).toMatchObject({ name: 'Again', date: '2027-12-24' })
      const { nodes } = clone['assignments'] as { nodes: Record<string, unknown>[] }
      expect(nodes).toMatchObject([
        { quantity: 1, status: 'PENDING' },
        { quantity: 1, status: 'PENDING' },
        {
          quantity: 3,
          status: 'PENDING',
          notes: 'No nuts',
          recipient: { id: recipientId },
          package: { id: packageId },
        },
      ])
      expect(await refused('cloneEvent', { id: 'event_999999', name: 'x', date: '2027-01-01' })).toMatchObject({
        code: 'EVENT_NOT_FOUND',
      })
    })

    it('is listed by its days and by how it stands', async () => {
      const { id } = await done('createEvent', { name: 'Long ago', date: '2001-01-06' })
      const names = async (filter: string): Promise<unknown[]> => {
        const { data } = await client.ask(`{ events(first: 100, filter: ${filter}) { totalCount nodes { name } } }`)
        const { nodes, totalCount } = (data as { events: { nodes: { name: string }[]; totalCount: number } }).events
        expect(totalCount).toBe(nodes.length)
        return nodes.map(({ name }) => name)
      }
      expect(await names('{ to: "2001-01-06" }')).toEqual(['Long ago'])
      expect(await names('{ from: "2001-01-01", to: "2001-12-31", state: OPEN }')).toEqual(['Long ago'])
      expect(await names('{ search: "LONG", state: PAST }')).toEqual(['Long ago'])
      expect(await names('{ search: "long", state: UPCOMING }')).toEqual([])
      expect(await names('{ search: "long", state: COMPLETE }')).toEqual([])
      await done('deleteEvent', { id })
    })

    it('is listed with the latest first; a cursor of one order is of no use in the other', async () => {
      for (const [name, date] of [
        ['Order 1', '2003-01-02'],
        ['Order 2', '2003-01-02'],
        ['Order 3', '2003-01-03'],
        ['Order 4', '2003-01-01'],
      ])
        await done('createEvent', { name, date })
      const list = (args: string) =>
        client.ask(`{ events(filter: { search: "order" }, ${args}) { nodes { name } pageInfo { endCursor } } }`)
      const names = async (args: string): Promise<unknown[]> => {
        const { data } = await list(args)
        return (data as { events: { nodes: { name: string }[] } }).events.nodes.map(({ name }) => name)
      }
      const inOrder = ['Order 3', 'Order 2', 'Order 1', 'Order 4']
      expect(await names('orderBy: NEWEST')).toEqual(inOrder)
      const { data } = await list('first: 2, orderBy: NEWEST')
      const { endCursor } = (data as { events: { pageInfo: { endCursor: string } } }).events.pageInfo
      expect(await names(`orderBy: NEWEST, after: "${endCursor}"`)).toEqual(inOrder.slice(2))
      const { errors } = await list(`orderBy: DATE, after: "${endCursor}"`)
      expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'after' } }])
      expect(await names('orderBy: DATE')).toEqual(inOrder.toReversed())
    })
  })

  describe('an assignment', () => {
    it('is added, changed and removed as long as it is pending', async () => {
      const { eventId, packageId, assignmentIds } = await bakery()
      const { id: recipientId } = await done('createRecipient', { name: 'Jo' })
      const { id } = await done('addAssignment', { eventId, recipientId, packageId, notes: 'Late' })
      expect(await done('updateAssignment', { id, quantity: 4, notes: null })).toMatchObject({
        quantity: 4,
        notes: null,
        version: 2,
      })
      expect(await refused('updateAssignment', { id, expectedVersion: 1, quantity: 5 })).toEqual({
        code: 'STALE_VERSION',
        version: 2,
      })
      expect(await done('removeAssignment', { id })).toEqual({ deletedId: id })
      const [packed] = assignmentIds
      await client.ask(
        'mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { query { __typename } } }',
        { id: packed },
      )
      const locked = { code: 'ASSIGNMENT_LOCKED', id: packed, status: 'ASSEMBLED' }
      expect(await refused('updateAssignment', { id: packed, quantity: 2 })).toEqual(locked)
      expect(await refused('removeAssignment', { id: packed })).toEqual(locked)
      // Who receives it, and what is noted, is no matter of what was packed.
      expect(await done('updateAssignment', { id: packed, recipientId, notes: 'For Jo' })).toMatchObject({
        recipient: { id: recipientId },
        notes: 'For Jo',
      })
    })

    it.each([
      ['no packages', { quantity: 0 }, { code: 'VALIDATION_FAILED', field: 'quantity' }],
      ['more than a bakery makes', { quantity: 1_000_001 }, { code: 'VALIDATION_FAILED', field: 'quantity' }],
      ['an event that is none', { eventId: 'event_999999' }, { code: 'EVENT_NOT_FOUND' }],
      ['a recipient that is none', { recipientId: 'recipient_999999' }, { code: 'RECIPIENT_NOT_FOUND' }],
      ['a package that is none', { packageId: 'package_999999' }, { code: 'PACKAGE_NOT_FOUND' }],
      ['the id of another type', { packageId: 'event_1' }, { code: 'VALIDATION_FAILED', field: 'packageId' }],
    ])('of %s is refused', async (_, input, extensions) => {
      const { eventId, packageId } = await bakery()
      const { id: recipientId } = await done('createRecipient', { name: 'Kit' })
      expect(await refused('addAssignment', { eventId, recipientId, packageId, ...input })).toMatchObject(extensions)
    })

    it('and the deletion of its recipient race: there is never one without the other', async () => {
      const { eventId, packageId } = await bakery()
      for (let round = 0; round < 15; round++) {
        const { id } = await done('createRecipient', { name: 'Lou' })
        const [added, deleted] = await Promise.all([
          ask('addAssignment', { eventId, recipientId: id, packageId }),
          ask('deleteRecipient', { id }),
        ])
        expect([
          ['ADDED', 'RECIPIENT_IN_USE'],
          ['RECIPIENT_NOT_FOUND', 'DELETED'],
        ]).toContainEqual([added.codes[0] ?? 'ADDED', deleted.codes[0] ?? 'DELETED'])
      }
    })
  })
})
