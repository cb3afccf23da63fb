// What many clients together may do: connections by the thousand, clients that do not read, clients that never end.
// Each case returns what a person should know of it, and what is wrong, if anything is.
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { DOWN_TO_RECIPES, times } from './attack-documents.mjs'
import { bytesOf, codesOf, post, rawClient } from './exchange.mjs'

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
const graphql = (product, text, variables) => bytesOf(post({ query: text, variables }), `127.0.0.1:${product.port}`)
const ROWS = '{events(first:100){nodes{name date notes assignments(first:100){nodes{id quantity status deliveredTo}}}}}'
const LARGE = `{events(first:20){nodes{name assignments(first:50){nodes{quantity recipient{name} ${DOWN_TO_RECIPES}}}}}}`

/** Sockets that send something, and what became of them; none is read. */
function silentClients(product, count, bytes) {
  const sockets = Array.from({ length: count }, () => {
    const socket = connect({ host: '127.0.0.1', port: product.port })
    socket.on('error', () => undefined)
    socket.pause()
    if (bytes !== undefined) socket.write(bytes)
    return socket
  })
  return { close: () => sockets.forEach((socket) => socket.destroy()) }
}

/** Asks for health on a new connection each time, while something goes on. */
async function healthWhile(product, work) {
  const latencies = []
  let going = true
  let failed = 0
  const asking = (async () => {
    while (going) {
      const began = performance.now()
      const client = rawClient(product.port)
      try {
        const bytes = bytesOf({ method: 'GET', path: '/health/live' }, `127.0.0.1:${product.port}`)
        const { status } = await client.send(bytes, { method: 'GET', patience: 20_000 })
        if (status !== 200) failed++
      } catch {
        failed++
      }
      client.close()
      latencies.push(performance.now() - began)
      await sleep(50)
    }
  })()
  const result = await work()
  going = false
  await asking
  latencies.sort((a, b) => a - b)
  return { result, failed, slowest: at(latencies, 1), median: at(latencies, 0.5) }
}

const told = ({ failed, slowest, median }) =>
  `health on a new connection: median ${seconds(median)}, slowest ${seconds(slowest)}, ${failed} failed`
const healthWrong = ({ failed, slowest }) =>
  failed > 0 ? 'health did not answer' : slowest > 1000 ? `health took ${seconds(slowest)}` : undefined

/** That many clients which send one request after another, for a time. */
async function clientsFor(product, count, milliseconds, bytes) {
  const counts = new Map()
  const until = performance.now() + milliseconds
  await Promise.all(
    Array.from({ length: count }, async () => {
      const client = rawClient(product.port)
      while (performance.now() < until) {
        const outcome = await client.send(bytes, { patience: 20_000 }).then(
          ({ status }) => status,
          (error) => error.message,
        )
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
        // As clients that honour it would: less than Retry-After says, more than not at all.
        if (outcome !== 200) await sleep(100)
      }
      client.close()
    }),
  )
  return counts
}
const countsTold = (counts) => [...counts].map(([outcome, count]) => `${outcome}: ${count}`).join(', ')
const onlyAnswersAndRefusals = (counts) => {
  const other = [...counts.keys()].find((outcome) => ![200, 429, 503].includes(outcome))
  return other === undefined ? undefined : `answered with ${other}`
}

async function clients(product, count) {
  const health = await healthWhile(product, () =>
    clientsFor(product, count, 5000, graphql(product, '{event(id:"event_1"){name}}')),
  )
  const note = `${countsTold(health.result)}; ${told(health)}`
  return { note, wrong: healthWrong(health) ?? onlyAnswersAndRefusals(health.result) }
}

/** Waits until the product has done what it can: at least 5 s, at most 60. */
async function untilQuiet(product) {
  const began = performance.now()
  for (let before = -1, now = 0; performance.now() - began < 60_000 && product.lives(); before = now) {
    await sleep(1000)
    now = product.cpu()
    if (now - before < 0.1 && performance.now() - began > 5000) return
  }
}

async function silent(product, count, bytes) {
  const health = await healthWhile(product, async () => {
    const { close } = silentClients(product, count, bytes)
    await untilQuiet(product)
    close()
  })
  return { note: told(health), wrong: healthWrong(health) }
}

const half = (product) => graphql(product, '{__typename}').subarray(0, 90)
const loose = { cpuPerRequest: Infinity, seconds: 180, cpuSeconds: 120 }

export const LOAD = [
  ['4', '200 clients that ask 10,000 rows and do not read', (product) => silent(product, 200, graphql(product, ROWS))],
  [
    '4',
    '200 clients that ask 1,000 assignments down to the recipes, 4 times each, and do not read',
    (product) => silent(product, 200, Buffer.concat(times(4, graphql(product, LARGE)))),
  ],
  [
    '4',
    'one client that sends 2,000 requests at once and does not read',
    (product) => silent(product, 1, Buffer.concat(times(2000, graphql(product, LARGE)))),
  ],
  ['8', '1,000 clients', (product) => clients(product, 1000)],
  ['8', '3,000 clients', (product) => clients(product, 3000)],
  ['8', '2,000 connections that send nothing', (product) => silent(product, 2000)],
  ['8', '2,000 connections that send half a head', (product) => silent(product, 2000, half(product))],
  [
    '8',
    'new connections without end, for 5 s',
    async (product) => {
      const health = await healthWhile(product, async () => {
        const until = performance.now() + 5000
        let made = 0
        while (performance.now() < until) {
          const { close } = silentClients(product, 100, half(product))
          made += 100
          await sleep(10)
          close()
        }
        return made
      })
      return { note: `${health.result} connections; ${told(health)}`, wrong: healthWrong(health) }
    },
  ],
  [
    '9',
    'a query that waits for a table without end',
    async (product, season) => {
      if (season.connect === undefined) return { note: 'needs a server' }
      const client = await season.connect()
      await client.query('BEGIN; LOCK TABLE assignment IN ACCESS EXCLUSIVE MODE')
      const began = performance.now()
      const raw = rawClient(product.port)
      const bytes = graphql(
        product,
        '{events(first:1){nodes{assignments{nodes{id}}}} again:dashboardSummary{plannedCost}}',
      )
      const answer = await raw.send(bytes, { patience: 45_000 }).catch((error) => error)
      const took = performance.now() - began
      raw.close()
      await client.query('ROLLBACK')
      await client.end()
      const said = answer instanceof Error ? answer.message : `${answer.status} ${codesOf(answer).join(', ')}`
      const wrong = answer.status === 503 || codesOf(answer).length > 0 ? undefined : `no refusal: ${said}`
      return { note: `${said} after ${seconds(took)}`, wrong }
    },
  ],
].map(([issue, name, run]) => ({ issue, name, run, ...loose }))
