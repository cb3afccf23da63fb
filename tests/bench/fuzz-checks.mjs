// What every answer must be, whatever was asked.
import { codesOf } from './exchange.mjs'

const LEAKS = /node_modules|\.(js|ts):\d+:\d+|at \w+ \(/

/** Why there may be no answer: the request says itself that it goes on, or that it is none. */
export function mayGoUnanswered({ method, headers = [], body }) {
  if (method === 'CONNECT') return true
  return headers.some(
    ([name, value]) =>
      /^(content-length|transfer-encoding|expect|upgrade|connection)$/i.test(name) &&
      !(name === 'content-length' && Number(value) === Buffer.byteLength(body ?? '')),
  )
}

/** What is wrong with an answer, as one line that is the same for each of its kind; undefined when nothing is. */
export function wrongWith({ request }, answer) {
  const { status, head, body, bytes } = answer
  const text = body.toString()
  if (status === 500 || text.includes('INTERNAL_SERVER_ERROR')) {
    const of = /\b(subscription|mutation)\b/.exec(request.body?.toString().slice(0, 40))?.[1] ?? 'request'
    return `internal error (${status}) for a ${of}`
  }
  if (status > 500 && status !== 503) return `status ${status}`
  if (LEAKS.test(text) && /json/.test(head)) return 'tells of our code'
  if (request.method === 'HEAD' || bytes === 0)
    return status >= 400 && request.method !== 'HEAD' ? `${status} without a body` : undefined
  if (bytes > body.length) return undefined // too long to be kept whole
  if (!/^content-type: *application\/(json|graphql-response\+json)/im.test(head)) {
    return status >= 400 ? `${status} that is not JSON` : undefined
  }
  let parsed
  try {
    parsed = JSON.parse(text)
  } catch {
    return `${status} with malformed JSON`
  }
  const { errors } = parsed ?? {}
  if (errors === undefined) return status >= 400 && status !== 503 ? `${status} without errors` : undefined
  if (!Array.isArray(errors) || errors.length === 0) return `${status} with errors that are no list`
  const bare = errors.find((error) => typeof error.message !== 'string' || typeof error.extensions?.code !== 'string')
  if (bare !== undefined) return `${status} with an error without a code`
  const long = errors.find(({ message }) => message.length > 10_000)
  if (long !== undefined) return 'a message of more than 10 kB'
  return undefined
}

/** How an answer is counted: its status and the codes in it. */
export const outcomeOf = (answer) => [answer.status, ...new Set(codesOf(answer))].join(' ')
