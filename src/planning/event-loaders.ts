import { byId } from '../session/loaders.js'
import { eventNotFound, getEventsByIds } from './event-service.js'

// By id; an unknown one is the type's ..._NOT_FOUND.
export const eventLoader = byId(getEventsByIds, eventNotFound)
