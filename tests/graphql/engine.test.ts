import { getIntrospectionQuery, Kind, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { jitEngine, type Operation } from '../../src/graphql/engine.js'
import { createSchema } from '../../src/api/schema.js'

const schema = createSchema()

function operationOf(text: string, fields = 10): Operation {
  const document = parse(text)
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  if (operation === undefined) throw new Error('No operation')
  return { document, operation, variables: {}, coerced: {}, fields }
}

/** Whether an operation is compiled by the time that it is asked for the third time. */
function isCompiled(text: string, fields?: number): boolean {
  const operation = operationOf(text, fields)
  const { compiled } = jitEngine(schema)
  return [1, 2, 3].map(() => compiled(operation)).at(-1) !== undefined
}

/** Fragments that ask for the next one twice: twice as many fields with each link. */
function chain(links: number, type: string, root: string, field: string): string {
  const fragments = Array.from({ length: links }, (_, at) => {
    const next = `{ ...F${at + 1} }`
    return `fragment F${at} on ${type} { a: ${field} ${next} b: ${field} ${next} }`
  })
  return `{ ${root} { ...F0 } } ${fragments.join(' ')} fragment F${links} on ${type} { __typename }`
}

/** What graphql-jit takes for a date, and writes into its code as it stands. */
const INJECTION = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0,globalThis.injected=true'

describe('what is compiled', () => {
  it.each([
    ['a query', '{ event(id: "event_1") { id name } }'],
    ['fragments', '{ event(id: "event_1") { ...E ... on Event { date } __typename } } fragment E on Event { id name }'],
    ['variables', 'query ($id: ID! = "1", $n: Int) { event(id: $id) { a: assignments(first: $n) { totalCount } } }'],
    ['a cursor', '{ events(after: "WyJldmVudHMiLDAsIjIwMjYtMTItMDEiLDFd-_") { totalCount } }'],
  ])('is %s', (_, text) => {
    expect(isCompiled(text)).toBe(true)
  })

  it.each([
    [
      'a mutation',
      'mutation { updatePackageStatus(input: { assignmentId: "assignment_1", status: ASSEMBLED }) { assignment { id } } }',
    ],
    ['a condition', '{ event(id: "event_1") { id name @include(if: true) } }'],
    [
      'a condition that only another operation has',
      'query A { ...Q } query B { ...Q @skip(if: true) } fragment Q on Query { __typename }',
    ],
    ['the whole schema', getIntrospectionQuery()],
    ['a part of the schema', '{ event(id: "event_1") { id } __type(name: "Event") { name } }'],
    ['a chain of fragments about types, 14 links long', chain(14, '__Type', '__type(name: "Event")', 'ofType')],
    ['a name that every object has', '{ event(id: "event_1") { constructor: id } }'],
    ['the name of the prototype', '{ event(id: "event_1") { __proto__: id } }'],
    ['a string that is no id and no cursor', '{ events(after: "a b") { totalCount } }'],
    ['a string that is code', `{ events(after: "${INJECTION}") { totalCount } }`],
    ['a string that is code in disguise', `{ events(after: "\\u005f${INJECTION.slice(1)}") { totalCount } }`],
    ['a block of text that is code', `{ events(after: """${INJECTION}""") { totalCount } }`],
    ['a default that is code', `query ($a: String = "${INJECTION}") { events(after: $a) { totalCount } }`],
  ])('is not %s', (_, text) => {
    expect(isCompiled(text)).toBe(false)
  })

  it('is nothing that has more than 250 fields', () => {
    expect(isCompiled('{ event(id: "event_1") { id } }', 250)).toBe(true)
    expect(isCompiled('{ event(id: "event_1") { id } }', 251)).toBe(false)
  })

  it('is each operation of a document by itself, at the second time', () => {
    const document = parse('query A { events { totalCount } } query B { __typename }')
    const [a, b] = document.definitions.flatMap((operation) =>
      operation.kind === Kind.OPERATION_DEFINITION
        ? [{ document, operation, variables: {}, coerced: {}, fields: 2 }]
        : [],
    )
    if (a === undefined || b === undefined) throw new Error('Two operations')
    const { compiled } = jitEngine(schema)
    expect([a, b, a, b, a].map((operation) => compiled(operation) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ])
    expect(compiled(a)).not.toBe(compiled(b))
  })

  it('is kept up to a bound: what was asked for long ago is compiled again when it comes again', () => {
    const { compiled } = jitEngine(schema)
    const first = operationOf('{ event(id: "event_1") { id } }', 250)
    compiled(first)
    const code = compiled(first)
    expect(compiled(first)).toBe(code)
    for (let i = 0; i < 20; i++) {
      const other = operationOf(`{ event(id: ${i}) { id } }`, 250)
      compiled(other)
      compiled(other)
    }
    expect(compiled(first)).toBeUndefined()
    expect(compiled(first)).toBeTypeOf('function')
    expect(compiled(first)).not.toBe(code)
  })
})
