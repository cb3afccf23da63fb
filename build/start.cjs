// Runs a program of dist, or says in one line why it can't: node build/start.cjs [--build] PROGRAM [ARGUMENTS]
// With --build it first builds what is missing or out of date. In words that an old Node understands too.
'use strict'
const fs = require('fs')
const path = require('path')
const url = require('url')

const root = path.join(__dirname, '..')

function fail(line) {
  process.stderr.write(line + '\n')
  process.exit(1)
}

function isOlder(version, than) {
  const [have, need] = [version, than].map((text) => text.split('.').map(Number))
  const differs = need.findIndex((part, i) => part !== have[i])
  return differs !== -1 && have[differs] < need[differs]
}

const needed = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '')
if (isOlder(process.versions.node, needed)) {
  fail(`Batchboard needs Node ${needed} or newer, and this is ${process.versions.node}.`)
}

/** Without sources it is a package, which was made by `npm pack` rather than `npm run pack`. */
function notBuilt() {
  return fs.existsSync(path.join(root, 'src'))
    ? 'Batchboard is not built yet. Run: npm run build'
    : 'This package of Batchboard was packed before it was built. Make it by: npm run pack'
}

async function run(args) {
  const build = args[0] === '--build'
  if (build) await (await import('./build.js')).build()
  const [program, ...rest] = build ? args.slice(1) : args
  const file = path.join(root, 'dist', `${program}.js`)
  if (!fs.existsSync(file)) fail(notBuilt())
  process.argv = [process.argv[0], file, ...rest]
  await import(url.pathToFileURL(file).href)
}

function start(args) {
  run(args).catch((error) => fail(error.message))
}

if (require.main === module) start(process.argv.slice(2))
module.exports = { start }
