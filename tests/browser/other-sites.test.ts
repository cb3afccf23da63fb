import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startProduct } from '../http/product-under-test.js'
import type { ProductUnderTest } from '../http/product-under-test.js'
import { idOf } from '../support/ids.js'
import { openBakery } from '../support/bakery.js'

/** What an attacker wants to know: the name of an event. */
const SECRET = 'Surprise party'

let product: ProductUnderTest
let browser: Browser
let others: Server
let attackScript: string
let assignmentId: string
let othersPort: number
let productPort: string

beforeAll(async () => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) {
    throw new Error(`There is no Chromium at ${executablePath}. Install it, or set CHROMIUM_PATH.`)
  }
  attackScript = await readFile(path.join(import.meta.dirname, 'attack.js'), 'utf8')
  // Every other site: a server that knows any host and has an empty page at each address.
  others = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Other</title><body></body>')
  })
  await new Promise<void>((resolve) => others.listen(0, '127.0.0.1', resolve))
  const address = others.address()
  othersPort = typeof address === 'object' ? (address?.port ?? 0) : 0
  product = await startProduct({ corsOrigins: [`http://app.test:${othersPort}`] })
  productPort = new URL(product.origin).port
  const { assignmentIds } = await openBakery(product.sessions, { name: SECRET, batches: 4 })
  assignmentId = idOf('Assignment', assignmentIds[0])
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
      // Newer versions keep pages of the Internet from this machine by themselves; not all browsers do.
      '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWarn,BlockInsecurePrivateNetworkRequests',
      // What DNS says of these names, under the control of their owners.
      '--host-resolver-rules=MAP evil.test 127.0.0.1, MAP app.test 127.0.0.1',
    ],
  })
}, 90_000)
afterAll(async () => {
  await browser.close()
  await product.stop()
  others.close()
})
beforeEach(() => {
  product.log.length = 0
  product.traffic.length = 0
})

async function openPage(url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url)
  return page
}

/** Runs all attempts in a page, and waits until each request that it has sent is over. */
async function attack(page: Page, url: string): Promise<Record<string, string>> {
  const under = new Set<unknown>()
  page.context().on('request', (request) => under.add(request))
  page.context().on('requestfinished', (request) => under.delete(request))
  page.context().on('requestfailed', (request) => under.delete(request))
  const running = `attack(${JSON.stringify(url)}, ${JSON.stringify(assignmentId)})`
  const seen = await page.evaluate<Record<string, string>>(`${attackScript};${running}`)
  const deadline = Date.now() + 15_000
  while (under.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
  return seen
}

async function statusOfAssignment(): Promise<unknown> {
  const query = `{ events(first: 1) { nodes { name assignments { nodes { id status } } } } }`
  const response = await fetch(`${product.origin}/graphql?query=${encodeURIComponent(query)}`)
  const { data } = (await response.json()) as {
    data: { events: { nodes: { name: string; assignments: { nodes: { id: string; status: string }[] } }[] } }
  }
  const [event] = data.events.nodes
  expect(event?.name).toBe(SECRET)
  return event?.assignments.nodes.find(({ id }) => id === assignmentId)?.status
}

/** The statuses that the server has given to requests of the API. */
function statuses(): number[] {
  return product.log.map((line) => Number((JSON.parse(line) as { status?: number }).status))
}

describe('nothing is read and nothing is written', () => {
  it.each<[string, () => { from: string; to: string }]>([
    [
      'by a page of another site',
      () => ({
        from: `http://evil.test:${othersPort}/`,
        to: `http://127.0.0.1:${productPort}/graphql`,
      }),
    ],
    [
      'by a page of another port of this machine',
      () => ({
        from: `http://localhost:${othersPort}/`,
        to: `http://localhost:${productPort}/graphql`,
      }),
    ],
    [
      'by a page whose own name leads here',
      () => ({
        from: `http://evil.test:${productPort}/`,
        to: `http://evil.test:${productPort}/graphql`,
      }),
    ],
    [
      'by a page of another port, through a name that leads here',
      () => ({
        from: `http://evil.test:${othersPort}/`,
        to: `http://evil.test:${productPort}/graphql`,
      }),
    ],
  ])(
    '%s',
    async (_case, places) => {
      const { from, to } = places()
      const page = await browser.newPage()
      // A page whose name leads here now came from its owner's server. (And no interception after that: playwright then
      // answers preflights itself.)
      const body = '<!doctype html><body></body>'
      if (from.includes(productPort))
        await page.route(from, (route) => route.fulfill({ contentType: 'text/html', body }))
      await page.goto(from)
      await page.unrouteAll()
      const seen = await attack(page, to)
      expect(Object.keys(seen).length).toBeGreaterThan(150)
      expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${SECRET}|"data"|ASSEMBLED"|"status":`))
      for (const frame of page.frames()) {
        expect(await frame.content().catch(() => '')).not.toContain(SECRET)
      }
      await page.close()
      // Not one request got as far as the database, and they did come.
      expect(product.traffic).toEqual([])
      expect(statuses().length).toBeGreaterThan(100)
      expect([...new Set(statuses())]).toEqual([403])
      expect(await statusOfAssignment()).toBe('PENDING')
    },
    120_000,
  )

  it('by a link on another site, that leads to the playground all the same', async () => {
    const page = await openPage(`http://evil.test:${othersPort}/`)
    const follow = async (url: string) => {
      await page.goto(`http://evil.test:${othersPort}/`)
      await page.evaluate(`document.body.innerHTML = '<a id="link" href=${JSON.stringify(url)}>Look</a>'`)
      await Promise.all([page.waitForURL((at) => at.port === productPort), page.click('#link')])
    }
    await follow(`${product.origin}/`)
    await page.getByRole('tab').first().waitFor()
    expect(await page.title()).toBe('Batchboard')
    product.traffic.length = 0
    // The playground shows the query that such a link brings along, and does not run it.
    await follow(`${product.origin}/graphql?query={events(first:1){nodes{name}}}`)
    await page.locator('.graphiql-query-editor').getByText('events').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.content()).not.toContain(SECRET)
    expect(product.traffic).toEqual([])
    await page.close()
  }, 60_000)
})

describe('a front end of an allowed origin', () => {
  it('asks by GET as urql does, and by POST as all do, and can read the id of a refusal', async () => {
    const page = await openPage(`http://app.test:${othersPort}/`)
    const seen = await page.evaluate<unknown[]>(`(async () => {
      const url = '${product.origin}/graphql'
      const accept = 'application/graphql-response+json, application/json'
      const query = '{ events(first: 1) { nodes { name } } }'
      const got = await fetch(url + '?query=' + encodeURIComponent(query), { headers: { accept } })
      const posted = await fetch(url, {
        method: 'POST',
        headers: { accept, 'content-type': 'application/json', authorization: 'Bearer x', 'x-request-id': 'front-end' },
        body: JSON.stringify({ query }),
      })
      const refused = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })
      return [
        (await got.json()).data,
        (await posted.json()).data,
        posted.headers.get('x-request-id'),
        refused.status,
        (await refused.json()).errors[0].extensions.code,
        /^[0-9a-f-]{36}$/.test(refused.headers.get('x-request-id')),
      ]
    })()`)
    const answer = { events: { nodes: [{ name: SECRET }] } }
    expect(seen).toEqual([answer, answer, 'front-end', 400, 'BAD_REQUEST', true])
    await page.close()
  }, 60_000)
})

describe('a page of ours', () => {
  // The attempts are worth something only if they succeed where they may. So they come last, and write.
  it('reads and writes by the same attempts', async () => {
    const page = await openPage(`${product.origin}/graphql`)
    const seen = await attack(page, `${product.origin}/graphql`)
    expect(seen['read: fetch cors GET']).toContain(SECRET)
    expect(seen['read: fetch cors POST application/json']).toContain(SECRET)
    expect(JSON.stringify(seen['write: fetch cors POST application/json'])).toMatch(/ASSEMBLED/)
    expect(seen['write: fetch cors GET']).toMatch(/^basic 405 /)
    expect(seen['write: fetch cors POST text/plain']).toMatch(/^basic 415 /)
    expect(await statusOfAssignment()).toBe('ASSEMBLED')
    await page.close()
  }, 120_000)
})
