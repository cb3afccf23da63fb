#!/usr/bin/env -S node --heap-growing-percent=60 --max-semi-space-size=32
// The command of the package that `npm run pack` makes. In words that an old Node understands too.
'use strict'
const { start } = require('./start.cjs')

const HELP = `A GraphQL server for people who bake to a date.

  batchboard               starts the server
  batchboard --demo        starts it with sample data, in memory
  batchboard import FILE   imports a backup of the desktop app, or an export
  batchboard export FILE   writes all that there is to a new file
  batchboard migrate       brings the server that DATABASE_URL names up to this version's schema

Settings are environment variables: see README.md.
`

const [command, ...rest] = process.argv.slice(2)
if (command === '--help' || command === '-h') process.stdout.write(HELP)
else if (command === 'import') start(['transfer/cli', ...rest])
else if (command === 'export') start(['transfer/export-cli', ...rest])
else if (command === 'migrate') start(['migrate', ...rest])
else start(['main', ...process.argv.slice(2)])
