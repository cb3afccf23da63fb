import { buildSchema, parse, validate } from 'graphql'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examples } from '../../src/http/examples.js'
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
          event: { id: '1', name: 'Holiday Baking', date: '2026-12-20' },
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

  it('is not what a browser gets that follows a link with an operation in it', async () => {
    const response = await fetch(`${server.origin}/graphql?query={dashboardSummary{isComplete}}`, asBrowser)
    expect(response.status).toBe(400)
  })

  it('may be kept by the browser for ever, since each file carries its version in its address', async () => {
    const html = await (await fetch(`${server.origin}/graphql`, asBrowser)).text()
    const urls = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, url]) => url ?? '')
    expect(urls).toHaveLength(5)
    for (const url of urls) {
      expect(url).toMatch(/^\/graphql\/assets\/[a-z-]+-[0-9a-f.]+\b/)
      const response = await fetch(server.origin + url)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(response.headers.get('content-type')).toMatch(/^text\/(javascript|css); charset=utf-8$/)
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100)
    }
  })
})

describe('the examples', () => {
  it('can be asked of the API', async () => {
    const schema = buildSchema(await readFile(path.join(import.meta.dirname, '../../schema.graphql'), 'utf8'))
    for (const example of examples) expect(validate(schema, parse(example))).toEqual([])
  })
})

describe('the playground in Chromium', () => {
  let browser: Browser
  let page: Page
  const requested: string[] = []
  const complaints: string[] = []

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
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
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
    await page.goto(`${server.origin}/`)
  }, 60_000)
  afterAll(() => browser.close())

  it('opens on the examples, a tab each', async () => {
    await page.getByRole('tab').first().waitFor()
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Dashboard', 'Progress', 'Assembly'])
    expect(examples).toHaveLength(3)
  })

  it('runs an example at the press of its button and shows the answer', async () => {
    await page.getByRole('button', { name: /execute query/i }).click()
    await page.locator('.result-window').getByText('"Holiday Baking"').waitFor()
    expect(await page.locator('.result-window').textContent()).toContain('"84.1250"')
    await page.screenshot({ path: path.join(tmpdir(), 'batchboard-playground.png') })
  })

  it('knows the schema', async () => {
    await page.getByRole('button', { name: /documentation explorer/i }).click()
    await page.getByRole('link', { name: 'Query', exact: true }).click()
    await page.getByRole('link', { name: 'dashboardSummary' }).first().waitFor()
    await page.screenshot({ path: path.join(tmpdir(), 'batchboard-playground-documentation.png') })
  })

  it('asked nobody but this server, and broke no rule of its policy', () => {
    const elsewhere = requested.filter((url) => !url.startsWith(`${server.origin}/`) && !url.startsWith('data:'))
    expect(elsewhere).toEqual([])
    expect(requested.length).toBeGreaterThan(6)
    expect(complaints).toEqual([])
  })
})
