import { byId } from '../session/loaders.js'
import { getSuppliersByIds, supplierNotFound } from './supplier-service.js'

export const supplierLoader = byId(getSuppliersByIds, supplierNotFound)
