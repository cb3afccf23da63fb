import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print } from 'graphql'
import type { TestClient } from './client.js'

/** Data of which each root field is there. */
type Answered<Data> = { readonly [Field in keyof Data]: NonNullable<Data[Field]> }

/** Asks a typed operation and gives its data. Throws where the answer has errors, or a root field of it is null. */
export async function answerTo<Data extends object, Variables extends Record<string, unknown>>(
  client: Pick<TestClient, 'ask'>,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Answered<Data>> {
  const { data, errors } = await client.ask(print(document), variables)
  if (errors.length > 0) throw new Error(`Answered with errors: ${JSON.stringify(errors)}`)
  const missing = Object.entries(data ?? {}).filter(([, value]) => value === null)
  if (missing.length > 0) throw new Error(`Answered with null: ${missing.map(([field]) => field).join(', ')}`)
  // The generated types are those of the schema, against which the operation was validated.
  return data as Answered<Data>
}
