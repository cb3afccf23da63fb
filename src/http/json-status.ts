import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server'

const REFUSED_DOCUMENT = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'])

// One listener for all requests: it keeps nothing of its own.
const listener: GraphQLRequestListener<object> = {
  willSendResponse({ request, response, errors }) {
    const accept = request.http?.headers.get('accept') ?? ''
    if (!accept.includes('application/json') || accept.includes('application/graphql-response+json')) {
      return Promise.resolve()
    }
    if (errors?.every(({ extensions }) => REFUSED_DOCUMENT.has(String(extensions['code']))) === true) {
      response.http.status = 200
    }
    return Promise.resolve()
  },
}

/**
 * To a client that asks for application/json by name, the standard of GraphQL over HTTP answers 200 even where the
 * document can't be parsed, is not valid, or its variables don't fit: such clients take any other status for a proxy's, and look no further.
 * Clients that ask for application/graphql-response+json, or for nothing in particular, get Apollo's 400.
 */
export const jsonStatus: ApolloServerPlugin = { requestDidStart: () => Promise.resolve(listener) }
