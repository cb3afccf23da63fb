/** One way round in a graph: its nodes in order, the first one again at the end. */
export type Cycle<T> = readonly T[]

/** The cycles of a graph, and how many nodes its longest path from each node has (of those that lead into no cycle). */
export function nesting<T>(edges: ReadonlyMap<T, readonly T[]>): { cycles: Cycle<T>[]; depth: Map<T, number> } {
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
