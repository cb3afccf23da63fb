// npm run bench:preview: the server's CPU for one request that previews 20 bakes, one after the other, over some 200
// lots. Each bake runs through a lot or two, so that the later ones see other lots than the first.
import { parseArgs } from 'node:util'
import { startContender } from './contenders.mjs'
import { makeDatabase } from './data.mjs'
import { refusal, run } from './lifetime.mjs'
import { httpClient, mustBeWhole, postBytes } from './load.mjs'
import { sideConnection, startPostgres } from './postgres.mjs'
import { cpuOf, cpuOfFamily } from './processes.mjs'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '500' },
    batches: { type: 'string', default: '20' },
    // What one may take: ms of CPU of the server.
    cpu: { type: 'string', default: '5' },
  },
})

const BAKES = 20
const QUERY = `query Preview($bakes: [BakeInput!]!) {
  previewProduction(bakes: $bakes) {
    recipe { name } batches canBake cost costIsComplete
    uses { ingredient { name } quantity cost }
    shortages { ingredient { name } unit needed available missing reason }
  }
}`

await run(async () => {
  const postgres = await startPostgres()
  const { url } = await makeDatabase(postgres, 'bench', 1)
  const recipes = Array.from({ length: BAKES }, (_, i) => i + 1)
  const side = await sideConnection(url)
  const { rows } = await side.query(
    `SELECT count(*)::int AS lots FROM lot l JOIN product p ON p.id = l.product_id
     WHERE l.quantity > 0 AND p.ingredient_id IN (
       SELECT n.ingredient_id FROM unnest($1::int[]) recipe(id), bench_sums.ingredient_need(recipe.id) n)`,
    [recipes],
  )
  await side.end()

  const product = await startContender('product', url)
  const bakes = recipes.map((id) => ({ recipeId: `recipe_${id}`, batches: Number(values.batches) }))
  const bytes = postBytes(product.url, { query: QUERY, variables: { bakes } })
  const { send, close } = httpClient(product.url)
  const ask = async () => {
    const answer = await send(bytes)
    mustBeWhole({ operation: 'previewProduction', variables: {} }, answer)
    return JSON.parse(answer.body.toString()).data.previewProduction
  }
  const requests = Number(values.requests)
  // Compiled code is what is to be measured.
  for (let i = 0; i < requests / 2; i++) await ask()
  const previews = await ask()
  const [cpu, database, began] = [cpuOf(product.pid), cpuOfFamily(postgres.pid), performance.now()]
  for (let i = 0; i < requests; i++) mustBeWhole({ operation: 'previewProduction', variables: {} }, await send(bytes))
  const each = (total) => total / requests
  const took = each(cpuOf(product.pid) - cpu)
  close()

  const uses = previews.reduce((sum, preview) => sum + preview.uses.length, 0)
  process.stdout.write(
    `${BAKES} bakes of ${values.batches} batches over ${rows[0].lots} lots, ${uses} takes: ${took.toFixed(2)} ms of the server's CPU ` +
      `a request, PostgreSQL ${each(cpuOfFamily(postgres.pid) - database).toFixed(2)} ms, ` +
      `answered in ${each(performance.now() - began).toFixed(1)} ms\n`,
  )
  if (took > Number(values.cpu)) throw refusal(`That is more than ${values.cpu} ms.`)
})
