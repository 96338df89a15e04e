import type { ZodType } from 'zod'

/** Posts of a town office; one person may hold several and acts in one at a time. */
export const roles = [
  'clerk',
  'leader',
  'secretary',
  'worker',
  'child_worker',
  'grid',
  'supervisor',
  'member_unit',
  'county',
  'auditor',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const

export type Role = (typeof roles)[number]

/**
 * One entry of a feature's `contract.ts`. Its key is `METHOD /api/path/{param}`. `who` is the permission:
 * without it the entry does not type-check. `file` marks an answer of bytes, `upload` a raw body of bytes.
 */
export interface Endpoint {
  who: readonly Role[] | 'anyone' | 'signed-in'
  params?: ZodType
  query?: ZodType
  body?: ZodType
  output?: ZodType
  upload?: true
  file?: true
}

export type Contract = Record<string, Endpoint>

/** Keeps literal keys and schemas while checking that each entry states its permission. */
export function contract<const C extends Contract>(api: C): C {
  return api
}
