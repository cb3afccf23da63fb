// A thread that asks for /health/live every 100 ms, each time on a new connection, until it is told to end; then it
// sends what each took. A thread of its own, because it is to measure the server's lag and not the load generator's.
import { get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** Resolves to the milliseconds that it took, or to what went wrong. */
function probe() {
  const began = performance.now()
  return new Promise((resolve) => {
    get(new URL('/health/live', workerData.url), { agent: false }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode === 200 ? performance.now() - began : response.statusCode))
    }).on('error', (error) => resolve(error.message))
  })
}

let over = false
parentPort.once('message', () => (over = true))
const results = []
while (!over) {
  results.push(await probe())
  await new Promise((resolve) => setTimeout(resolve, 100))
}
parentPort.postMessage(results)
