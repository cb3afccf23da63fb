import fc from 'fast-check'

/** One change of a backup: where (a number that is wrapped to the places there are), what, and with what. */
export type Mutation =
  /** Sets a number to another, or a value to one that stands under the same key elsewhere. */
  | { readonly kind: 'tune'; readonly at: number; readonly value: unknown }
  | { readonly kind: 'borrow'; readonly at: number; readonly from: number }
  | { readonly kind: 'set' | 'add'; readonly at: number; readonly value: unknown }
  | { readonly kind: 'remove' | 'repeat' | 'nest'; readonly at: number }
  | { readonly kind: 'copy' | 'swap' | 'rename'; readonly at: number; readonly from: number }

const extremes: readonly unknown[] = [
  null,
  true,
  false,
  '',
  ' ',
  0,
  -0,
  -1,
  0.5,
  1e-11,
  1e-10,
  1_000_000,
  1_000_001,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53,
  9_999_999_999,
  1e10,
  1e300,
  '0.0000000001',
  '9999999999.9999999999',
  '1e999',
  '-0',
  'NaN',
  '\0',
  '\ud800',
  '\u202e\u001b[2J',
  'x'.repeat(201),
  '\u{1f36a}'.repeat(100),
  '0000-01-01',
  '9999-12-31',
  '9999-12-31T23:59:59-14:00',
  '0001-01-01T00:00:00+14:00',
  '2025-02-30',
  [],
  {},
  [[]],
  { slug: 'x' },
  'kg',
  'cup',
  'dozen',
  'no unit',
  'delivered',
]

/** Numbers that most fields take. */
const numbers: readonly unknown[] = [
  1,
  3,
  7,
  999_983,
  1_000_000,
  0.5,
  1e-10,
  '0.3333333333',
  '9999999999.9999999999',
  1e9,
]

const place = fc.nat(1_000_000)
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('tune' as const), at: place, value: fc.constantFrom(...numbers) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('borrow' as const), at: place, from: place }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('set' as const), at: place, value: fc.constantFrom(...extremes) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('add' as const), at: place, value: fc.constantFrom(...extremes) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('copy' as const, 'swap' as const), at: place, from: place }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), at: place, from: place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('remove' as const, 'repeat' as const), at: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('nest' as const), at: place }) },
)

/** Few of them, mostly: a backup with many is refused for the first. */
export const mutations = fc.oneof(
  { weight: 3, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 12 }) },
)

/** A change of the text itself: cut off, or with a byte that is another. Mostly none. */
export const damage = fc.oneof(
  { weight: 15, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ at: place, byte: fc.option(fc.nat(255)) }) },
)

interface Place {
  readonly holder: unknown[] | Record<string, unknown>
  readonly key: string
}

/** All places of a document that hold a value, rows and sections included. */
function placesOf(json: unknown): Place[] {
  const places: Place[] = []
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    const holder: Place['holder'] = Array.isArray(value) ? value : (value as Record<string, unknown>)
    for (const [key, held] of Object.entries(value)) {
      places.push({ holder, key })
      walk(held)
    }
  }
  walk(json)
  return places
}

const valueAt = ({ holder, key }: Place): unknown => Object.entries(holder).find(([name]) => name === key)?.[1]
const put = ({ holder }: Place, key: string, value: unknown): void => void Object.assign(holder, { [key]: value })

/** Changes the document in place. */
export function mutate(json: object, { kind, at, ...rest }: Mutation): void {
  const all = placesOf(json)
  const places = kind === 'tune' ? all.filter((one) => typeof valueAt(one) === 'number') : all
  const target = places[at % places.length]
  if (target === undefined) return
  const sources = kind === 'borrow' ? places.filter(({ key }) => key === target.key) : places
  const source = 'from' in rest ? sources[rest.from % sources.length] : undefined
  const { holder, key } = target
  const take = (value: unknown): unknown => structuredClone(value)
  if ((kind === 'set' || kind === 'tune') && 'value' in rest) put(target, key, rest.value)
  else if (kind === 'add' && 'value' in rest)
    put(target, Array.isArray(holder) ? String(holder.length) : 'added', rest.value)
  else if (kind === 'remove') remove(target)
  else if (kind === 'repeat' && Array.isArray(holder)) holder.push(take(valueAt(target)))
  else if (kind === 'nest') put(target, key, nested(valueAt(target)))
  else if (source !== undefined) {
    const [value, other] = [take(valueAt(target)), take(valueAt(source))]
    if (kind === 'rename' && !Array.isArray(holder)) {
      remove(target)
      put(target, source.key, value)
    } else put(target, key, other)
    if (kind === 'swap') put(source, source.key, value)
  }
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else Reflect.deleteProperty(holder, key)
}

function nested(value: unknown): unknown {
  let deep = value
  for (let level = 0; level < 500; level++) deep = [deep]
  return deep
}
