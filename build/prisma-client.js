// Puts Prisma Client into dist in one piece: what was made from our schema, with those parts of @prisma/client that it
// uses. They are 5 of its 73 MB; the others are for other databases and runtimes. So @prisma/client is needed to build
// and not to run, and what it names as optional peers (Prisma's command, TypeScript) stays out of production too.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { rolldown } from 'rolldown'

const root = path.join(import.meta.dirname, '..')
const folder = path.join(root, 'dist/generated/prisma')

const bundle = await rolldown({ input: path.join(folder, 'client.js'), platform: 'node' })
const { output } = await bundle.generate({ format: 'esm' })
await bundle.close()

await rm(folder, { recursive: true })
await mkdir(folder)
for (const file of output) {
  await writeFile(path.join(folder, file.fileName), file.type === 'chunk' ? file.code : file.source)
}
await copyFile(path.join(root, 'node_modules/@prisma/client/LICENSE'), path.join(folder, 'LICENSE'))
