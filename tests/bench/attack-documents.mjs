// The documents of the attacks: texts, made from how often and how deep.
import { post } from './exchange.mjs'

export const query = (text, rest = {}) => post({ query: text, ...rest })
export const many = (n, one) => Array.from({ length: n }, (_, i) => one(i))
export const times = (n, request) => many(n, () => request)
export const aliases = (n, prefix, selection) => many(n, (i) => `${prefix}${i}:${selection}`).join(' ')
export const letters = (n) => 'x'.repeat(n)

/** Four fragments that each ask the next one so many times. */
export function introspection(n) {
  const links = [
    ['A', '__Type', 'fields{...B}'],
    ['B', '__Field', 'type{...C}'],
    ['C', '__Type', 'ofType{...D}'],
    ['D', '__Type', 'name'],
  ]
  const fragments = links.map(([name, on, selection]) => `fragment ${name} on ${on}{${aliases(n, 'a', selection)}}`)
  return `{__schema{types{...A}}} ${fragments.join(' ')}`
}

export function typeChain(links) {
  const fragment = (i) =>
    `fragment F${i} on __Type{${i === links ? 'name' : `a:ofType{...F${i + 1}} b:ofType{...F${i + 1}}`}}`
  return `{__type(name:"Event"){...F0}} ${many(links + 1, fragment).join(' ')}`
}

export const COSTS = 'costBreakdown{recipe{name} batchesRequired plannedCost actualCost variance variancePercent}'
export const PROGRESS = 'progress{recipes{recipe{name} batchesRequired plannedCost} plannedCost actualCost}'
export const DOWN_TO_RECIPES =
  'package{name contents{quantity finishedGood{name components{quantity finishedUnit{name recipe{name}} finishedGood{name}}}}}'
export const season = (selection) => `{events(first:100){nodes{name assignments(first:100){nodes{${selection}}}}}}`
export const MUTATION =
  'mutation($input:UpdatePackageStatusInput!){updatePackageStatus(input:$input){assignment{id status}}}'

/** Different documents of every kind: small and large, valid and not. */
export function differentDocument(i) {
  const kinds = [
    () => `query Q${i}{event(id:${(i % 100) + 1}){name a${i}:date}}`,
    () => `{a${i}:__typename}`,
    () => `query Q${i}($id:ID!){event(id:$id){${aliases(20, `f${i}_`, 'name')}}}`,
    () => `{events(first:1){nodes{${aliases(40, `x${i}_`, 'name')} ${PROGRESS} ${COSTS}}}}`,
    () => `{__type(name:"Event"){a${i}:name fields{name type{name}}}}`,
    () => `{unknown${i}}`,
    () => `{events(first:${i}){totalCount}`,
    () => `mutation M${i}{updatePackageStatus(input:{assignmentId:"none",status:ASSEMBLED}){assignment{id}}}`,
  ]
  return kinds[i % kinds.length]()
}

/** Selections that all fall together, so that each pair of them is compared, on every level. */
export function overlapping(levels) {
  if (levels === 0) return 'id'
  return times(3, `assignments{nodes{event{${overlapping(levels - 1)}}}}`).join(' ')
}
