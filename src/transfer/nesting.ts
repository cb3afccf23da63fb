import { MAX_NESTING } from '../catalog/rules.js'
import type { Origin } from './problems.js'
import type { Entry } from './references.js'
import type { Refuse } from './section.js'

/** One way round in a graph: its nodes in order, the first one again at the end. */
type Cycle<T> = readonly T[]

/** The cycles of a graph, and how many nodes its longest path from each node has (of those that lead into no cycle). */
function nesting<T>(edges: ReadonlyMap<T, readonly T[]>): { cycles: Cycle<T>[]; depth: Map<T, number> } {
  const depth = new Map<T, number>()
  const waiting = new Map<T, number>()
  const usedBy = new Map<T, T[]>()
  for (const [node, targets] of edges) {
    waiting.set(node, targets.length)
    for (const target of targets) {
      if (!waiting.has(target) && !edges.has(target)) waiting.set(target, 0)
      const users = usedBy.get(target)
      if (users === undefined) usedBy.set(target, [node])
      else users.push(node)
    }
  }
  // From the leaves up, without recursion: a file may nest deeper than the call stack.
  const ready = [...waiting].filter(([, count]) => count === 0).map(([node]) => node)
  for (const node of ready) {
    const below = (edges.get(node) ?? []).reduce((deepest, target) => Math.max(deepest, depth.get(target) ?? 0), 0)
    depth.set(node, below + 1)
    for (const user of usedBy.get(node) ?? []) {
      const count = (waiting.get(user) ?? 0) - 1
      waiting.set(user, count)
      if (count === 0) ready.push(user)
    }
  }

  // What is left lies on a cycle or leads into one: following any edge among it ends in a cycle.
  const cycles: Cycle<T>[] = []
  const seen = new Set<T>()
  for (const start of edges.keys()) {
    const path: T[] = []
    let node: T | undefined = start
    while (node !== undefined && !depth.has(node) && !seen.has(node)) {
      seen.add(node)
      path.push(node)
      node = edges.get(node)?.find((target) => !depth.has(target))
    }
    if (node !== undefined && path.includes(node)) cycles.push([...path.slice(path.indexOf(node)), node])
  }
  return { cycles, depth }
}

type Edge = readonly [holder: Entry, held: Entry | null]

/** Cycles among entries, each with its way round in words. */
export function cyclesOf(edges: readonly Edge[]): { cycle: Cycle<Entry>; path: string }[] {
  return nesting(graphOf(edges)).cycles.map((cycle) => ({ cycle, path: pathOf(cycle) }))
}

/** What contains what, and which rows of the file say so. */
interface Nest {
  /** 'recipes', 'goods' */
  readonly what: string
  readonly edges: readonly Edge[]
  readonly origins: ReadonlyMap<Entry, Origin>
  readonly cyclic: { readonly field: string; readonly reason: string }
  readonly tooDeep: { readonly field: string }
}

/** Refuses rows that make something contain itself, or nest deeper than it may. */
export function refuseNesting(refuse: Refuse, { what, edges, origins, cyclic, tooDeep }: Nest): void {
  const { cycles, depth } = nesting(graphOf(edges))
  for (const cycle of cycles) {
    const origin = cycle.map((entry) => origins.get(entry)).find((found) => found !== undefined)
    if (origin) refuse(origin, cyclic.field, pathOf(cycle), cyclic.reason)
  }
  for (const [entry, origin] of origins)
    if (depth.get(entry) === MAX_NESTING + 1)
      refuse(origin, tooDeep.field, entry.name, `nests more than ${String(MAX_NESTING)} ${what} deep`)
}

/** The entry of each id, one that the file does not name included. */
export function entriesById(known: readonly Entry[], what: string): (id: number) => Entry {
  const byId = new Map(known.map((entry) => [entry.id, entry]))
  return (id) => {
    const entry = byId.get(id) ?? { id, name: `${what} ${String(id)}` }
    byId.set(id, entry)
    return entry
  }
}

function graphOf(edges: readonly Edge[]): Map<Entry, Entry[]> {
  const graph = new Map<Entry, Entry[]>()
  for (const [holder, held] of edges) {
    const all = graph.get(holder) ?? []
    if (held !== null) all.push(held)
    graph.set(holder, all)
  }
  return graph
}

function pathOf(cycle: Cycle<Entry>): string {
  return cycle.map(({ name }) => name).join(' > ')
}
