// npm run bench:fuzz: requests at random, right ones and wrong ones of every kind, while a bystander asks something
// small. Nothing may end the process, stall it, or be answered with a 500; memory may not keep growing.
//
//   npm run bench:fuzz -- [--requests 500000] [--database server|embedded] [--seed 1] [--from 0] [--workers 8] [--p99 100]
//     [--skip 'small attack,GET']
//
// Request number n of a seed is always the same: `--from n --requests 1` sends it again. The exit code is 1 if anything
// is wrong, and what was sent is in results/fuzz-<database>.json, made as small as it may be.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { buildSchema } from 'graphql'
import { TOP } from './contenders.mjs'
import { bytesOf, rawClient, sendAndLeave } from './exchange.mjs'
import { mayGoUnanswered, outcomeOf, wrongWith } from './fuzz-checks.mjs'
import { KIND_NAMES, requestOf } from './fuzz-requests.mjs'
import { smallest } from './fuzz-smallest.mjs'
import { bystander, growth, offences } from './fuzz-watch.mjs'
import { refusal, run } from './lifetime.mjs'
import { openSeason, startProduct } from './product.mjs'

const RESULTS = join(import.meta.dirname, 'results')
const say = (text) => process.stderr.write(`${text}\n`)
/** Every answer comes within this; the bystander's own bound is --p99. */
const PATIENCE = 10_000
/** After so many that were waited for in vain the process counts as hung, and the run ends. */
const HUNG_AT = 20

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '500000' },
    database: { type: 'string', default: 'server' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    from: { type: 'string', default: '0' },
    workers: { type: 'string', default: '8' },
    p99: { type: 'string', default: '100' },
    slope: { type: 'string', default: '20' },
    skip: { type: 'string', default: '' },
    json: { type: 'string' },
  },
})
const whole = (name) => {
  const number = Number(values[name])
  if (!Number.isInteger(number) || number < 0) throw refusal(`--${name} must be a whole number, not ${values[name]}.`)
  return number
}

await run(async () => {
  const [requests, seed, from, workers] = ['requests', 'seed', 'from', 'workers'].map(whole)
  const skipped = values.skip.split(',').filter(Boolean)
  const unknown = skipped.filter((name) => !KIND_NAMES.includes(name))
  if (unknown.length > 0) throw refusal(`No such kind: ${unknown.join(', ')}. Known: ${KIND_NAMES.join(', ')}.`)
  say(`Seed ${seed}. Making the ${values.database} database ...`)
  const schema = buildSchema(readFileSync(join(TOP, 'schema.graphql'), 'utf8'))
  const season = await openSeason(values.database, 1, 30)
  const product = await startProduct(season, { LOG_LEVEL: 'error' })
  const host = `127.0.0.1:${product.port}`

  const found = offences()
  const outcomes = new Map()
  const count = (outcome) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  const slowest = { ms: 0 }
  const underWay = new Map()
  const samples = []
  const sampling = setInterval(() => product.lives() && samples.push(product.resident()), 500)
  const stopBystander = bystander(product, found, PATIENCE)
  const began = performance.now()
  let next = from
  let sent = 0

  const hung = () => (found.kinds.get(`no answer within ${PATIENCE / 1000} s`)?.count ?? 0) >= HUNG_AT

  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      const client = rawClient(product.port)
      while (next < from + requests && product.lives() && !hung()) {
        const made = requestOf(schema, seed, next++, skipped)
        underWay.set(worker, made)
        const bytes = bytesOf(made.request, host)
        if (made.leaves !== undefined) {
          const { after, sends } = made.leaves
          await sendAndLeave(product.port, bytes.subarray(0, Math.ceil(bytes.length * sends)), after)
          count('left')
          sent++
          continue
        }
        for (let time = 0; time < made.times; time++) {
          const sentAt = performance.now()
          // What says itself that it goes on has no answer to be waited for.
          const patience = mayGoUnanswered(made.request) ? 200 : PATIENCE
          try {
            if (made.fresh) client.close()
            const answer = await client.send(bytes, { method: made.request.method, patience })
            count(outcomeOf(answer))
            const wrong = wrongWith(made, answer)
            if (wrong !== undefined) found.add(wrong, made, answer)
            const ms = performance.now() - sentAt
            if (ms > slowest.ms) Object.assign(slowest, { ms, n: made.n, kind: made.kind })
          } catch (error) {
            count(error.message)
            if (!mayGoUnanswered(made.request) && product.lives()) found.add(error.message, made)
          }
          sent++
          if (made.fresh) client.close()
        }
        if ((made.n - from) % 10_000 === 9999) say(`  ${made.n + 1 - from}: ${product.resident().toFixed(0)} MB`)
      }
      client.close()
    }),
  )
  const elapsed = (performance.now() - began) / 1000
  clearInterval(sampling)
  const seen = await stopBystander()
  if (!product.lives()) {
    await sleep(100)
    const { signalCode, exitCode } = product.child
    found.add(`the process ended (${signalCode ?? exitCode})`)
    const known = found.kinds.get(`the process ended (${signalCode ?? exitCode})`)
    known.examples = [...underWay.values()].map((made) => ({ made, answer: product.said.tail }))
  }
  if (hung()) product.kill()
  const grown = growth(samples)
  for (const line of product.said.unexpected) {
    found.add(`logged as unexpected: ${/"(?:message|msg)":"([^"]*)/.exec(line)?.[1] ?? line}`, undefined, {
      body: line,
    })
  }
  if (seen.p99 > Number(values.p99)) found.add(`the bystander's p99 is ${seen.p99.toFixed(0)} ms`)
  if (grown > Number(values.slope)) found.add(`memory grew by ${grown.toFixed(0)} MB`)

  const problems = []
  for (const [what, { count, examples }] of found.kinds) {
    const [example] = examples
    const small = example?.made && product.lives() ? await smallest(example.made, what, product) : undefined
    const numbers = examples.flatMap(({ made }) => (made ? [made.n] : []))
    problems.push({ what, count, numbers, kind: example?.made?.kind, answer: example?.answer, ...small })
  }
  const report = {
    seed,
    database: values.database,
    requests: sent,
    perSecond: sent / elapsed,
    bystander: seen,
    slowest,
    memory: { grown, peak: product.peak(), samples: samples.length },
    outcomes: Object.fromEntries([...outcomes].sort(([, a], [, b]) => b - a)),
    problems,
  }
  const json = values.json ?? join(RESULTS, `fuzz-${values.database}.json`)
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`)
  process.stdout.write(
    `${sent} requests of seed ${seed} on the ${values.database} database in ${elapsed.toFixed(0)} s (${report.perSecond.toFixed(0)} a second)\n` +
      `  bystander: p50 ${seen.p50.toFixed(1)} ms, p99 ${seen.p99.toFixed(1)} ms, longest ${seen.longest.toFixed(0)} ms, ${JSON.stringify(seen.counts)}\n` +
      `  slowest answer: ${slowest.ms.toFixed(0)} ms (request ${slowest.n}, ${slowest.kind})\n` +
      `  memory: ${grown.toFixed(1)} MB more in the last quarter than in the second, peak ${report.memory.peak.toFixed(0)} MB\n` +
      Object.entries(report.outcomes)
        .map(([outcome, count]) => `  ${count} x ${outcome}\n`)
        .join(''),
  )
  const exitCode = product.lives() ? await product.stop() : undefined
  if (exitCode) problems.push({ what: `exit code ${exitCode} after SIGTERM`, count: 1, numbers: [] })
  if (problems.length > 0) {
    const lines = problems.map(
      ({ what, count, numbers, text, answer }) =>
        `${count} x ${what}: requests ${numbers.join(', ')}\n    ${text ?? answer ?? ''}`,
    )
    throw refusal(`Seed ${seed}: ${problems.length} kinds of problems, written to ${json}\n${lines.join('\n')}`)
  }
})
