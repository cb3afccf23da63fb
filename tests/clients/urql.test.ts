import { cacheExchange, Client, fetchExchange, gql } from '@urql/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startProduct, type ProductUnderTest } from '../http/product-under-test.js'
import { openBakery } from '../support/bakery.js'

// A busy machine takes longer than the second that vitest gives.
const PATIENT = { timeout: 10_000 }

let product: ProductUnderTest
let assignmentId: string

beforeAll(async () => {
  product = await startProduct()
  const { assignmentIds } = await openBakery(product.sessions)
  assignmentId = `assignment_${String(assignmentIds[0])}`
})
afterAll(() => product.stop())

const DASHBOARD = gql`
  {
    dashboardSummary {
      id
      event {
        id
        assignments {
          nodes {
            id
          }
        }
      }
      assignments {
        assembled
      }
    }
  }
`
const ASSEMBLE = gql`
  mutation ($id: ID!) {
    updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) {
      assignment {
        id
        status
      }
    }
  }
`

it('keeps a query, and after a mutation asks it again and shows what is new', async () => {
  let sent = 0
  const client = new Client({
    url: product.origin + '/graphql',
    exchanges: [cacheExchange, fetchExchange],
    fetch: (address, init) => {
      sent += 1
      return fetch(address, init)
    },
  })
  const shown: unknown[] = []
  const watched = client.query(DASHBOARD, {}).subscribe(({ data, error }) => void shown.push(data ?? error?.message))
  await expect
    .poll(() => shown.at(-1), PATIENT)
    .toMatchObject({ dashboardSummary: [{ assignments: { assembled: 0 } }] })
  await client.query(DASHBOARD, {}).toPromise()
  expect(sent).toBe(1)

  const { error } = await client.mutation(ASSEMBLE, { id: assignmentId }).toPromise()
  expect(error).toBeUndefined()
  await expect
    .poll(() => shown.at(-1), PATIENT)
    .toMatchObject({ dashboardSummary: [{ assignments: { assembled: 1 } }] })
  expect(sent).toBe(3)
  watched.unsubscribe()
})
