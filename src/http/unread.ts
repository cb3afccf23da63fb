import type { ServerResponse } from 'node:http'

/** Smaller answers fit in what the system itself keeps for a connection. */
const LARGE = 16 * 1024

/**
 * Answers that were given to their connections and not read yet, all together at most `maxBytes` of them: beyond that
 * the connections whose clients have taken longest are cut. A client that reads is not among them, so what others leave
 * unread takes nothing from it.
 */
export interface UnreadAnswers {
  /** Counts an answer from now until its last byte is sent. */
  readonly add: (response: ServerResponse, body: string | Buffer) => void
}

export function unreadAnswers(maxBytes: number, onCut: () => void): UnreadAnswers {
  // In the order in which they were given.
  const unread = new Map<ServerResponse, number>()
  let total = 0

  function forget(response: ServerResponse): void {
    total -= unread.get(response) ?? 0
    unread.delete(response)
  }

  return {
    add(response, body) {
      if (body.length <= LARGE) return
      const bytes = Buffer.byteLength(body)
      unread.set(response, bytes)
      total += bytes
      response.on('close', () => {
        forget(response)
      })
      for (const oldest of unread.keys()) {
        if (total <= maxBytes) return
        forget(oldest)
        oldest.destroy()
        onCut()
      }
    },
  }
}
