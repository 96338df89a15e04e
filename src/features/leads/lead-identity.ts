import { createHash } from 'node:crypto'
import type { Hit } from '../checks/index.ts'

/** Raised when the same matter would hash differently; leads of an older version are then carried over by a migration. */
const identityVersion = 1

export interface Subject {
  personId: string | null
  householdId: string | null
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function sorted(record: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** `version | check | subject_kind | person_id, household id, division or row | identity columns`, hashed. */
export function identityOf(hit: Hit, subject: Subject): string {
  return sha256([identityVersion, hit.check, hit.subjectKind, subjectKey(hit, subject), JSON.stringify(sorted(hit.identity))].join('|'))
}

function subjectKey(hit: Hit, subject: Subject): string {
  switch (hit.subjectKind) {
    case 'person':
      return subject.personId ?? hit.rowKey ?? fail(hit)
    case 'household':
      return subject.householdId ?? fail(hit)
    case 'division':
      return hit.division
    case 'row':
    case 'problem':
    case 'post':
      return hit.rowKey ?? fail(hit)
    default:
      return hit.subjectKind satisfies never
  }
}

function fail(hit: Hit): never {
  throw new Error(`a hit of ${hit.check} names no ${hit.subjectKind}`)
}

/** For a handed-down row: the giver's number where there is one, else what the row says. */
export function handedIdentity({ giver, number, matter }: { giver: string; number: string | null; matter: readonly string[] }): string {
  return sha256([identityVersion, 'handed', JSON.stringify(number === null ? [giver, null, ...matter] : [giver, number])].join('|'))
}

/**
 * What a person would call a change of the matter: its months, money, words and place. Where the evidence now stands
 * (next month's roster is another file and row) is no change.
 */
export function contentHashOf(hit: Hit): string {
  return sha256(
    JSON.stringify([
      hit.topic,
      hit.severity,
      hit.program,
      hit.division,
      [...hit.months].sort(),
      hit.concerned,
      hit.overpaid,
      hit.underpaid,
      hit.sentence,
      hit.unverified,
    ]),
  )
}
