import fc from 'fast-check'
import {
  getDirectiveValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  introspectionFromSchema,
  isAbstractType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  TypeMetaFieldDef,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type InlineFragmentNode,
  type SelectionNode,
} from 'graphql'
import { getComplexity, type ComplexityEstimatorArgs } from 'graphql-query-complexity'
import { describe, expect, it } from 'vitest'
import { sizeEstimator } from '../../src/graphql/cost.js'
import { createSchema } from '../../src/api/schema.js'
import { randomOperations } from '../support/random-operations.js'

const schema = createSchema()
const scales = sizeEstimator(schema)

function typeNamed(name: string): GraphQLObjectType {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`There is no type ${name}`)
  return type
}

function argumentsOf(name: 'cost' | 'listSize', { astNode }: GraphQLField<unknown, unknown> | GraphQLNamedType) {
  const directive = schema.getDirective(name)
  return directive && astNode ? getDirectiveValues(directive, astNode) : undefined
}

/** The sizes of the schema about itself, counted in what introspection says. */
const own = introspectionFromSchema(schema, { inputValueDeprecation: true }).__schema
const listsOf = (key: string): unknown[][] =>
  [...own.types, ...own.types.flatMap((type) => (type.kind === 'OBJECT' ? type.fields : [])), ...own.directives]
    .map((each: object): unknown => Object.entries(each).find(([name]) => name === key)?.[1])
    .filter((list) => Array.isArray(list))
    .filter((list) => list.length > 0)
const meanOf = (key: string): number =>
  Math.max(1, Math.ceil(listsOf(key).flat().length / Math.max(1, listsOf(key).length)))
const largestOf = (key: string): number => Math.max(1, ...listsOf(key).map(({ length }) => length)) / meanOf(key)
const membersOfTypes = ['fields', 'inputFields', 'enumValues', 'interfaces', 'possibleTypes']
const largestType = Math.ceil(Math.max(...membersOfTypes.map(largestOf)))
const ownSize = (key: string): number =>
  key === 'types' ? own.types.length : key === 'directives' ? own.directives.length : meanOf(key)

/** A connection's children come to it as one number: those of each item are marked by this factor. */
const PER_ITEM = 2 ** 26

/** The points of a row of a type; of an interface those of its dearest type. */
function rowWeightOf(type: GraphQLNamedType): number {
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type]
  return Math.max(...possible.map((each) => Number(argumentsOf('cost', each)?.['weight'] ?? 0)))
}

/**
 * graphql-query-complexity takes the dearest of the types that an interface's fragments are on, the product adds them up.
 * What is on the interface itself it adds up too: so each fragment on a type gets one on the interface around it.
 */
function withFragmentsAddedUp(document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema)
  const around = (node: SelectionNode): InlineFragmentNode | undefined => {
    const parent = types.getParentType()
    if (!isAbstractType(parent)) return undefined
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: parent.name } },
      selectionSet: { kind: Kind.SELECTION_SET, selections: [node] },
    }
  }
  return visit(
    document,
    visitWithTypeInfo(types, { InlineFragment: { leave: around }, FragmentSpread: { leave: around } }),
  )
}

function estimate({ type, field, args, childComplexity }: ComplexityEstimatorArgs): number {
  const weight = Number(argumentsOf('cost', field)?.['weight'] ?? 1)
  const isList = isListType(getNullableType(field.type))
  const listSize = argumentsOf('listSize', field)
  const ids: unknown = args['ids'] ?? args['bakes']
  if (isList && Array.isArray(ids)) {
    const size = Math.min(ids.length, 100)
    return weight + size * (rowWeightOf(getNamedType(field.type)) + 1 + childComplexity)
  }
  const isPaged = ['edges', 'nodes'].includes(field.name) || `${type.name}.${field.name}` === 'ShoppingList.events'
  if (isList && isPaged) return weight + PER_ITEM * (1 + childComplexity)
  if (isList) {
    const size = isIntrospectionType(type) ? ownSize(field.name) : listSize?.['assumedSize']
    return weight + Number(size) * (1 + childComplexity)
  }
  if (field === TypeMetaFieldDef) return weight + largestType * childComplexity
  // The shopping list of a plan is of the one event.
  if (listSize === undefined) {
    return weight + (childComplexity % PER_ITEM) + Math.floor(childComplexity / PER_ITEM)
  }
  const named: unknown = args['eventIds']
  const page = Array.isArray(named) ? Math.min(named.length, 100) : Number(args['first'] ?? listSize['assumedSize'])
  const { nodes, events = nodes } = typeNamed(getNamedType(field.type).name).getFields()
  const rowWeight = events ? rowWeightOf(getNamedType(events.type)) : 0
  return weight + page * rowWeight + (childComplexity % PER_ITEM) + page * Math.floor(childComplexity / PER_ITEM)
}

const OPERATIONS = 500

describe('the cost of an operation', () => {
  it.each(['query', 'mutation'] as const)(
    'of a random %s is what graphql-query-complexity says',
    { timeout: 120_000 },
    (kind) => {
      let compared = 0
      fc.assert(
        fc.property(randomOperations(schema, { kind }), ({ query, variables }) => {
          const document = parse(query)
          expect(validate(schema, document)).toEqual([])
          const operation = getOperationAST(document)
          const { coerced } = getVariableValues(schema, operation?.variableDefinitions ?? [], variables)
          if (!operation || !coerced) throw new Error('The operation is not valid')
          const expected = getComplexity({
            schema,
            query: withFragmentsAddedUp(document),
            variables,
            estimators: [estimate],
          })
          expect(scales(document, operation, coerced).cost).toBe(expected)
          compared += 1
        }),
        { numRuns: OPERATIONS },
      )
      expect(compared).toBe(OPERATIONS)
    },
  )
})
