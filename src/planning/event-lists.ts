import { isDay } from '../calendar.js'
import type { PagedList } from '../paging.js'
import type { Event, EventKey, EventOrder } from './event-service.js'

function eventsIn(name: string): PagedList<Event, EventKey> {
  return {
    name,
    keyOf: ({ date, id }) => ({ date, id }),
    write: ({ date, id }) => [date, id],
    read: (date, id) => (isDay(date) ? { date, id } : undefined),
  }
}

/** All events. A cursor of one order is of no use in the other. */
export const eventLists: Readonly<Record<EventOrder, PagedList<Event, EventKey>>> = {
  DATE: eventsIn('events'),
  NEWEST: eventsIn('newestEvents'),
}
