import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { FILES } from '../../src/http/playground.js'
import { nameOf, readLockFile, root } from './packages.js'

/** Licences that ask for no more than their notice: what may be used here without asking anybody. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']

const manifest = z.object({ name: z.string(), version: z.string(), license: z.string() })

async function manifestIn(folder: string): Promise<z.infer<typeof manifest>> {
  return manifest.parse(JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8')))
}

async function listed(folders: Iterable<string>): Promise<string> {
  const lines = await Promise.all(
    Array.from(folders, async (folder) => {
      const { name, version, license } = await manifestIn(folder)
      expect(ALLOWED, `the licence of ${name} in ${folder}`).toContain(license)
      const instead = name === nameOf(folder) ? '' : ` (empty, in the place of ${nameOf(folder)})`
      return `- ${name} ${version}: ${license}${instead}\n`
    }),
  )
  return [...new Set(lines)].sort().join('')
}

it('lists each package of production, and each that is put into dist, with a licence that is allowed', async () => {
  const { packages } = await readLockFile()
  const production = Object.entries(packages).filter(([folder, { dev }]) => folder !== '' && dev !== true)
  expect(production.length).toBeGreaterThan(50)
  const built = new Set([...FILES.map(({ package: name }) => name), '@prisma/client', '@prisma/client-runtime-utils'])

  await expect(`# Licences

What production installs, and what the build puts into dist. Made from the packages themselves; after a change of
dependencies: \`npx vitest run tests/supply/licences.test.ts -u\`

## Installed

${await listed(production.map(([folder]) => folder))}
## In dist

${await listed(Array.from(built, (name) => `node_modules/${name}`))}
GraphiQL bundles other packages: their licences are in \`dist/playground/licences.txt\`, which the playground serves.
`).toMatchFileSnapshot(path.join(root, 'docs/licences.md'))
})
