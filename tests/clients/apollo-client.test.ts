import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startProduct, type ProductUnderTest } from '../http/product-under-test.js'
import { openBakery } from '../support/bakery.js'

// A busy machine takes longer than the second that vitest gives.
const PATIENT = { timeout: 10_000 }

let product: ProductUnderTest
let assignmentIds: readonly number[]

beforeAll(async () => {
  product = await startProduct()
  ;({ assignmentIds } = await openBakery(product.sessions, { batches: 2 }))
})
afterAll(() => product.stop())

const DASHBOARD = gql`
  query Dashboard {
    dashboardSummary {
      id
      assignments {
        pending
        assembled
      }
    }
  }
`

/** A client as its manual makes one, and how many requests it has sent. */
function startClient() {
  const sent = { count: 0 }
  const link = new HttpLink({
    uri: product.origin + '/graphql',
    fetch: (address, init) => {
      sent.count += 1
      return fetch(address, init)
    },
  })
  return { client: new ApolloClient({ link, cache: new InMemoryCache() }), sent }
}

const counts = (pending: number, assembled: number) => ({
  dashboardSummary: [{ assignments: { pending, assembled } }],
})

it('keeps a query: asked twice, sent once', async () => {
  const { client, sent } = startClient()
  const first = await client.query({ query: DASHBOARD })
  const second = await client.query({ query: DASHBOARD })
  expect(second.data).toEqual(first.data)
  expect(sent.count).toBe(1)
})

const THROUGH_QUERY = gql`
  mutation Assemble($id: ID!) {
    updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) {
      query {
        dashboardSummary {
          id
          assignments {
            pending
            assembled
          }
        }
      }
    }
  }
`
const THROUGH_ASSIGNMENT = gql`
  mutation Assemble($id: ID!) {
    updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) {
      assignment {
        id
        status
        event {
          id
          summary {
            id
            assignments {
              pending
              assembled
            }
          }
        }
      }
    }
  }
`

it.each([
  ['query { dashboardSummary }', THROUGH_QUERY, 0],
  ['assignment { event { summary } }', THROUGH_ASSIGNMENT, 1],
])(
  'shows a watched dashboard anew after a mutation that asks for %s, without another request',
  async (_, mutation, n) => {
    const { client, sent } = startClient()
    const shown: unknown[] = []
    const watched = client.watchQuery({ query: DASHBOARD }).subscribe(({ data }) => void shown.push(data))
    await expect.poll(() => shown.at(-1), PATIENT).toMatchObject(counts(2 - n, n))
    await client.mutate({ mutation, variables: { id: `assignment_${String(assignmentIds[n])}` } })
    await expect.poll(() => shown.at(-1), PATIENT).toMatchObject(counts(1 - n, n + 1))
    expect(sent.count).toBe(2)
    watched.unsubscribe()
  },
)

it('does not mix objects of different types that have the same row number', async () => {
  const { client } = startClient()
  await client.query({
    query: gql`
      {
        event: node(id: "event_1") {
          id
          ... on Event {
            name
          }
        }
        recipe: node(id: "recipe_1") {
          id
          ... on Recipe {
            name
          }
        }
        package: node(id: "package_1") {
          id
          ... on Package {
            name
          }
        }
      }
    `,
  })
  expect(client.cache.extract()).toMatchObject({
    'Event:event_1': { name: 'Christmas' },
    'Recipe:recipe_1': { name: 'Christmas stars' },
    'Package:package_1': { name: 'Christmas parcel' },
  })
})
