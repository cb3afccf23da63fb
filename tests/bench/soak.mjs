// npm run bench:soak: minutes of the mixed workload, and what the product's memory does meanwhile.
import { parseArgs } from 'node:util'
import { startContender } from './contenders.mjs'
import { TO_PENDING, makeDatabase } from './data.mjs'
import { refusal, run } from './lifetime.mjs'
import { drive, httpSenders, requestStreams, walkRestarter } from './load.mjs'
import { sideConnection, startPostgres } from './postgres.mjs'
import { peakMemory, residentMemory } from './processes.mjs'
import { WORKLOADS } from './workloads.mjs'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    only: { type: 'string', default: 'product' },
    limit: { type: 'string', default: '256' },
  },
})

/** MB a minute, by least squares over the second half: the first one is warming up. */
function slopeOf(samples) {
  const half = samples.slice(Math.floor(samples.length / 2))
  const mean = (key) => half.reduce((sum, sample) => sum + sample[key], 0) / half.length
  const [x, y] = [mean('minute'), mean('mb')]
  const spread = half.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0)
  return spread === 0 ? 0 : half.reduce((sum, { minute, mb }) => sum + (minute - x) * (mb - y), 0) / spread
}

await run(async () => {
  const postgres = await startPostgres()
  const { url, ...data } = await makeDatabase(postgres, 'bench', 1)
  const side = await sideConnection(url)
  await side.query(TO_PENDING, [data.walk])
  const restarter = await walkRestarter(url)
  const contender = await startContender(values.only, url)

  const began = performance.now()
  const samples = []
  const sample = () => {
    const minute = (performance.now() - began) / 60_000
    samples.push({ minute, mb: residentMemory(contender.pid) })
    process.stderr.write(`  ${minute.toFixed(1)} min: ${samples.at(-1).mb.toFixed(0)} MB\n`)
  }
  sample()
  const sampling = setInterval(sample, 10_000)
  const { clients } = WORKLOADS.mixed
  const { senders, close } = httpSenders(contender.url, contender.dialect, clients)
  const streams = requestStreams({ workload: 'mixed', clients, data, seed: 1, restart: restarter.restart })
  const result = await drive({ senders, streams, milliseconds: Number(values.minutes) * 60_000 })
  clearInterval(sampling)
  sample()
  close()
  await restarter.close()
  await side.end()

  const peak = peakMemory(contender.pid)
  process.stdout.write(
    `${values.minutes} min of mixed with ${clients} clients: ${result.requests} requests, ${result.perSecond.toFixed(0)} req/s, ` +
      `p99 ${result.p99.toFixed(0)} ms; memory ${slopeOf(samples).toFixed(2)} MB a minute, peak ${peak.toFixed(0)} MB\n`,
  )
  if (peak > Number(values.limit)) throw refusal(`The peak is above ${values.limit} MB.`)
})
