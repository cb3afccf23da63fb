/** The value of an id that is known to have one. Throws if there is none, which is a defect of ours. */
export function existing<Value>(values: ReadonlyMap<number, Value>, id: number): Value {
  const value = values.get(id)
  if (value === undefined) throw new Error(`${String(id)} was not loaded with the others`)
  return value
}
