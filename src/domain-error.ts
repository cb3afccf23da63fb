import { globalId, wordsOf } from './global-ids.js'

interface InUse {
  readonly id: string
  readonly count: number
}

/** The details that each refusal carries beside its code. The codes are stable: clients act on them. */
export interface DomainErrorDetails {
  EVENT_NOT_FOUND: { readonly id: string }
  ASSIGNMENT_NOT_FOUND: { readonly id: string }
  RECIPIENT_NOT_FOUND: { readonly id: string }
  PACKAGE_NOT_FOUND: { readonly id: string }
  RECIPE_NOT_FOUND: { readonly id: string }
  INGREDIENT_NOT_FOUND: { readonly id: string }
  FINISHED_UNIT_NOT_FOUND: { readonly id: string }
  FINISHED_GOOD_NOT_FOUND: { readonly id: string }
  PRODUCTION_RECORD_NOT_FOUND: { readonly id: string }
  LOSS_NOT_FOUND: { readonly id: string }
  PRODUCT_NOT_FOUND: { readonly id: string }
  SUPPLIER_NOT_FOUND: { readonly id: string }
  PURCHASE_NOT_FOUND: { readonly id: string }
  LOT_NOT_FOUND: { readonly id: string }
  LOT_ENTRY_NOT_FOUND: { readonly id: string }
  HISTORY_ENTRY_NOT_FOUND: { readonly id: string }
  /** The target is null if it is the step before the first. */
  INVALID_STATUS_TRANSITION: { readonly currentStatus: string; readonly targetStatus: string | null }
  INCOMPLETE_PRODUCTION: {
    readonly assignmentId: string
    readonly missingRecipes: readonly {
      readonly recipeId: string
      readonly recipeName: string
      readonly batchesRequired: number
      readonly batchesProduced: number
      readonly batchesMissing: number
    }[]
  }
  /** Everything of which the lots hold too little, in the units of the recipe's lines. */
  INSUFFICIENT_INVENTORY: {
    readonly shortages: readonly {
      readonly ingredientId: string
      readonly ingredientName: string
      readonly unit: string
      readonly needed: string
      readonly available: string
      readonly missing: string
      readonly reason: string
    }[]
  }
  /** In batches: how many there are, and how many would be lost of them. */
  YIELD_EXCEEDS_EXPECTED: { readonly batches: number; readonly batchesLost: string }
  /** Those that are packed and rely on what was produced, the first hundred of them. */
  PRODUCTION_IN_USE: { readonly id: string; readonly assignments: readonly string[] }
  /** What of the purchase is no longer there, in the product's package unit. */
  PURCHASE_IN_USE: { readonly id: string; readonly consumed: string }
  /** What is voided, or belongs to it. */
  ALREADY_VOIDED: { readonly id: string }
  /** Another definition of the type has the name, however it is written. */
  NAME_TAKEN: { readonly name: string; readonly id: string }
  /** How many refer to it. */
  RECIPIENT_IN_USE: InUse
  EVENT_IN_USE: InUse
  SUPPLIER_IN_USE: InUse
  INGREDIENT_IN_USE: InUse
  PRODUCT_IN_USE: InUse
  RECIPE_IN_USE: InUse
  FINISHED_UNIT_IN_USE: InUse
  FINISHED_GOOD_IN_USE: InUse
  PACKAGE_IN_USE: InUse
  /** An assignment that is packed is as it was packed. */
  ASSIGNMENT_LOCKED: { readonly id: string; readonly status: string }
  /** The present version. */
  STALE_VERSION: { readonly version: number }
  UNIT_NOT_CONVERTIBLE: { readonly from: string; readonly to: string; readonly ingredient: string }
  CIRCULAR_REFERENCE: { readonly path: readonly string[] }
  VALIDATION_FAILED: {
    readonly field: string
    readonly reason: string
    /** Of an operation that is too expensive, in points. */
    readonly cost?: { readonly requested: number; readonly allowed: number }
  }
  ANSWER_TOO_LARGE: { readonly maxBytes: number }
}

export type DomainErrorCode = keyof DomainErrorDetails

/** What the refusal of one of several that came in a list carries as well. */
interface InList {
  /** Its place in the list, from 0. */
  readonly index?: number
}

/** What was asked is refused by a rule of the domain. The message, the code and the details are meant for clients. */
export class DomainError<C extends DomainErrorCode = DomainErrorCode> extends Error {
  override readonly name = 'DomainError'
  readonly code: C
  readonly details: DomainErrorDetails[C] & InList

  constructor(code: C, message: string, details: DomainErrorDetails[C] & InList) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** A value from outside that does not fit: `VALIDATION_FAILED` with the field and the reason. */
export function invalid(field: string, reason: string): DomainError<'VALIDATION_FAILED'> {
  return new DomainError('VALIDATION_FAILED', `${field} ${reason}`, { field, reason })
}

/** Whether something is a refusal. `instanceof` alone would leave the details of any code. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError
}

/**
 * What `check` returns for one of several that came in the list `field`. What it throws as a refusal says which one it was:
 * in its message, as `index` in its details, and, if it is of a field, in the field's name.
 */
export function inList<T>(field: string, index: number, check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (!isDomainError(error)) throw error
    const { code, details, message } = error
    const place = `${field}[${String(index)}]`
    if ('field' in details) {
      const within = { ...details, field: `${place}.${details.field}`, index }
      throw new DomainError('VALIDATION_FAILED', `${place}.${message}`, within)
    }
    throw new DomainError(code, `${place}: ${message}`, { ...details, index })
  }
}

/** What is archived is of no new use: `VALIDATION_FAILED` with the reason ARCHIVED. */
export function archived(field: string): DomainError<'VALIDATION_FAILED'> {
  return new DomainError('VALIDATION_FAILED', `${field} is archived`, { field, reason: 'ARCHIVED' })
}

/** Throws STALE_VERSION if what was read by `expected`, if it is given, is no longer there. */
export function checkVersion(expected: number | null | undefined, version: number): void {
  if (expected === null || expected === undefined || expected === version) return
  throw new DomainError('STALE_VERSION', `Somebody was faster: the version is ${String(version)} now`, { version })
}

/** Whether something is the refusal of an id that no row has. */
export function isNotFound(error: unknown): error is DomainError<NotFoundCode> {
  return isDomainError(error) && error.code.endsWith('_NOT_FOUND')
}

type NotFoundCode = Extract<DomainErrorCode, `${string}_NOT_FOUND`>

/** Makes the refusal of an id of `type` that no row has. */
export interface NotFound<C extends NotFoundCode = NotFoundCode> {
  (row: number | string): DomainError<C>
  readonly type: string
}

/** `notFound('EVENT_NOT_FOUND', 'Event')(42)` is the refusal of the id "event_42". */
export function notFound<C extends NotFoundCode>(code: C, type: string): NotFound<C> {
  const refuse = (row: number | string): DomainError<C> => {
    const id = globalId(type, row)
    return new DomainError<C>(code, `There is no ${wordsOf(type)} with the id ${id}`, { id })
  }
  return Object.assign(refuse, { type })
}

type InUseCode = Exclude<Extract<DomainErrorCode, `${string}_IN_USE`>, 'PURCHASE_IN_USE' | 'PRODUCTION_IN_USE'>

/** Throws the type's ..._IN_USE if anything refers to what is to be deleted. */
export function checkUnused(code: InUseCode, type: string, row: number, count: number): void {
  if (count === 0) return
  const id = globalId(type, row)
  const referrers = count === 1 ? 'One other refers' : `${String(count)} others refer`
  throw new DomainError(code, `${referrers} to the ${wordsOf(type)} ${id}: archive it instead`, { id, count })
}
