// PostGraphile 5 is made for Node 22, and on Node 20 lacks only this.
Promise.withResolvers ??= function withResolvers() {
  let resolve, reject
  const promise = new this((a, b) => {
    resolve = a
    reject = b
  })
  return { promise, resolve, reject }
}
