import type { Assignment } from '../planning/assignment-service.js'
import type { Event } from '../planning/event-service.js'
import type { Session } from '../session/session.js'
import {
  type BakePreview,
  bakesOf,
  getAssemblable,
  getToBake,
  type ShoppingList,
  shoppingListOf,
  type ToBake,
} from './plan.js'
import { ofEvents } from './progress-loaders.js'

// What is next for events. Each part is derived once in a session, however often it is asked for.
const toBakeLoader = ofEvents<ToBake>(getToBake)

export const assemblableLoader = ofEvents<readonly Assignment[]>(getAssemblable)

export const bakesLoader = ofEvents<readonly BakePreview[]>((events, session) =>
  fromToBake(events, session, (_, toBake) => bakesOf(toBake)),
)

export const shoppingListLoader = ofEvents<ShoppingList>((events, session) =>
  fromToBake(events, session, shoppingListOf),
)

async function fromToBake<Value>(
  events: readonly Event[],
  session: Session,
  derive: (event: Event, toBake: ToBake) => Value,
): Promise<Map<number, Value>> {
  const loaded = await Promise.all(events.map((event) => toBakeLoader(session).load(event)))
  return new Map(
    events.flatMap((event, index) => {
      const toBake = loaded[index]
      return toBake === undefined ? [] : [[event.id, derive(event, toBake)] as const]
    }),
  )
}
