// npm run bench:overload: far more clients than the product's pool has connections. Each request must be answered in
// full, or be refused quickly with 503 and Retry-After; nothing else, and nobody waits long.
import { parseArgs } from 'node:util'
import { startContender } from './contenders.mjs'
import { makeDatabase, randomFrom } from './data.mjs'
import { refusal, run } from './lifetime.mjs'
import { httpClient, requestBytes } from './load.mjs'
import { startPostgres } from './postgres.mjs'
import { WORKLOADS } from './workloads.mjs'

// What is answered is answered within this.
const LONGEST = 2000
const READS = ['row', 'progress', 'dashboard', 'nested', 'board']

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '256' }, seconds: { type: 'string', default: '60' } },
})

await run(async () => {
  const postgres = await startPostgres()
  const { url, ...data } = await makeDatabase(postgres, 'bench', 1)
  const product = await startContender('product', url, { POOL_SIZE: '8' })
  const bytesOf = requestBytes(product.url, product.dialect)

  const statuses = new Map()
  const wrong = []
  const latencies = { answered: [], refused: [] }
  const until = performance.now() + Number(values.seconds) * 1000
  await Promise.all(
    Array.from({ length: Number(values.clients) }, async (_, i) => {
      const random = randomFrom(i)
      const streams = READS.map((operation) => WORKLOADS[operation].source(data, random))
      const connection = httpClient(product.url)
      while (performance.now() < until) {
        const request = streams[Math.floor(random() * streams.length)]()
        const sent = performance.now()
        const answer = await connection
          .send(bytesOf(request))
          .catch((error) => ({ status: error.message, head: '', body: '' }))
        const took = performance.now() - sent
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        const retryAfter = /^retry-after: *(\d+)/im.exec(answer.head)
        if (answer.status === 503 && retryAfter) {
          latencies.refused.push(took)
          // Clients that honour Retry-After would not overload anybody; these come back at once, almost.
          await new Promise((resolve) => setTimeout(resolve, 50))
        } else if (answer.status === 200 && !answer.body.includes('"errors"')) latencies.answered.push(took)
        else wrong.push(`${request.operation}: ${answer.status} ${answer.body.toString().slice(0, 300)}`)
      }
      connection.close()
    }),
  )
  const of = (list) => {
    list.sort((a, b) => a - b)
    const at = (share) => list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0
    return `${list.length}, p50 ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms, longest ${at(1).toFixed(0)} ms`
  }
  process.stdout.write(`${values.clients} clients for ${values.seconds} s\n`)
  for (const [status, count] of statuses) process.stdout.write(`  status ${status}: ${count}\n`)
  process.stdout.write(`  answered: ${of(latencies.answered)}\n  refused: ${of(latencies.refused)}\n`)
  if (wrong.length > 0)
    throw refusal(
      `${wrong.length} answers were neither whole nor a 503 with Retry-After:\n${wrong.slice(0, 5).join('\n')}`,
    )
  if (latencies.answered.length === 0) throw refusal('Nothing was answered.')
  if (latencies.answered.at(-1) > LONGEST) throw refusal(`An answer took longer than ${LONGEST} ms.`)
})
