// Copies the files that the playground serves from their packages into dist, so that production needs neither GraphiQL
// nor React: some 1.5 MB of 113, and none of their packages. Their licences go with them.
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { FILES, LICENCES, PLAYGROUND } from '../dist/http/playground.js'

const packages = path.join(import.meta.dirname, '../node_modules')

/** Bundled by GraphiQL in a version that the lock file does not have; a package of the same repository that it has. */
const IN_THE_REPOSITORY_OF = {
  '@radix-ui/react-use-escape-keydown': '@radix-ui/primitive',
  '@react-aria/utils': '@react-aria/focus',
}

/** Bundled by packages whose files come without a source map. */
const BUNDLED_INTO = { '@graphiql/plugin-explorer': ['graphiql-explorer'] }

await rm(PLAYGROUND, { recursive: true, force: true })
const licences = new Map()
for (const { package: name, file } of FILES) {
  for (const each of ['package.json', file]) {
    const target = path.join(PLAYGROUND, name, each)
    await mkdir(path.dirname(target), { recursive: true })
    await copyFile(path.join(packages, name, each), target)
  }
  for (const each of [name, ...(await bundledInto(name, file))]) licences.set(each, await licenceOf(each, name))
}
const sections = [...licences].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => `${name}\n\n${text.trim()}\n`)
await writeFile(
  LICENCES,
  `The playground's files hold code of these packages, under these licences. The style sheet of graphiql holds the fonts
Roboto (Apache-2.0, https://fonts.google.com/specimen/Roboto/license) and Fira Code (SIL Open Font License 1.1,
https://openfontlicense.org).\n\n${sections.join(`\n${'-'.repeat(80)}\n\n`)}`,
)

/** The packages whose code a minified file holds. It has lost their notices; its source map has their names. */
async function bundledInto(name, file) {
  const map = await readFile(path.join(packages, name, `${file}.map`), 'utf8').catch((error) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (map === undefined) return BUNDLED_INTO[name] ?? []
  return JSON.parse(map).sources.flatMap((source) => {
    const [, bundled] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? []
    return bundled === undefined ? [] : [bundled]
  })
}

/** The text of a package's licence; of one that ships no text, what its manifest says. */
async function licenceOf(name, bundler) {
  const own = path.join(packages, bundler, 'node_modules', name)
  const folder = existsSync(own) ? own : path.join(packages, IN_THE_REPOSITORY_OF[name] ?? name)
  const texts = (await readdir(folder)).filter((file) => /^(licen[sc]e|notice|thirdpartynotices|copyright)/i.test(file))
  if (texts.length > 0) {
    return (await Promise.all(texts.map((file) => readFile(path.join(folder, file), 'utf8')))).join('\n')
  }
  const { license, author, repository } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'))
  return [`Licence: ${license}`, author?.name ?? author, repository?.url ?? repository].filter(Boolean).join('\n')
}
