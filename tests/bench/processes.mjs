// What processes cost, from /proc; where there is none (other systems than Linux) the columns stay empty.
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

const TICKS_PER_MS = (() => {
  try {
    return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) / 1000
  } catch {
    return 0.1
  }
})()

/** The fields of /proc/PID/stat after the name, which may itself hold spaces. Field 3 of the manual is at 0. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
const [PARENT, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM] = [1, 11, 12, 13, 14]
const milliseconds = (stat, fields) => fields.reduce((sum, field) => sum + Number(stat[field]), 0) / TICKS_PER_MS

/** CPU time of a process since its start, in ms. */
export function cpuOf(pid) {
  const stat = statOf(pid)
  return stat ? milliseconds(stat, [USER, SYSTEM]) : NaN
}

/** CPU time of a process and its children, ended ones included: PostgreSQL with all its backends. */
export function cpuOfFamily(pid) {
  const own = statOf(pid)
  if (!own) return NaN
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat && Number(stat[PARENT]) === pid)
    .reduce(
      (sum, stat) => sum + milliseconds(stat, [USER, SYSTEM]),
      milliseconds(own, [USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM]),
    )
}

/** Starts the peak of a process's memory anew. */
export function resetPeak(pid) {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // Not allowed here: the peak is then that since the process started.
  }
}

function memory(pid, field) {
  try {
    const match = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return match ? Number(match[1]) / 1024 : NaN
  } catch {
    return NaN
  }
}

/** Peak memory (VmHWM) and memory now (VmRSS), in MB. */
export const peakMemory = (pid) => memory(pid, 'VmHWM')
export const residentMemory = (pid) => memory(pid, 'VmRSS')
