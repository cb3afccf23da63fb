// The attacks as a table; beside the figures of an earlier run, where there is one.

const number = (value, digits) => (value === undefined || value === null ? '-' : value.toFixed(digits))
const figures = ({ cpu, largest, peak }) => [
  number(cpu, 2),
  largest === undefined || largest === null ? '-' : number(largest / 1e6, 2),
  number(peak, 0),
]
const escaped = (text) => text.replaceAll(/[|_<>*`]/g, '\\$&')
const line = (cells) => `| ${cells.join(' | ')} |`
const short = (text) => (text.length > 90 ? `${text.slice(0, 87)}...` : text)
const outcome = ({ wrong, answer }) => escaped(short((wrong ?? `well: ${answer}`).replaceAll(/\s+/g, ' ')))

/** Markdown: CPU in seconds, the largest answer in MB, peak memory in MB, and what came of it. */
export function attackTable(results, before) {
  const rows = results.map((now) => {
    const then = before?.find(({ name }) => name === now.name)
    const earlier = before ? [...(then ? figures(then) : ['-', '-', '-']), then ? outcome(then) : '-'] : []
    return [escaped(now.name), ...earlier, ...figures(now), outcome(now)]
  })
  const columns = (prefix) => [`${prefix}CPU s`, 'answer MB', 'peak MB', 'outcome']
  const heads = ['case', ...(before ? [...columns('before: '), ...columns('after: ')] : columns(''))]
  const marks = heads.map((head) => (head === 'case' || head === 'outcome' ? '---' : '---:'))
  return [heads, marks, ...rows].map(line).join('\n')
}
