// The results as tables, for a terminal and for a README.
import { WORKLOADS } from './workloads.mjs'

const COLUMNS = [
  'contender',
  'req/s',
  'min-max',
  'p50 ms',
  'p99 ms',
  'server CPU ms',
  'PostgreSQL CPU ms',
  'peak MB',
  'product is',
]

const number = (value) => {
  if (value === undefined || Number.isNaN(value)) return '-'
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

function rowsOf(results) {
  return Object.entries(results).map(([name, result]) => {
    const ratio = results.product ? `${number(results.product.perSecond / result.perSecond)} x` : '-'
    const { perSecond, min, max, p50, p99, serverCpu, postgresCpu, peakMemory, rounds } = result
    const spread = rounds > 1 ? `${number(min)}-${number(max)}` : 'one round'
    const cells = [number(perSecond), spread, ...[p50, p99, serverCpu, postgresCpu, peakMemory].map(number)]
    return [name, ...cells, name === 'product' ? '' : ratio]
  })
}

function sentence({ machine, rounds, seconds, scale }) {
  const size = `${50 * scale} events x 30 assignments`
  const how = `medians of ${rounds} interleaved rounds of ${seconds} s`
  return `${machine.cores} cores (${machine.processor}), ${machine.memoryGb} GB, Node ${machine.node}, PostgreSQL ${machine.postgres}; ${size}; ${how}.`
}

/** One row a workload: the product's figures, and how many times as fast it is as each of the others. Markdown. */
function summaryOf({ results }) {
  const others = [...new Set(Object.values(results).flatMap(Object.keys))].filter((name) => name !== 'product')
  const rows = Object.entries(results).flatMap(([workload, { product, ...rest }]) => {
    if (product === undefined) return []
    const peers = others.map((name) =>
      name in rest ? `${number(rest[name].perSecond)} (${number(product.perSecond / rest[name].perSecond)} x)` : '-',
    )
    return [
      [
        workload,
        number(product.perSecond),
        ...peers,
        `${product.p99.toFixed(0)} ms`,
        `${product.peakMemory.toFixed(0)} MB`,
      ],
    ]
  })
  const heads = ['workload', 'product req/s', ...others, 'p99', 'peak memory']
  return [heads, heads.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/** Aligned columns for a terminal. */
export function textOf(report) {
  const parts = Object.entries(report.results).map(([workload, results]) => {
    const rows = [COLUMNS, ...rowsOf(results)]
    const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i].length)))
    const lines = rows.map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
    )
    return `${workload} (${WORKLOADS[workload].clients} clients)\n${lines.join('\n')}\n`
  })
  return `\n${sentence(report)}\n\n${parts.join('\n')}\n${summaryOf(report)}\n`
}

/** The same as Markdown. */
export function markdownOf(report) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const parts = Object.entries(report.results).map(([workload, results]) => {
    const rows = [COLUMNS, COLUMNS.map((_, i) => (i === 0 ? '---' : '---:')), ...rowsOf(results)]
    return `**${workload}**, ${WORKLOADS[workload].clients} clients\n\n${rows.map(line).join('\n')}\n`
  })
  return `${sentence(report)} Command: \`${report.command}\`\n\n${summaryOf(report)}\n\n${parts.join('\n')}`
}
