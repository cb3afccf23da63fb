/** What all resolvers of one operation share. */
export interface Context {
  readonly requestId: string
}
