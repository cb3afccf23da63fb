import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { seedDemo } from '../src/transfer/demo.js'
import { startProduct, type ProductUnderTest } from './http/product-under-test.js'

const root = path.join(import.meta.dirname, '..')
const read = (file: string) => readFile(path.join(root, file), 'utf8')

/** What README prints: each query or mutation of its walkthrough, with the answer below it. */
async function walkthrough(): Promise<{ query: string; answer: unknown }[]> {
  const [, section = ''] = /^## A walkthrough$([^]*?)^## /m.exec(await read('README.md')) ?? []
  const pairs = [...section.matchAll(/^```graphql\n([^]*?)^```$[^]*?^```json\n([^]*?)^```$/gm)]
  return pairs.map(([, query = '', answer = '']) => ({ query, answer: JSON.parse(answer) as unknown }))
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
    for (const { query, answer } of steps) {
      const response = await fetch(`${product.origin}/graphql`, {
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
