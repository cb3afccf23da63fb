// What is seen while requests at random go on: what went wrong, what a bystander waits, what memory does.
import { setTimeout as sleep } from 'node:timers/promises'
import { bytesOf, post, rawClient } from './exchange.mjs'
import { outcomeOf } from './fuzz-checks.mjs'

/** What went wrong, by kind: how often, and the first requests of it. */
export function offences() {
  const kinds = new Map()
  return {
    kinds,
    add(what, made, answer) {
      const known = kinds.get(what) ?? { count: 0, examples: [] }
      kinds.set(what, known)
      known.count++
      if (known.examples.length < 5) known.examples.push({ made, answer: answer?.body?.toString().slice(0, 500) })
    },
  }
}

/** A bystander: what a small query takes, every 50 ms, on a connection of its own. */
export function bystander(product, found, patience) {
  const latencies = []
  const counts = new Map()
  let going = true
  const client = rawClient(product.port)
  const bytes = bytesOf(post({ query: '{event(id:"event_1"){name}}' }), `127.0.0.1:${product.port}`)
  const done = (async () => {
    while (going && product.lives()) {
      const began = performance.now()
      const outcome = await client.send(bytes, { patience }).then(outcomeOf, (error) => error.message)
      latencies.push(performance.now() - began)
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
      if (!/^(200|503 SERVICE_UNAVAILABLE)$/.test(outcome) && going) found.add(`the bystander: ${outcome}`)
      await sleep(Math.max(0, 50 - (performance.now() - began)))
    }
    client.close()
  })()
  return async () => {
    going = false
    await done
    latencies.sort((a, b) => a - b)
    const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
    return { asked: latencies.length, counts: Object.fromEntries(counts), p50: at(0.5), p99: at(0.99), longest: at(1) }
  }
}

/** The growth of memory from the second quarter of the run to the last, in MB: the first one warms up. */
export function growth(samples) {
  const quarter = Math.floor(samples.length / 4)
  if (quarter < 3) return 0
  const mean = (list) => list.reduce((sum, mb) => sum + mb, 0) / list.length
  return mean(samples.slice(-quarter)) - mean(samples.slice(quarter, 2 * quarter))
}
