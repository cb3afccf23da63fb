import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print } from 'graphql'
import type { TestClient } from './client.js'

/** Asks a typed operation and gives its data. Throws where the answer has errors. */
export async function answerTo<Data, Variables extends Record<string, unknown>>(
  client: Pick<TestClient, 'ask'>,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data, errors } = await client.ask(print(document), variables)
  if (errors.length > 0) throw new Error(`Answered with errors: ${JSON.stringify(errors)}`)
  // The generated types are those of the schema, against which the operation was validated.
  return data as Data
}
