// Runs a TypeScript file of this folder in a process of its own: Node 20 does not read TypeScript, vite's runner does.
import { runnerImport } from 'vite'

const file = process.argv[2]
process.argv.splice(1, 2, file)
await runnerImport(new URL(`./${file}`, import.meta.url).pathname, { configFile: false, logLevel: 'error' })
