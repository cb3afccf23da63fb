// What the bench starts, it stops: at its end, on a failure, and when it is interrupted.

const endings = []
let ending

/** Registers what must happen at the end; the last registered happens first. */
export function atEnd(action) {
  endings.push(action)
}

async function end() {
  for (const action of endings.splice(0).reverse()) {
    try {
      await action()
    } catch (error) {
      process.stderr.write(`while stopping: ${error.message}\n`)
    }
  }
}

/** Runs a command-line program to its end, and stops all that it started before the process exits. */
export async function run(program) {
  const interrupted = new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => reject(refusal(`stopped by ${signal}`)))
    // Also what nobody waited for must not leave a PostgreSQL behind.
    process.on('uncaughtException', reject)
    process.on('unhandledRejection', reject)
  })
  let code = 0
  try {
    await Promise.race([program(), interrupted])
  } catch (error) {
    process.stderr.write(`${error.expected ? error.message : (error.stack ?? error)}\n`)
    code = 1
  }
  ending ??= end()
  await ending
  process.exit(code)
}

/** An error whose message says it all: shown without a stack. */
export function refusal(message) {
  return Object.assign(new Error(message), { expected: true })
}
