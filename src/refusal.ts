/** The details that each refusal carries beside its code. The codes are stable: clients act on them. */
export interface RefusalDetails {
  EVENT_NOT_FOUND: { readonly id: string }
  ASSIGNMENT_NOT_FOUND: { readonly id: string }
  RECIPE_NOT_FOUND: { readonly id: string }
  INVALID_STATUS_TRANSITION: { readonly currentStatus: string; readonly targetStatus: string }
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
  UNIT_NOT_CONVERTIBLE: { readonly from: string; readonly to: string; readonly ingredient: string }
  CIRCULAR_REFERENCE: { readonly path: readonly string[] }
  VALIDATION_FAILED: { readonly field: string; readonly reason: string }
}

export type RefusalCode = keyof RefusalDetails

/** What was asked is refused by a rule of the domain. The message, the code and the details are meant for clients. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal'
  readonly code: C
  readonly details: RefusalDetails[C]

  constructor(code: C, message: string, details: RefusalDetails[C]) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** A value from outside that does not fit: `VALIDATION_FAILED` with the field and the reason. */
export function invalid(field: string, reason: string): Refusal<'VALIDATION_FAILED'> {
  return new Refusal('VALIDATION_FAILED', `${field} ${reason}`, { field, reason })
}
