import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder, and those above it that are missing. Not by mkdir's own `recursive`, which never comes back if a
 * folder exists that takes no other: /proc.
 */
export async function makeDataDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeDataDirectory(dirname(path))
    await mkdir(path, { mode: 0o700 })
  }
}

/** Why the operating system refuses a data directory, in plain words; undefined for any other error. */
export function refusedByTheSystem(error: unknown): string | undefined {
  return MEANINGS[codeOf(error) ?? '']
}

const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file is in its place',
  EIO: 'the disk has failed',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'the link leads in a circle',
  ENOENT: 'there is no such folder, and none can be made',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of the path is a file',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
}

/** PGlite throws objects that are no errors, and counts errors as WASI does. */
const WASI: Readonly<Record<number, string>> = {
  2: 'EACCES',
  19: 'EDQUOT',
  29: 'EIO',
  51: 'ENOSPC',
  63: 'EPERM',
  69: 'EROFS',
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'errno' in error && typeof error.errno === 'number' ? WASI[error.errno] : undefined
}
