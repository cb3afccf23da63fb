import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  Network,
  RecordSource,
  Store,
  type ConcreteRequest,
  type Variables,
} from 'relay-runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { startProduct, type ProductUnderTest } from '../http/product-under-test.js'
import { openBakery } from '../support/bakery.js'

const root = path.join(import.meta.dirname, '../..')
const load = createRequire(import.meta.url)

// What an app has: a screen of one event that can be asked for again, and page by page; and the list of events.
const APP = `
graphql\`
  query appQuery($id: ID!) {
    event(id: $id) { ...app_event }
  }
\`
graphql\`
  fragment app_event on Event
  @refetchable(queryName: "appEventRefetchQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    name
    summary { id recipesTotal }
    assignments(first: $count, after: $cursor) @connection(key: "app_assignments") {
      edges { node { id status package { id name } recipient { id name } } }
    }
  }
\`
graphql\`
  query appEventsQuery($count: Int = 1, $cursor: String) { ...app_events }
\`
graphql\`
  fragment app_events on Query @refetchable(queryName: "appEventsPaginationQuery") {
    events(first: $count, after: $cursor) @connection(key: "app_events") { edges { node { id name } } }
  }
\`
`

let product: ProductUnderTest
let folder: string
let eventId: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'batchboard-relay-'))
  await mkdir(path.join(folder, 'src'))
  await writeFile(path.join(folder, 'src/app.js'), `const { graphql } = require('relay-runtime')\n${APP}`)
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }')
  const config = { src: './src', schema: './schema.graphql', language: 'javascript' }
  await writeFile(path.join(folder, 'relay.config.json'), JSON.stringify(config))
  await promisify(execFile)('cp', [path.join(root, 'schema.graphql'), folder])
  const compiler = load.resolve('relay-compiler/cli.js')
  await promisify(execFile)(process.execPath, [compiler, 'relay.config.json'], { cwd: folder })

  product = await startProduct()
  const bakery = await openBakery(product.sessions, { assignments: 3 })
  await openBakery(product.sessions, { name: 'Easter' })
  eventId = `event_${String(bakery.eventId)}`
})
afterAll(async () => {
  await product.stop()
  await rm(folder, { recursive: true, force: true })
})

function isRequest(value: unknown): value is ConcreteRequest {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Request'
}

/** A query as relay-compiler has written it. */
function compiled(name: string): ConcreteRequest {
  const { default: artifact } = z
    .object({ default: z.unknown() })
    .parse(load(path.join(folder, `src/__generated__/${name}.graphql.js`)))
  if (!isRequest(artifact)) throw new Error(`${name} is no query`)
  return artifact
}

function startRelay() {
  const answer = z.object({ data: z.record(z.string(), z.unknown()) })
  const network = Network.create(async ({ text }, variables) => {
    const response = await fetch(product.origin + '/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, variables }),
    })
    return answer.parse(await response.json())
  })
  const environment = new Environment({ network, store: new Store(new RecordSource()) })
  const ask = async (name: string, variables: Variables) => {
    const request = compiled(name)
    const operation = createOperationDescriptor(request, variables)
    // What a screen shows must stay in the store.
    environment.retain(operation)
    await fetchQuery(environment, request, variables).toPromise()
    return operation
  }
  const records = () => environment.getStore().getSource().toJSON()
  return { environment, ask, records }
}

const edges = z.object({ edges: z.object({ __refs: z.array(z.string()) }) })

it('keeps each object under its own id, though rows of several types have the same number', async () => {
  const { ask, records } = startRelay()
  await ask('appQuery', { id: eventId })
  expect(records()).toMatchObject({
    event_1: { __typename: 'Event', name: 'Christmas' },
    package_1: { __typename: 'Package', name: 'Christmas parcel' },
    recipient_1: { __typename: 'Recipient', name: 'Ann' },
    assignment_1: { __typename: 'Assignment', status: 'PENDING' },
  })
})

it('asks for a fragment on Event again by node, with the next page added to the first', async () => {
  const { environment, ask, records } = startRelay()
  const first = await ask('appQuery', { id: eventId })
  const list = `client:${eventId}:__app_assignments_connection`
  expect(edges.parse(records()[list]).edges.__refs).toHaveLength(2)

  const page = z.object({ pageInfo: z.object({ __ref: z.string() }) }).parse(records()[list])
  const info = z.object({ endCursor: z.string(), hasNextPage: z.boolean() }).parse(records()[page.pageInfo.__ref])
  expect(info.hasNextPage).toBe(true)
  await ask('appEventRefetchQuery', { id: eventId, count: 2, cursor: info.endCursor })
  expect(edges.parse(records()[list]).edges.__refs).toHaveLength(3)
  expect(records()[page.pageInfo.__ref]).toMatchObject({ hasNextPage: false })
  expect(environment.check(first).status).toBe('available')
})

it('adds the next page of the events to the first', async () => {
  const { ask, records } = startRelay()
  await ask('appEventsQuery', { count: 1 })
  const list = 'client:root:__app_events_connection'
  const page = z.object({ pageInfo: z.object({ __ref: z.string() }) }).parse(records()[list])
  const { endCursor } = z.object({ endCursor: z.string() }).parse(records()[page.pageInfo.__ref])
  await ask('appEventsPaginationQuery', { count: 1, cursor: endCursor })
  expect(edges.parse(records()[list]).edges.__refs).toHaveLength(2)
})
