import { readFileSync } from 'node:fs'
import {
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'

const read = (path: string) => buildSchema(readFileSync(new URL(path, import.meta.url), 'utf8'))

const contract = read('contract.graphql')
const schema = read('../../schema.graphql')

type Described = { name: string; description?: string | null | undefined }

/** Everything in a type that a client can read about, by its full name: Query.events(first:). */
function describables(type: GraphQLNamedType): Described[] {
  const members: Described[] = []
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`
      members.push({ name, description: field.description })
      for (const argument of field.args) {
        members.push({ name: `${name}(${argument.name}:)`, description: argument.description })
      }
    }
  }
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      members.push({ name: `${type.name}.${field.name}`, description: field.description })
    }
  }
  if (isEnumType(type)) {
    for (const value of type.getValues()) {
      members.push({ name: `${type.name}.${value.name}`, description: value.description })
    }
  }
  return [{ name: type.name, description: type.description }, ...members]
}

/** A type's own fields with their types: Assignment.status: PackageStatus!. */
function signaturesOf(type: GraphQLNamedType): string[] {
  if (isIntrospectionType(type) || !(isObjectType(type) || isInputObjectType(type))) return []
  const fields: Record<string, GraphQLField<unknown, unknown> | GraphQLInputField> = type.getFields()
  return Object.values(fields).map((field) => `${type.name}.${field.name}: ${field.type.toString()}`)
}

describe('schema.graphql', () => {
  it('keeps everything that clients of the contract rely on', () => {
    expect(findBreakingChanges(contract, schema)).toEqual([])
  })

  it('changes no default and adds no enum value under them', () => {
    expect(findDangerousChanges(contract, schema)).toEqual([])
  })

  it('keeps the nullability of the contract to the letter, also where a stricter one would break nobody', () => {
    const signatures = (of: GraphQLSchema) => Object.values(of.getTypeMap()).flatMap(signaturesOf)
    expect(signatures(schema)).toEqual(expect.arrayContaining(signatures(contract)))
  })

  it('describes every type, field, argument, input field and enum value', () => {
    const own = Object.values(schema.getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
    )
    const described = own.flatMap(describables)
    expect(described.length).toBeGreaterThan(150)
    expect(described.filter(({ description }) => !description?.trim()).map(({ name }) => name)).toEqual([])
  })
})
