import { readFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { defaultFieldResolver, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql'
import { globalId } from '../global-ids.js'
import type { MutationContext } from '../graphql/context.js'
import { dropLoaders } from '../session/session.js'
import { resolvers } from './resolvers.js'

/** The schema with its resolvers. Reads schema.graphql, which stands two levels above this file in src and in dist. */
export function createSchema(): GraphQLSchema {
  const typeDefs = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')
  const schema = makeExecutableSchema({ typeDefs, resolvers })
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = withNewLoadersAfter(field.resolve ?? defaultFieldResolver)
  }
  for (const type of Object.values(schema.getTypeMap())) {
    const id = isObjectType(type) ? type.getFields()['id'] : undefined
    if (id !== undefined) id.resolve ??= globalIdOf(type.name)
  }
  return schema
}

/** Resolves the global id of a row by its number. Here, once for all types; what is no row has a resolver of its own. */
function globalIdOf(type: string): GraphQLFieldResolver<{ readonly id: number }, unknown> {
  return ({ id }) => globalId(type, id)
}

/**
 * A field of a mutation behind which nothing is read from loaders that saw the state before it. Here, once for all
 * fields, so that no service has to remember it.
 */
function withNewLoadersAfter(
  resolve: GraphQLFieldResolver<unknown, MutationContext>,
): GraphQLFieldResolver<unknown, MutationContext> {
  return async (parent, args, context, info): Promise<unknown> => {
    try {
      return await resolve(parent, args, context, info)
    } finally {
      dropLoaders(context.session)
    }
  }
}
