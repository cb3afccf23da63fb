// npm run bench:attacks: what a stranger may send, one case after another, each to a product that was started for it;
// what it cost, and whether the product lives.
//
//   npm run bench:attacks -- [--database server|embedded] [--only words|number] [--json file] [--before file] [--markdown file]
//
// `--before` puts the figures of an earlier run beside these. The exit code is 1 if anything is wrong.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { REQUESTS } from './attack-cases.mjs'
import { LOAD } from './attack-load.mjs'
import { attackTable } from './attack-report.mjs'
import { bytesOf, codesOf, post, rawClient } from './exchange.mjs'
import { refusal, run } from './lifetime.mjs'
import { resetPeak } from './processes.mjs'
import { bounded, openSeason, startProduct } from './product.mjs'

const RESULTS = join(import.meta.dirname, 'results')
const say = (text) => process.stderr.write(`${text}\n`)

// The issue's own bounds: what one request may cost, and what the process may hold.
const CPU_SECONDS = 1
const ANSWER_BYTES = 25e6
const MEGABYTES = 512
// Past these the process is killed, and the case counts as lost.
const KILL = { cpuSeconds: 20, seconds: 120, megabytes: 4096 }

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'server' },
    only: { type: 'string' },
    json: { type: 'string' },
    before: { type: 'string' },
    markdown: { type: 'string' },
  },
})

/** Sends a case's requests one after another, and keeps their answers. */
async function sendAll(product, requests) {
  const client = rawClient(product.port)
  const sent = { answers: [], statuses: new Map(), codes: new Map(), largest: 0, lost: undefined }
  const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const request of typeof requests === 'function' ? requests() : requests) {
    try {
      const { method } = request
      const answer = await client.send(bytesOf(request, `127.0.0.1:${product.port}`), { method, patience: 130_000 })
      count(sent.statuses, answer.status)
      for (const code of new Set(codesOf(answer))) count(sent.codes, code)
      sent.largest = Math.max(sent.largest, answer.bytes)
      if (sent.answers.length < 200) sent.answers.push(answer)
    } catch (error) {
      count(sent.statuses, error.message)
      sent.lost ??= error.message
      if (!product.lives()) break
    }
  }
  client.close()
  return sent
}

async function answersAfter(product) {
  const client = rawClient(product.port)
  const bytes = bytesOf(post({ query: '{event(id:"event_1"){name}}' }), `127.0.0.1:${product.port}`)
  return client
    .send(bytes, { patience: 30_000 })
    .then(({ status }) => status === 200)
    .catch(() => false)
    .finally(client.close)
}

/** The first thing that is wrong with a case, in a few words. */
function wrongWith(attack, { killed, ended, sent, own, cpu, peak, requests, after, unexpected }) {
  if (killed !== undefined) return killed
  if (ended) return 'ended'
  if (!after) return 'does not answer any more'
  if (sent?.statuses.has(500) || sent?.codes.has('INTERNAL_SERVER_ERROR')) return '500'
  if (sent?.lost !== undefined) return sent.lost
  if (sent?.codes.has('none')) return 'an error without a code'
  const bare = sent?.answers.find(
    (answer) => answer.status >= 400 && answer.bytes <= answer.body.length && codesOf(answer).length === 0,
  )
  if (bare !== undefined) return `${bare.status} without a code`
  if (own !== undefined) return own
  if (cpu / requests > (attack.cpuPerRequest ?? CPU_SECONDS)) return 'too much CPU'
  if ((sent?.largest ?? 0) > ANSWER_BYTES) return 'too large an answer'
  if (peak > (attack.megabytes ?? MEGABYTES)) return 'too much memory'
  if (unexpected > 0) return 'logged as unexpected'
  return undefined
}

const told = (map) => [...map].map(([key, count]) => (count === 1 ? key : `${key} x ${count}`)).join(', ')

async function measure(attack, season) {
  const product = await startProduct(season, { LOG_LEVEL: 'error' })
  resetPeak(product.pid)
  const limits = Object.fromEntries(Object.keys(KILL).map((key) => [key, Math.max(KILL[key], attack[key] ?? 0)]))
  // The bound of memory is the case's own judgement, not a reason to kill it.
  const watch = bounded(product, { ...limits, megabytes: KILL.megabytes })
  const sent = attack.requests && (await sendAll(product, attack.requests))
  const load = attack.run && (await attack.run(product, season).catch((error) => ({ wrong: error.message })))
  const after = product.lives() && (await answersAfter(product))
  const { cpu, peak, killed } = watch.stop()
  const ended = !product.lives()
  const requests = sent ? [...sent.statuses.values()].reduce((sum, count) => sum + count, 0) : 1
  const own = load?.wrong ?? (sent && attack.check?.(sent.answers))
  const unexpected = product.said.unexpected.length
  const wrong = wrongWith(attack, { killed, ended, sent, own, cpu, peak, requests, after, unexpected })
  const { signalCode, exitCode } = product.child
  await product.stop()
  return {
    issue: attack.issue,
    name: attack.name,
    wrong: wrong === 'ended' ? `ended (${signalCode ?? exitCode})` : wrong,
    answer: sent ? [told(sent.statuses), told(sent.codes)].filter(Boolean).join('; ') : (load?.note ?? ''),
    cpu,
    largest: sent?.largest,
    peak,
    requests,
    unexpected: product.said.unexpected.slice(0, 3),
    tail: ended ? product.said.tail.slice(0, 600) : undefined,
  }
}

/** Between its marks where the file has them, else as the whole file. */
function writeTable(file, table) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const marked = /(<!-- attacks -->\n)[^]*(<!-- \/attacks -->)/
  writeFileSync(
    file,
    marked.test(text) ? text.replace(marked, (_, open, end) => `${open}\n${table}\n\n${end}`) : `${table}\n`,
  )
}

await run(async () => {
  const only = values.only ?? ''
  const isAsked = ({ issue, name }) => (/^[0-9]$/.test(only) ? issue === only : name.includes(only))
  const attacks = [...REQUESTS, ...LOAD].filter(isAsked)
  if (attacks.length === 0) throw refusal(`No case's name has ${values.only} in it.`)
  say('Making a season of 100 events of 100 assignments ...')
  const season = await openSeason(values.database, 2, 100)
  const results = []
  for (const attack of attacks) {
    const result = await measure(attack, season)
    results.push(result)
    const figures = `${result.cpu.toFixed(2)} s, ${result.peak.toFixed(0)} MB, ${((result.largest ?? 0) / 1e6).toFixed(2)} MB answer`
    say(
      `  ${result.wrong ? 'WRONG' : 'well '} ${attack.issue} ${attack.name}: ${figures}; ${result.wrong ?? ''} (${result.answer})`,
    )
  }
  const before = values.before && JSON.parse(readFileSync(values.before, 'utf8')).results
  const table = attackTable(results, before)
  process.stdout.write(`${table}\n`)
  const json = values.json ?? join(RESULTS, `attacks-${values.database}.json`)
  mkdirSync(dirname(json), { recursive: true })
  writeFileSync(json, `${JSON.stringify({ database: values.database, results }, null, 2)}\n`)
  if (values.markdown) writeTable(values.markdown, table)
  const wrong = results.filter((result) => result.wrong !== undefined)
  if (wrong.length > 0) throw refusal(`${wrong.length} of ${results.length} cases went wrong.`)
})
