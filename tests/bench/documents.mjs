// npm run bench:documents: thousands of documents of every kind, no two the same, and what the product's memory does
// meanwhile. Each is sent three times, so that what is compiled when it comes again is.
import { parseArgs } from 'node:util'
import { startContender } from './contenders.mjs'
import { makeDatabase } from './data.mjs'
import { refusal, run } from './lifetime.mjs'
import { httpClient, postBytes } from './load.mjs'
import { startPostgres } from './postgres.mjs'
import { peakMemory, residentMemory } from './processes.mjs'

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '10000' },
    only: { type: 'string', default: 'product' },
    kind: { type: 'string' },
    limit: { type: 'string', default: '400' },
  },
})

/** The longest text that is parsed by default, less what a document's other parts take. */
const FULL = 32 * 1024 - 200
const CLIENTS = 4
const many = (count, of) => Array.from({ length: count }, (_, index) => of(index)).join(' ')
const fill = (text, piece, length = FULL) =>
  text + '\n' + piece.repeat(Math.floor((length - text.length) / piece.length))
/** A chain of fragments, each of which asks for the next one twice. */
const chain = (links, type, first, link, last) =>
  `{ ${first} } ${many(links, (at) => `fragment F${at} on ${type} { ${link(`F${at + 1}`)} }`)} fragment F${links} on ${type} { ${last} }`
const nested = (levels, inner) =>
  `events(first: 1) { nodes { ${'assignments(first: 1) { nodes { event { '.repeat(levels)}${inner}${' } } }'.repeat(levels)} } }`

/** Each kind makes the request of a number: no two are of one text. */
const KINDS = {
  'a few fields': (i) => ({ query: `{ a${i}: event(id: "event_1") { id name } }` }),
  "a client's": (i) => ({
    query: `{ a${i}: events(first: 2) { nodes { name assignments(first: 5) { nodes { quantity status recipient { name }
      package { name contents { quantity finishedGood { name components { quantity finishedUnit { name recipe { name } } } } } } } } } } }`,
  }),
  'one long comment': (i) => ({ query: fill(`{ a${i}: event(id: "event_1") { id name } } #`, '-') }),
  'a thousand comments': (i) => ({ query: fill(`{ a${i}: event(id: "event_1") { id name } }`, '#\n') }),
  'comments of 1 MB': (i) => ({ query: fill(`{ a${i}: event(id: "event_1") { id name } }`, '#\n', 690_000) }),
  'a long alias': (i) => ({ query: `{ event(id: "event_1") { id a${i}_${'x'.repeat(FULL)}: name } }` }),
  'a long operation name': (i) => ({ query: `query a${i}_${'x'.repeat(FULL)} { event(id: "event_1") { id } }` }),
  'a long variable name': (i) => ({
    query: `query ($a${i}_${'x'.repeat(FULL)}: Int = 1) { event(id: "event_1") { id } }`,
  }),
  'a long string': (i) => ({ query: `{ events(after: "a${i}${'x'.repeat(FULL)}") { totalCount } }` }),
  'a long value of a variable': (i) => ({
    query: `query ($a: String) { a${i}: events(after: $a) { totalCount } }`,
    variables: { a: 'x'.repeat(500_000) },
  }),
  'the same field again and again': (i) => ({ query: `{ a${i}: event(id: "event_1") { ${'id '.repeat(480)} } }` }),
  aliases: (i) => ({ query: `{ a${i}: dashboardSummary { ${many(45, (at) => `x${at}: isComplete`)} } }` }),
  'lists with arguments, deep': (i) => ({
    query: `{ a${i}: ${nested(
      6,
      many(45, (at) => `x${at}: assignments(first: 1) { totalCount }`),
    )} }`,
  }),
  'as many fields as are compiled': (i) => ({
    query: `{ a${i}: ${nested(6, 'id name date assignments(first: 1) { totalCount } '.repeat(45))} }`,
  }),
  'many operations': (i) => ({
    query: many(60, (at) => `query Q${at} { a${i}: event(id: "event_1") { id name date notes } }`),
    operationName: `Q${i % 60}`,
  }),
  fragments: (i) => ({
    query: chain(7, 'Event', `a${i}: event(id: "event_1") { ...F0 }`, (next) => `id ...${next} ...${next}`, 'id name'),
  }),
  'fragments on __Type': (i) => ({
    query: chain(
      14,
      '__Type',
      `a${i}: __type(name: "Event") { ...F0 }`,
      (next) => `a: ofType { ...${next} } b: ofType { ...${next} }`,
      'name',
    ),
  }),
  introspection: (i) => ({
    query: `{ a${i}: __schema { types { name kind fields { name args { name } type { name kind ofType { name kind } } } } } }`,
  }),
  'unknown fields': (i) => ({ query: `{ ${many(200, (at) => `unknown${i}_${at}`)} }` }),
  'no GraphQL': (i) => ({ query: `{ event(id: "event_1") { a${i}` + '{'.repeat(1000) }),
  'a mutation': (i) => ({
    query: `mutation { a${i}: updatePackageStatus(input: { assignmentId: "assignment_0", status: ASSEMBLED }) { assignment { id } } }`,
  }),
  conditions: (i) => ({
    query: `query ($c: Boolean = false) { a${i}: event(id: "event_1") { ${many(40, (at) => `x${at}: name @include(if: $c)`)} } }`,
  }),
  'a persisted query': (i) => ({
    query: `{ a${i}: event(id: "event_1") { id } }`,
    extensions: { persistedQuery: { version: 1, sha256Hash: String(i).padStart(64, '0') } },
  }),
}

await run(async () => {
  const kinds = Object.entries(KINDS).filter(([kind]) => values.kind === undefined || kind === values.kind)
  if (kinds.length === 0) throw refusal(`No such kind: ${values.kind}. Known: ${Object.keys(KINDS).join(', ')}.`)
  const postgres = await startPostgres()
  const { url } = await makeDatabase(postgres, 'bench', 1)
  const contender = await startContender(values.only, url, { LOG_LEVEL: 'fatal', POOL_WAIT_MS: '60000' })

  const count = Number(values.documents)
  const statuses = new Map()
  let next = 0
  const client = async () => {
    const { send, close } = httpClient(contender.url)
    for (let index = next++; index < count; index = next++) {
      const [kind, make] = kinds[index % kinds.length]
      const bytes = postBytes(contender.url, make(index))
      for (let time = 0; time < 3; time++) {
        const { status } = await send(bytes)
        const key = `${kind}: ${status}`
        statuses.set(key, (statuses.get(key) ?? 0) + 1)
        if (status >= 500) throw refusal(`${kind} is answered with ${status}.`)
      }
      if (index % Math.ceil(count / 20) === 0) {
        process.stderr.write(`  ${index} documents: ${residentMemory(contender.pid).toFixed(0)} MB\n`)
      }
    }
    close()
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))

  for (const [key, times] of [...statuses].sort()) process.stderr.write(`  ${key} (${times} times)\n`)
  const peak = peakMemory(contender.pid)
  process.stdout.write(
    `${count} documents of ${kinds.length} kinds, each three times: memory ${residentMemory(contender.pid).toFixed(0)} MB, peak ${peak.toFixed(0)} MB\n`,
  )
  if (!(peak <= Number(values.limit))) throw refusal(`The peak is above ${values.limit} MB.`)
})
