import { HeaderMap, type BaseContext, type GraphQLRequest, type GraphQLRequestListener } from '@apollo/server'
import { GraphQLError, type DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import { invalid } from '../domain-error.js'

/** Where Apollo Server keeps the documents that it has parsed and found valid. */
export interface DocumentStore {
  readonly get: (key: string) => Promise<DocumentNode | undefined>
  readonly set: (key: string, document: DocumentNode) => Promise<void>
  readonly delete: (key: string) => Promise<boolean>
}

/**
 * What a parsed document takes for each character of its text, at most: measured with short names and many arguments.
 * Comments, which the parser keeps too, take 45 bytes a character.
 */
export const BYTES_PER_CHARACTER = 256

/** Characters of all documents that are kept, and so up to 64 MB: some 250 of those that clients usually send. */
const MAX_CHARACTERS = 256 * 1024
/** What each counts beside its text: its key, and its place. */
const EACH = 256

/** The documents last asked for, as many as fit by the length of their text. */
export function documentStore(): DocumentStore {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (document) => lengthOf(document) + EACH,
  })
  return {
    get: (key) => Promise.resolve(documents.get(key)),
    set: (key, document) => {
      documents.set(key, document)
      return Promise.resolve()
    },
    delete: (key) => Promise.resolve(documents.delete(key)),
  }
}

/** How many characters a document's text has. */
export function lengthOf({ loc }: DocumentNode): number {
  return loc?.source.body.length ?? 0
}

/**
 * Refuses operations whose text is longer than `maxBytes`, before it is hashed or parsed. Apollo Server has no hook to
 * refuse a request that early, so that the text is replaced by a harmless one, and the request refused by the returned
 * listener at the first hook that may. Returns undefined for a text that is short enough.
 */
export function textLimit(
  maxBytes: number,
): (request: GraphQLRequest) => GraphQLRequestListener<BaseContext> | undefined {
  const { message, code, details } = invalid('query', `may have at most ${String(maxBytes)} bytes`)
  const refusing: GraphQLRequestListener<BaseContext> = {
    didResolveOperation: () =>
      Promise.reject(
        new GraphQLError(message, {
          extensions: { code, ...details, http: { status: 400, headers: new HeaderMap() } },
        }),
      ),
  }
  return (request) => {
    if (request.query === undefined || Buffer.byteLength(request.query) <= maxBytes) return undefined
    request.query = '{ __typename }'
    delete request.operationName
    return refusing
  }
}
