// Bounds of what is counted. The import and the API refuse what is beyond them, and the database does (CHECK), so that
// no sum of sane rows leaves the 32 bits that GraphQL's Int has, and no figure is one that a bakery can't have.

/** Of a package for an assignment, of a good in a package or in a good, of batches in a record, of items in a batch. */
export const MAX_QUANTITY = 1_000_000

/** Lines, components or units of a recipe, components of a good, goods of a package, products of an ingredient. */
export const MAX_PARTS = 1000

/** All packages of an event, and all batches produced for it. */
export const MAX_EVENT_TOTAL = 1_000_000_000

/** Decimals are stored as numeric(20, 10): ten places, and less than this. */
export const DECIMAL_PLACES = 10
export const DECIMAL_BOUND = 10n ** 10n
