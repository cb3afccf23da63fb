import { buildSchema, parse, validate } from 'graphql'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examples } from '../../src/http/examples.js'
import { seedDemo } from '../../src/transfer/demo.js'
import { startProduct } from '../http/product-under-test.js'
import type { ProductUnderTest } from '../http/product-under-test.js'
import { startServer } from '../http/server-under-test.js'
import type { ServerUnderTest } from '../http/server-under-test.js'

/** As much of the API as the first example asks for. */
const api = {
  typeDefs: `
    type Query { dashboardSummary: [EventSummary!]! }
    type EventSummary {
      event: Event!
      recipesComplete: Int!
      recipesTotal: Int!
      assignments: AssignmentCounts!
      plannedCost: String!
      actualCost: String!
      isComplete: Boolean!
    }
    type Event { id: ID! name: String! date: String! }
    type AssignmentCounts { total: Int! pending: Int! assembled: Int! delivered: Int! }
  `,
  resolvers: {
    Query: {
      dashboardSummary: () => [
        {
          event: { id: 'event_1', name: 'Holiday Baking', date: '2026-12-20' },
          recipesComplete: 2,
          recipesTotal: 5,
          assignments: { total: 4, pending: 3, assembled: 1, delivered: 0 },
          plannedCost: '84.1250',
          actualCost: '31.5000',
          isComplete: false,
        },
      ],
    },
  },
}

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServer({ api })
})
afterAll(() => server.http.close(0))

const asBrowser = { headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' } }

describe('the playground', () => {
  it('is what a browser gets at /graphql, under a policy that lets it load from here only', async () => {
    const response = await fetch(`${server.origin}/graphql`, asBrowser)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
  })

  it('is what a browser gets by a link with a query in it; other clients get the answer', async () => {
    const url = `${server.origin}/graphql?query={dashboardSummary{isComplete}}`
    const page = await fetch(url, asBrowser)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await (await fetch(url)).json()).toMatchObject({ data: { dashboardSummary: [{ isComplete: false }] } })
  })

  it('may be kept by the browser for ever, since each file carries its version in its address', async () => {
    const html = await (await fetch(`${server.origin}/graphql`, asBrowser)).text()
    const urls = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, url]) => url ?? '')
    expect(urls).toHaveLength(8)
    for (const url of urls) {
      expect(url).toMatch(/^\/graphql\/assets\/[a-z-]+-[0-9a-f.]+\b/)
      const response = await fetch(server.origin + url)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(response.headers.get('content-type')).toMatch(/^text\/(javascript|css|plain); charset=utf-8$/)
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100)
    }
  })
})

describe('the files of the playground', () => {
  it('come with the licences of all that they hold, GraphiQL having lost the notices of what it bundles', async () => {
    const html = await (await fetch(`${server.origin}/graphql`, asBrowser)).text()
    const url = /<link rel="license" href="([^"]+)">/.exec(html)?.[1] ?? ''
    const licences = await (await fetch(server.origin + url)).text()
    for (const name of [
      'graphiql',
      'react',
      'react-dom',
      'graphiql-explorer',
      'codemirror',
      'markdown-it',
      '@headlessui/react',
    ]) {
      expect(licences).toContain(`\n${name}\n\n`)
    }
    expect(licences).toContain('Copyright (c) GraphQL Contributors')
  })
})

describe('the examples', () => {
  it('can be asked of the API', async () => {
    const schema = buildSchema(await readFile(path.join(import.meta.dirname, '../../schema.graphql'), 'utf8'))
    for (const example of examples) expect(validate(schema, parse(example))).toEqual([])
  })
})

let browser: Browser
beforeAll(async () => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) {
    throw new Error(`There is no Chromium at ${executablePath}. Install it, or set CHROMIUM_PATH.`)
  }
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}, 60_000)
afterAll(() => browser.close())

/** Opens an address as a new visitor, and notes what the page asks for and what the browser complains about. */
async function visit(url: string, options: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }) {
  const page = await browser.newPage(options)
  const requested: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  // Some of Chromium's complaints about the page's policy reach no console.
  await page.addInitScript(`
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error('policy', violatedDirective, blockedURI))
  `)
  await page.goto(url)
  page.setDefaultTimeout(10_000)
  await page.getByRole('tab').first().waitFor()
  return { page, requested, complaints }
}

type Visit = Awaited<ReturnType<typeof visit>>

/** Presses the button, when GraphiQL has noted which operations the editor holds: a tenth of a second after a change. */
async function run(page: Page): Promise<void> {
  const isNoted = () =>
    page.evaluate(`(() => {
      const editor = document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror
      return new RegExp('^ *(query|mutation) ' + editor.operationName + '[ ({]', 'm').test(editor.getValue())
    })()`)
  await expect.poll(isNoted, { timeout: 10_000 }).toBe(true)
  await page.getByRole('button', { name: /execute query/i }).click()
}
const result = (page: Page) => page.locator('.result-window')
const screenshot = (page: Page, name: string) =>
  page.screenshot({ path: path.join(tmpdir(), `batchboard-playground${name}.png`) })
/** The text of an editor, which shows only as much of it as there is room for. */
const textIn = (page: Page, editor: string) =>
  page.evaluate<string>(`document.querySelector('${editor} .CodeMirror').CodeMirror.getValue()`)

describe('the playground in Chromium', () => {
  let page: Page
  let visited: Visit

  beforeAll(async () => {
    visited = await visit(`${server.origin}/`)
    page = visited.page
  }, 60_000)

  it('opens on the examples, a tab each', async () => {
    expect(await page.getByRole('tab').allInnerTexts()).toEqual([
      'Dashboard',
      'Progress',
      'Assembly',
      'Plan',
      'Shopping',
      'Assemble',
    ])
    expect(examples).toHaveLength(6)
  })

  it('runs an example at the press of its button and shows the answer', async () => {
    await run(page)
    await result(page).getByText('"Holiday Baking"').waitFor()
    expect(await result(page).textContent()).toContain('"84.1250"')
    await screenshot(page, '')
  })

  it('knows the schema', async () => {
    await page.getByRole('button', { name: /documentation explorer/i }).click()
    await page.getByRole('link', { name: 'Query', exact: true }).click()
    await page.getByRole('link', { name: 'dashboardSummary' }).first().waitFor()
    await screenshot(page, '-documentation')
  })

  it('builds a query by clicks', async () => {
    await page.getByRole('button', { name: 'New tab' }).click()
    await page.getByRole('button', { name: 'GraphiQL Explorer' }).click()
    const explorer = page.locator('.graphiql-explorer-root')
    const inTab = async () => (await textIn(page, '.graphiql-query-editor')).replaceAll(/\s+/g, ' ').trim()
    await explorer.getByText('dashboardSummary').click()
    await explorer.getByText('recipesTotal').click()
    await explorer.getByText('event', { exact: true }).click()
    await explorer.getByText('name', { exact: true }).click()
    await expect.poll(inTab).toMatch(/^query \w+ \{ dashboardSummary \{ recipesTotal event \{ name \} \} \}$/)
    await screenshot(page, '-explorer')
    await run(page)
    await result(page).getByText('"Holiday Baking"').waitFor()
    expect(JSON.parse(await textIn(page, '.result-window'))).toMatchObject({
      data: { dashboardSummary: [{ recipesTotal: 5, event: { name: 'Holiday Baking' } }] },
    })
  })

  it('asked nobody but this server, and broke no rule of its policy', () => {
    const { requested, complaints } = visited
    const elsewhere = requested.filter((url) => !url.startsWith(`${server.origin}/`) && !url.startsWith('data:'))
    expect(elsewhere).toEqual([])
    expect(requested.length).toBeGreaterThan(8)
    expect(complaints).toEqual([])
  })
})

describe('a link to the playground', () => {
  const query =
    'query Unused { __typename } query Linked($yes: Boolean!) { dashboardSummary { isComplete @include(if: $yes) } }'
  const variables = '{"yes":true}'
  const link = () =>
    `${server.origin}/graphql?${String(new URLSearchParams({ query, variables, operationName: 'Linked' }))}`

  const opensAndRuns = async ({ page, requested }: Visit) => {
    expect(await textIn(page, '.graphiql-query-editor')).toBe(query)
    expect(await textIn(page, '.graphiql-editor-tool')).toBe(variables)
    // The schema is all that it has asked for by itself.
    await page.waitForLoadState('networkidle')
    expect(requested.filter((url) => url === `${server.origin}/graphql`)).toHaveLength(1)
    expect(await textIn(page, '.result-window')).toBe('')

    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await run(page)
    expect((await sent).postDataJSON()).toEqual({ query, variables: { yes: true }, operationName: 'Linked' })
    await result(page).getByText('"isComplete"').waitFor()
  }

  it('opens with the query, its variables and the chosen operation, and runs it when told to', async () => {
    const visited = await visit(link())
    await opensAndRuns(visited)
    expect(await visited.page.getByRole('tab').allInnerTexts()).toHaveLength(examples.length + 1)
    expect(visited.complaints).toEqual([])
  })

  it('opens beside what somebody left there', async () => {
    const visited = await visit(`${server.origin}/graphql`)
    // GraphiQL keeps its tabs half a second after a change.
    await expect.poll(() => visited.page.evaluate(`localStorage.getItem('graphiql:tabState')`)).not.toBeNull()
    visited.requested.length = 0
    await visited.page.goto(link())
    await visited.page.getByRole('tab', { selected: true }).getByText('Unused').waitFor()
    await opensAndRuns(visited)
    // The other tabs run their own operations.
    await visited.page.getByRole('tab', { name: 'Dashboard' }).click()
    await run(visited.page)
    await result(visited.page).getByText('"Holiday Baking"').waitFor()
  })
})

describe('the playground on a phone', () => {
  it('shows the result over the whole width, and nothing has to be scrolled sideways', async () => {
    const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
    const { page, complaints } = await visit(`${server.origin}/graphql`, phone)
    const widths = () => page.evaluate(`[document.documentElement.scrollWidth, window.innerWidth]`)
    expect(await widths()).toEqual([390, 390])
    await page.getByRole('button', { name: /execute query/i }).tap()
    const line = result(page).getByText('"84.1250"')
    await line.waitFor()
    const window = await result(page).boundingBox()
    expect(window?.width).toBeGreaterThan(380)
    expect(window?.height).toBeGreaterThan(350)
    // Nothing in it is wider than it is.
    expect(
      await page.evaluate(
        `((box) => box.scrollWidth - box.clientWidth)(document.querySelector('.result-window .CodeMirror-scroll'))`,
      ),
    ).toBeLessThanOrEqual(0)
    await line.scrollIntoViewIfNeeded()
    expect(await line.isVisible()).toBe(true)
    await screenshot(page, '-phone')

    await page.getByRole('button', { name: 'GraphiQL Explorer' }).tap()
    await page.locator('.graphiql-explorer-root').getByText('dashboardSummary').waitFor()
    expect(await widths()).toEqual([390, 390])
    expect(complaints).toEqual([])
  })
})

describe('the examples on the data of the demo', () => {
  let product: ProductUnderTest
  beforeAll(async () => {
    product = await startProduct()
    await seedDemo(product.sessions)
  })
  afterAll(() => product.stop())

  it('all succeed, the mutation included', async () => {
    const { page, complaints } = await visit(`${product.origin}/graphql`)
    for (const name of await page.getByRole('tab').allInnerTexts()) {
      await page.getByRole('tab', { name }).click()
      await run(page)
      await expect.poll(() => textIn(page, '.result-window'), { message: name }).toMatch(/"data": \{/)
      expect(await textIn(page, '.result-window'), name).not.toContain('"errors"')
    }
    expect(await textIn(page, '.result-window')).toContain('"status": "ASSEMBLED"')
    expect(complaints).toEqual([])
  })
})
