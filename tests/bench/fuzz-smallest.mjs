// An offending request, made as small as it may be while it still offends.
import { bytesOf, rawClient } from './exchange.mjs'
import { wrongWith } from './fuzz-checks.mjs'

const TRIALS = 400
const PATIENCE = 3000

/** What is wrong with a request that is sent up to three times: a later one may meet compiled code. */
async function offence(request, product) {
  const client = rawClient(product.port)
  try {
    for (let time = 0; time < 3; time++) {
      const bytes = bytesOf(request, `127.0.0.1:${product.port}`)
      const answer = await client.send(bytes, { method: request.method, patience: PATIENCE })
      const wrong = wrongWith({ request }, answer)
      if (wrong !== undefined) return wrong
    }
    return undefined
  } catch (error) {
    return error.message
  } finally {
    client.close()
  }
}

/** Leaves out parts of a list, larger ones first, for as long as what is left still offends. */
async function shrink(list, offends, budget) {
  let left = list
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < left.length && budget.trials > 0;) {
      const without = [...left.slice(0, at), ...left.slice(at + size)]
      budget.trials--
      if (await offends(without)) left = without
      else at += size
    }
  }
  return left
}

/** The smallest request found that is wrong in the same way, as text; or that it is not wrong when sent by itself. */
export async function smallest({ request }, what, product) {
  if ((await offence(request, product)) !== what) return { alone: false, text: shown(request) }
  const budget = { trials: TRIALS }
  const offends = async (candidate) => (await offence(candidate, product)) === what
  let best = request
  const attempt = async (candidate) => {
    budget.trials--
    if (await offends(candidate)) best = candidate
  }
  const headers = await shrink(best.headers ?? [], (some) => offends({ ...best, headers: some }), budget)
  best = { ...best, headers }
  const graphql = parsed(best.body)
  if (typeof graphql?.query === 'string') {
    const withQuery = (query) => ({ ...best, body: JSON.stringify({ ...parsed(best.body), query }) })
    for (const name of ['variables', 'operationName', 'extensions']) {
      if (name in graphql) await attempt({ ...best, body: JSON.stringify({ ...parsed(best.body), [name]: undefined }) })
    }
    const tokens = parsed(best.body).query.match(/\w+|\s+|[^\w\s]/gu) ?? []
    const left = await shrink(tokens, (some) => offends(withQuery(some.join(''))), budget)
    best = withQuery(left.join(''))
  } else if (best.body !== undefined) {
    const bytes = [...Buffer.from(best.body)]
    const left = await shrink(bytes, (some) => offends({ ...best, body: Buffer.from(some) }), budget)
    best = { ...best, body: Buffer.from(left) }
  }
  return { alone: true, text: shown(best) }
}

function parsed(body) {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const shown = ({ method, path, headers = [], body }) => {
  const text = `${method} ${path} ${JSON.stringify(headers)} ${body === undefined ? '' : body.toString()}`
  return text.length > 2000 ? `${text.slice(0, 2000)}...` : text
}
