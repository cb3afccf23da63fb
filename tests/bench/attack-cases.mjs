// What a stranger may send: the number of the issue's point, a name, requests (or what makes them), and what else is known:
// `check` says what is wrong with the answers, the others are bounds. What holds for every case (no 500, each error has its
// code, the process lives and answers after it, CPU, size, memory) is checked in attacks.mjs.
import { mustBeShort } from './attack-checks.mjs'
import { COST } from './attack-cost.mjs'
import { MEANING } from './attack-meaning.mjs'
import { TEXT } from './attack-text.mjs'

export const REQUESTS = [...COST, ...MEANING, ...TEXT].map(([issue, name, requests, rest = {}]) => ({
  issue,
  name,
  requests,
  ...('49'.includes(issue) ? { check: mustBeShort } : {}),
  ...rest,
}))
