import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseError, openDatabase } from '../../src/database/database.js'

/** Does `work` with a file system of its own at `place`; only root may do that. */
async function mounted(place: string, options: string, work: () => Promise<void>): Promise<void> {
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', place]).status).toBe(0)
  try {
    await work()
  } finally {
    // Lazily: what PGlite opened before it failed stays open.
    spawnSync('umount', ['-l', place])
  }
}
function mayMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'batchboard-mount-'))
  try {
    return spawnSync('mount', ['-t', 'tmpfs', 'none', place]).status === 0
  } finally {
    spawnSync('umount', [place])
    rmdirSync(place)
  }
}

describe('a data directory that is refused', { timeout: 60_000 }, () => {
  let place: string
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'batchboard-refused-'))
  })
  afterEach(() => rm(place, { recursive: true }))

  /** The one line that is said about it. */
  async function refusal(dataDir: string): Promise<string> {
    const bounds = { poolSize: 1, poolWaitMs: 5000, statementTimeoutMs: 10_000, lockTimeoutMs: 5000 }
    const opening = openDatabase({ location: { kind: 'embedded', dataDir }, ...bounds })
    const error: unknown = await opening.catch((reason: unknown) => reason)
    if (!(error instanceof DatabaseError)) throw new Error('It was not refused', { cause: error })
    return error.message
  }

  it('is a file', async () => {
    const file = join(place, 'file')
    await writeFile(file, '')
    expect(await refusal(file)).toBe(`Can't use the database in ${file}: a file is in its place`)
    expect(await refusal(join(file, 'below'))).toBe(
      `Can't use the database in ${file}/below: part of the path is a file`,
    )
  })

  it('is a link that leads nowhere, or in a circle', async () => {
    const [dangling, circle] = [join(place, 'dangling'), join(place, 'circle')]
    await symlink(join(place, 'nothing', 'there'), dangling)
    await symlink(circle, circle)
    expect(await refusal(dangling)).toBe(
      `Can't use the database in ${dangling}: there is no such folder, and none can be made`,
    )
    expect(await refusal(circle)).toBe(`Can't use the database in ${circle}: the link leads in a circle`)
  })

  it('has too long a name', async () => {
    const long = join(place, 'x'.repeat(300))
    expect(await refusal(long)).toBe(`Can't use the database in ${long}: the path is too long`)
  })

  it.skipIf(process.platform === 'win32')('belongs to somebody else', async () => {
    const theirs = join(place, 'theirs')
    await mkdir(theirs)
    await chmod(theirs, process.getuid?.() === 0 ? 0o755 : 0o555)
    // Nothing is refused to root.
    if (process.getuid?.() === 0) process.seteuid?.(65_534)
    try {
      expect(await refusal(theirs)).toBe(`Can't use the database in ${theirs}: no permission`)
    } finally {
      if (process.getuid?.() === 0) process.seteuid?.(0)
    }
  })

  it.skipIf(!mayMount())('is on a read-only file system', () =>
    mounted(place, 'ro', async () => {
      const below = join(place, 'below')
      expect(await refusal(below)).toBe(`Can't use the database in ${below}: the file system is read-only`)
    }),
  )

  it.skipIf(!mayMount()).each(['4k', '1m', '20m'])('is on a disk of %s', (size) =>
    mounted(place, `size=${size}`, async () => {
      expect(await refusal(place)).toBe(`Can't use the database in ${place}: the disk is full`)
    }),
  )
})
