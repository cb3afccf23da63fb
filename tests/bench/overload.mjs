// npm run bench:overload: far more clients than the product's pool has connections. Each request must be answered in
// full, or be refused quickly with 503 and Retry-After; nothing else, and nobody waits long. Meanwhile a probe asks for
// /health/live, each time on a connection of its own, which must take no longer than a second.
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { startContender } from './contenders.mjs'
import { makeDatabase, randomFrom } from './data.mjs'
import { refusal, run } from './lifetime.mjs'
import { httpClient, requestBytes } from './load.mjs'
import { startPostgres } from './postgres.mjs'
import { cpuOf } from './processes.mjs'
import { WORKLOADS } from './workloads.mjs'

// What is answered is answered within this.
const LONGEST = 2000
const LONGEST_HEALTH = 1000
const READS = ['row', 'progress', 'dashboard', 'nested', 'board']

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '256' },
    seconds: { type: 'string', default: '60' },
    // `new`: each request comes on a connection of its own.
    connections: { type: 'string', default: 'kept' },
    // Clients that honour Retry-After would not overload anybody; these come back at once, almost.
    pause: { type: 'string', default: '50' },
  },
})

await run(async () => {
  const postgres = await startPostgres()
  const { url, ...data } = await makeDatabase(postgres, 'bench', 1)
  const product = await startContender('product', url, { POOL_SIZE: '8' })
  const keptBytes = requestBytes(product.url, product.dialect)
  const closing = Buffer.from('\r\nconnection: close\r\n')
  const bytesOf = (request) => {
    const bytes = keptBytes(request)
    if (values.connections !== 'new') return bytes
    const end = bytes.indexOf('\r\n')
    return Buffer.concat([bytes.subarray(0, end), closing, bytes.subarray(end + 2)])
  }

  // Compiled code is what is to be measured.
  const first = httpClient(product.url)
  for (const operation of READS) {
    const next = WORKLOADS[operation].source(data, randomFrom(1))
    for (let time = 0; time < 50; time++) await first.send(keptBytes(next()))
  }
  first.close()

  const statuses = new Map()
  const wrong = []
  const latencies = { answered: [], refused: [], health: [] }
  // On a busy machine the server's own CPU time says more about it than the clock.
  const cpuBefore = cpuOf(product.pid)
  const until = performance.now() + Number(values.seconds) * 1000
  const probe = new Worker(new URL('./probe.mjs', import.meta.url), { workerData: { url: product.url } })
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
          await new Promise((resolve) => setTimeout(resolve, Number(values.pause)))
        } else if (answer.status === 200 && !answer.body.includes('"errors"')) latencies.answered.push(took)
        else wrong.push(`${request.operation}: ${answer.status} ${answer.body.toString().slice(0, 300)}`)
      }
      connection.close()
    }),
  )
  probe.postMessage('end')
  for (const took of (await once(probe, 'message'))[0]) {
    if (typeof took === 'number') latencies.health.push(took)
    else wrong.push(`health: ${took}`)
  }
  const of = (list) => {
    list.sort((a, b) => a - b)
    const at = (share) => list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0
    return `${list.length}, p50 ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms, longest ${at(1).toFixed(0)} ms`
  }
  process.stdout.write(`${values.clients} clients for ${values.seconds} s, connections: ${values.connections}\n`)
  for (const [status, count] of statuses) process.stdout.write(`  status ${status}: ${count}\n`)
  process.stdout.write(`  answered: ${of(latencies.answered)}\n  refused: ${of(latencies.refused)}\n`)
  process.stdout.write(`  health on a new connection: ${of(latencies.health)}\n`)
  const cpu = (cpuOf(product.pid) - cpuBefore) / 1000
  process.stdout.write(
    `  CPU of the server: ${cpu.toFixed(1)} s; answered in a second of it: ${(latencies.answered.length / cpu).toFixed(0)}\n`,
  )
  if (wrong.length > 0)
    throw refusal(
      `${wrong.length} answers were neither whole nor a 503 with Retry-After:\n${wrong.slice(0, 5).join('\n')}`,
    )
  if (latencies.health.at(-1) > LONGEST_HEALTH) throw refusal(`Health took longer than ${LONGEST_HEALTH} ms.`)
  if (latencies.answered.length === 0) throw refusal('Nothing was answered.')
  if (latencies.answered.at(-1) > LONGEST) throw refusal(`An answer took longer than ${LONGEST} ms.`)
})
