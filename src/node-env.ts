/**
 * Has to be the first import of main.ts: graphql and Apollo Server read NODE_ENV when they are loaded, and in any other
 * mode than production they check themselves on each call (half the throughput).
 */
process.env['NODE_ENV'] ||= 'production'
