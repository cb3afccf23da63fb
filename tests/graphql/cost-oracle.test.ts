import fc from 'fast-check'
import {
  executeSync,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  SchemaMetaFieldDef,
  TypeInfo,
  TypeMetaFieldDef,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
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

function fieldsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce<number>((sum, inner) => sum + fieldsIn(inner), own)
}

/** The same without fragments, and each field by a name of its own: the same field twice is executed once. */
function apart({ selections }: SelectionSetNode, document: DocumentNode): SelectionSetNode {
  const parts = selections.map((node, index): SelectionNode => {
    if (node.kind === Kind.FIELD) {
      const alias = { kind: Kind.NAME, value: `f${String(index)}` } as const
      return node.selectionSet === undefined
        ? { ...node, alias }
        : { ...node, alias, selectionSet: apart(node.selectionSet, document) }
    }
    const definition = document.definitions.find(
      (each) =>
        node.kind === Kind.FRAGMENT_SPREAD &&
        each.kind === Kind.FRAGMENT_DEFINITION &&
        each.name.value === node.name.value,
    )
    const of = node.kind === Kind.INLINE_FRAGMENT ? node : definition
    if (of?.kind !== Kind.INLINE_FRAGMENT && of?.kind !== Kind.FRAGMENT_DEFINITION) throw new Error('No such fragment')
    const { directives = [] } = node
    return { kind: Kind.INLINE_FRAGMENT, directives, selectionSet: renamed(apart(of.selectionSet, document), index) }
  })
  return { kind: Kind.SELECTION_SET, selections: parts }
}

/** The fields of a fragment are those of what is around it, among which it stands at an index. */
function renamed({ selections }: SelectionSetNode, index: number): SelectionSetNode {
  const parts = selections.map((node): SelectionNode => {
    if (node.kind === Kind.INLINE_FRAGMENT) return { ...node, selectionSet: renamed(node.selectionSet, index) }
    if (node.kind !== Kind.FIELD || node.alias === undefined) return node
    return { ...node, alias: { ...node.alias, value: `${node.alias.value}_${String(index)}` } }
  })
  return { kind: Kind.SELECTION_SET, selections: parts }
}

/** What the schema says about itself is known: it is asked, and what the answer has is counted. */
function introspected(node: FieldNode, { document, variables }: Asked): number {
  const operation = getOperationAST(document)
  if (!operation) throw new Error('There is no operation')
  const selectionSet = apart({ kind: Kind.SELECTION_SET, selections: [node] }, document)
  const alone = { ...operation, operation: OperationTypeNode.QUERY, selectionSet }
  const { data, errors } = executeSync({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [alone] },
    variableValues: variables,
  })
  expect(errors).toBeUndefined()
  return 10 * fieldsIn(data)
}

interface Asked {
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>>
}

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

const estimate =
  (asked: Asked) =>
  ({ type, field, node, args, childComplexity }: ComplexityEstimatorArgs): number => {
    if (field === SchemaMetaFieldDef || field === TypeMetaFieldDef) return introspected(node, asked)
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
      return weight + Number(listSize?.['assumedSize'] ?? 0) * (1 + childComplexity)
    }
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
            estimators: [estimate({ document, variables })],
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
