import DataLoader from 'dataloader'
import { existing } from '../lookup.js'
import type { Event } from '../planning/event-service.js'
import { perSession, type Session } from '../session/session.js'
import { getProgresses, type ProductionProgress } from './derived.js'

/** The progress of events. */
export const progressLoader = ofEvents<ProductionProgress>(getProgresses)

/** A loader of what is derived from events, by event. `get` must have a value for each of them. */
export function ofEvents<Value>(
  get: (events: readonly Event[], session: Session) => Promise<ReadonlyMap<number, Value>>,
): (session: Session) => DataLoader<Event, Value, number> {
  return perSession(
    (session) =>
      new DataLoader<Event, Value, number>(
        async (events) => {
          const values = await get(events, session)
          return events.map(({ id }) => existing(values, id))
        },
        { cacheKeyFn: ({ id }) => id },
      ),
  )
}
