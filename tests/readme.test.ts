import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { inSession } from '../src/session/in-session.js'
import { seedDemo } from '../src/transfer/demo.js'
import { writeExport } from '../src/transfer/export.js'
import { restore } from '../src/transfer/restore.js'
import { startProduct, type ProductUnderTest } from './http/product-under-test.js'

const root = path.join(import.meta.dirname, '..')
const read = (file: string) => readFile(path.join(root, file), 'utf8')

interface Step {
  readonly query: string
  readonly answer: unknown
}

/** What README prints: each query or mutation of a chapter, with the answer below it. */
async function stepsOf(chapter: string): Promise<Step[]> {
  const [, section = ''] = new RegExp(`^## ${chapter}$([^]*?)^## `, 'm').exec(await read('README.md')) ?? []
  const pairs = [...section.matchAll(/^```graphql\n([^]*?)^```$[^]*?^```json\n([^]*?)^```$/gm)]
  return pairs.map(([, query = '', answer = '']) => ({ query, answer: JSON.parse(answer) as unknown }))
}

const walkthrough = (): Promise<Step[]> => stepsOf('A walkthrough')

/** Asks each step of the product, and holds its answer against the one that stands there. */
async function expectAnswers({ origin }: ProductUnderTest, steps: readonly Step[]): Promise<void> {
  for (const { query, answer } of steps) {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    const { extensions, ...rest } = z
      .looseObject({ extensions: z.object({ cost: z.unknown() }) })
      .parse(await response.json())
    expect(extensions).toHaveProperty('cost')
    expect(rest, query).toEqual(answer)
  }
}

describe('the walkthrough of README, asked of the demo in its order', () => {
  let product: ProductUnderTest
  beforeAll(async () => {
    product = await startProduct()
    await seedDemo(product.sessions)
  })
  afterAll(() => product.stop())

  it('has the answers that stand there', async () => {
    const steps = await walkthrough()
    expect(steps.length).toBeGreaterThan(5)
    await expectAnswers(product, steps)
  })

  it('shows a mutation that succeeds, and one that is refused', async () => {
    const mutations = (await walkthrough()).filter(({ query }) => query.startsWith('mutation'))
    const refused = mutations.filter(({ answer }) => JSON.stringify(answer).includes('"errors"'))
    expect(refused).toHaveLength(1)
    expect(mutations.length).toBeGreaterThan(1)
  })

  it('is opened by the link that stands before it, in the playground and in other clients', async () => {
    const [, search = ''] = /<http:\/\/127\.0\.0\.1:4000\/graphql(\?[^>]*)>/.exec(await read('README.md')) ?? []
    const url = `${product.origin}/graphql${search}`
    expect(await (await fetch(url)).json()).toMatchObject({ data: { events: { totalCount: 3 } } })
    expect(await (await fetch(url, { headers: { accept: 'text/html' } })).text()).toContain('<title>Batchboard</title>')
  })
})

describe('the chapter of README that starts from an empty database, in its order', () => {
  it('has the answers that stand there, and the last ones again after an export and its import', async () => {
    const steps = await stepsOf('From an empty database')
    expect(steps.length).toBeGreaterThan(10)
    const [product, copy] = [await startProduct(), await startProduct()]
    const folder = await mkdtemp(path.join(tmpdir(), 'batchboard-readme-'))
    try {
      await expectAnswers(product, steps)
      const file = path.join(folder, 'bakery.ndjson')
      await inSession(product.sessions, { mode: 'read' }, (session) => writeExport(file, session))
      await inSession(copy.sessions, { mode: 'write' }, (session) => restore(file, session))
      await expectAnswers(copy, steps.slice(-1))
    } finally {
      await rm(folder, { recursive: true })
      await product.stop()
      await copy.stop()
    }
  })
})

describe('README and docs', async () => {
  const pages = (await readdir(path.join(root, 'docs'))).filter((name) => name.endsWith('.md'))
  const files = ['README.md', 'SECURITY.md', ...pages.map((name) => `docs/${name}`)]

  it.each(files)('%s names commands, files and headings that there are', async (file) => {
    const text = await read(file)
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await read('package.json')))
    for (const [, script = ''] of text.matchAll(/\bnpm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(script)
    for (const [, named = ''] of text.matchAll(/\b(tests\/[\w./-]*\w)/g)) {
      // Some are named as vitest takes them: by how they begin.
      const folder = path.dirname(path.join(root, named))
      const found = (await readdir(folder)).some((name) => name.startsWith(path.basename(named)))
      expect(found, named).toBe(true)
    }
    for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (/^https?:/.test(target)) continue
      const [linked = '', heading] = target.split('#')
      const linkedFile = linked === '' ? file : path.join(path.dirname(file), linked)
      await expect(stat(path.join(root, linkedFile)), target).resolves.toBeDefined()
      if (heading === undefined) continue
      const headings = [...(await read(linkedFile)).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => title)
      expect(headings.map((title) => title.toLowerCase().replaceAll(' ', '-'))).toContain(heading)
    }
  })
})
