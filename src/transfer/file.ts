import { isUtf8 } from 'node:buffer'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { checkStructure } from './structure.js'
import { ImportError } from './problems.js'

/** The largest real backup known has 0.3 MB. What fits holds some 60,000 rows, and is read in less than 300 MB. */
const MAX_MIB = 16
const MAX_BYTES = MAX_MIB * 2 ** 20

/**
 * The JSON document of a file. Throws ImportError, which says what is wrong and where: the file can't be read, is too
 * large, is not UTF-8, is not JSON, or holds more than a backup can.
 */
export async function readDocument(file: string): Promise<unknown> {
  const text = await readText(file)
  checkStructure(file, text)
  return JSON.parse(text)
}

/** The text of a file. Throws ImportError if the file can't be read, is too large, or is not UTF-8. */
export async function readText(file: string): Promise<string> {
  return decoded(file, await readBytes(file))
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    // Opening a pipe without this would wait for its other end.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      // A device or a pipe may never end, and only of a file can the whole be read before anything else is done.
      if (!(await handle.stat()).isFile()) throw new ImportError(`${file} is not a file.`)
      const buffer = Buffer.alloc(MAX_BYTES + 1)
      let length = 0
      for (let read = 1; read > 0 && length < buffer.length; length += read)
        read = (await handle.read(buffer, length, buffer.length - length)).bytesRead
      if (length > MAX_BYTES) throw new ImportError(`${file} is larger than ${String(MAX_MIB)} MiB.`)
      return buffer.subarray(0, length)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof ImportError) throw error
    const code = error instanceof Error && 'code' in error ? error.code : error
    throw new ImportError(code === 'ENOENT' ? `There is no file ${file}.` : `${file} can't be read: ${String(code)}.`)
  }
}

/** The text without a byte order mark, which Windows editors put first. Bytes that are not UTF-8 are refused. */
function decoded(file: string, bytes: Buffer): string {
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes)
  // Read leniently and written again, what is wrong is the first thing that differs.
  const lenient = Buffer.from(bytes.toString('utf8'))
  const place = bytes.findIndex((byte, index) => byte !== lenient[index])
  throw new ImportError(
    `${file} is not UTF-8: byte ${String(place + 1)} belongs to no character. Save it as UTF-8 and try again.`,
  )
}
