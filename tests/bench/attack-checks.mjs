// What is wrong with the answers to a case, in a few words; undefined if nothing is.
import { codesOf } from './exchange.mjs'

export const mustBe =
  (...allowed) =>
  (answers) => {
    const other = answers.find(({ status }) => !allowed.includes(status))
    return other && `status ${other.status} in place of ${allowed.join(' or ')}`
  }
export const mustBeRefused =
  (...codes) =>
  (answers) => {
    const other = answers.find((answer) => !codesOf(answer).some((code) => codes.length === 0 || codes.includes(code)))
    return other && `not refused: ${other.status} ${other.body.toString().slice(0, 120)}`
  }
export const mustBeAlike = (answers) => {
  const [first, ...others] = answers.map(({ status, body }) => `${status} ${body.toString().trim()}`)
  const i = others.findIndex((each) => each !== first)
  return i === -1 ? undefined : `answer ${i + 2} is another than the first: ${others[i].slice(0, 160)}`
}
export const mustHave = (text) => (answers) =>
  answers.every(({ body }) => body.toString().includes(text)) ? undefined : `no ${text} in an answer`
export const both =
  (...checks) =>
  (answers) =>
    checks.map((check) => check(answers)).find((wrong) => wrong !== undefined)
/** What is wrong is said in few words, however long what was sent is. */
export const mustBeShort = (answers) => {
  const long = answers.find(({ bytes }) => bytes > 64 * 1024)
  return long && `${(long.bytes / 1024).toFixed(0)} kB of answer`
}
