import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server'

/** Codes of a request for which nothing was run, because of its document or its variables. */
const REFUSED_DOCUMENT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'VALIDATION_FAILED',
])

// One listener for all requests: it keeps nothing of its own.
const listener: GraphQLRequestListener<object> = {
  willSendResponse({ request, response: { body, http } }) {
    const { errors, data } = body.kind === 'single' ? body.singleResult : {}
    if (errors === undefined) return Promise.resolve()
    const codes = errors.map(({ extensions }) => String(extensions?.['code']))
    // Apollo Server says 200, for clients of other servers that try this first and then send the query.
    if (codes.includes('PERSISTED_QUERY_NOT_SUPPORTED')) http.status = 400
    const accept = request.http?.headers.get('accept') ?? ''
    const isByName = accept.includes('application/json') && !accept.includes('application/graphql-response+json')
    if (isByName && data === undefined && codes.every((code) => REFUSED_DOCUMENT.has(code))) http.status = 200
    return Promise.resolve()
  },
}

/**
 * To a client that asks for application/json by name, the standard of GraphQL over HTTP answers 200 even where the
 * document can't be parsed, is not valid, or its variables don't fit: such clients take any other status for a proxy's, and look no further.
 * Clients that ask for application/graphql-response+json, or for nothing in particular, get Apollo's 400.
 */
export const jsonStatus: ApolloServerPlugin = { requestDidStart: () => Promise.resolve(listener) }
