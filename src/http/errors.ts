/** The body of a refusal, in GraphQL's shape, so that a client has one way to read errors. */
export function errorBody(code: string, message: string, details: Record<string, unknown> = {}): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, ...details } }] })
}

/** What keeps the server from listening: one line for the person who started the program. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

/** Says in one line why an address can't be listened on. */
export function asListenError(error: unknown, host: string, port: number): ListenError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const reason =
    code === 'EADDRINUSE'
      ? 'is in use by another program. Set PORT to a free one.'
      : code === 'EACCES'
        ? 'may not be used by this user. Set PORT to one above 1023.'
        : code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN'
          ? 'is not an address of this machine. Set HOST to one that is.'
          : `can't be listened on: ${error instanceof Error ? error.message : String(error)}`
  return new ListenError(`${host.includes(':') ? `[${host}]` : host}:${String(port)} ${reason}`)
}
