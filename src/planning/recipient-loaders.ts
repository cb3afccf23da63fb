import { byId } from '../session/loaders.js'
import { getRecipientsByIds, recipientNotFound } from './recipient-service.js'

export const recipientLoader = byId(getRecipientsByIds, recipientNotFound)
