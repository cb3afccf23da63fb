import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../support/bakery.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { EventHistoryDocument, HistoryDocument } from '../support/generated/operations.js'
import { idOf } from '../support/ids.js'
import { takeSteps } from '../support/packing.js'
import { answerTo } from '../support/typed.js'

describe.each(databases)('The history of events on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let bakeries: readonly Bakery[]
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
    const opened: Bakery[] = []
    for (const name of ['Advent', 'Christmas']) {
      opened.push(await openBakery(database.sessions, { name, batches: 5, assignments: 5 }))
    }
    bakeries = opened
    // Their steps alternate.
    for (const index of [0, 1, 2, 3, 4]) {
      await takeSteps(
        client,
        bakeries.map(({ assignmentIds }) => ({ of: assignmentIds[index], to: 'ASSEMBLED' })),
      )
    }
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const pageOf = async (index: number, first: number, after?: string) => {
    const id = idOf('Event', bakeries[index]?.eventId)
    const { event } = await answerTo(client, EventHistoryDocument, { id, first, after })
    return event.history
  }
  const latestFirst = (index: number): string[] =>
    (bakeries[index]?.assignmentIds ?? []).map((id) => idOf('Assignment', id)).reverse()

  it('has what was changed for each, the latest first, and nothing of the other', async () => {
    const { data } = await client.ask('{ events { nodes { history { nodes { subjectId } totalCount } } } }')
    expect(data).toEqual({
      events: {
        nodes: [0, 1].map((index) => ({
          history: { nodes: latestFirst(index).map((subjectId) => ({ subjectId })), totalCount: 5 },
        })),
      },
    })
  })

  it.each([1, 2, 3, 5])('is the same by pages of %i', async (first) => {
    const seen: string[] = []
    let after: string | undefined
    for (;;) {
      const { nodes, pageInfo, totalCount } = await pageOf(1, first, after)
      expect(totalCount).toBe(5)
      seen.push(...nodes.map(({ subjectId }) => subjectId))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor ?? undefined
    }
    expect(seen).toEqual(latestFirst(1))
  })

  it('is what the history of all has by the event', async () => {
    const { history } = await answerTo(client, HistoryDocument, {
      filter: { eventId: idOf('Event', bakeries[0]?.eventId) },
    })
    expect((await pageOf(0, 50)).nodes).toEqual(history.nodes)
  })

  it('takes no cursor of another event, or of the history of all', async () => {
    const { pageInfo } = await pageOf(0, 1)
    const { history } = await answerTo(client, HistoryDocument, { first: 1 })
    for (const after of [pageInfo.endCursor, history.pageInfo.endCursor]) {
      const { errors } = await client.ask(
        'query ($id: ID!, $after: String) { event(id: $id) { history(after: $after) { totalCount } } }',
        { id: idOf('Event', bakeries[1]?.eventId), after },
      )
      expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'after' } }])
    }
  })

  it('has entries that are found by their ids, with the assignment that they tell of', async () => {
    const { id } = (await pageOf(0, 1)).nodes[0] ?? { id: '' }
    const { data } = await client.ask(
      'query ($id: ID!) { node(id: $id) { ... on HistoryEntry { action subject { __typename id } event { name } } } }',
      { id },
    )
    const [subjectId] = latestFirst(0)
    expect(data).toEqual({
      node: {
        action: 'updatePackageStatuses',
        subject: { __typename: 'Assignment', id: subjectId },
        event: { name: 'Advent' },
      },
    })
  })
})
