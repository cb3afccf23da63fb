import { execFile } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { generate } from '@graphql-codegen/cli'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const compiler = path.join(root, 'node_modules/typescript/bin/tsc')

// A client's own file: the types of what it reads, and of what it sends.
const APP = `
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core'
import { graphql } from './gql/index.js'

export const record = graphql(\`
  query Records($eventId: ID!) {
    event(id: $eventId) { date productionRecords { nodes { actualCost producedAt } } }
  }
\`)
type Event = NonNullable<ResultOf<typeof record>['event']>
type Made = Event['productionRecords']['nodes'][number]

export const variables: VariablesOf<typeof record> = { eventId: 'event_1' }
export const read = (event: Event, made: Made): readonly string[] => [event.date, made.actualCost, made.producedAt]
`

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'batchboard-codegen-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it("makes types by codegen's client preset that pass a strict tsc, with the three scalars as strings", async () => {
  const file = path.join(folder, 'app.ts')
  await writeFile(file, APP)
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }')
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  await generate({
    cwd: root,
    silent: true,
    schema: path.join(root, 'schema.graphql'),
    documents: file,
    generates: {
      [`${folder}/gql/`]: {
        preset: 'client',
        config: {
          useTypeImports: true,
          emitLegacyCommonJSImports: false,
          scalars: { Date: 'string', DateTime: 'string', Decimal: 'string' },
        },
      },
    },
  })
  const strict = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023']
  const checked = await promisify(execFile)(process.execPath, [compiler, ...strict, file], { cwd: folder }).catch(
    (error: unknown) => error,
  )
  expect(checked).toMatchObject({ stdout: '' })
})
