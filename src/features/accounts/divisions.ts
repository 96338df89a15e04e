import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'

/** The n-th child code (0-based) below `parent`: aa, ab … zz. */
export function childCode(parent: string, n: number): string {
  if (n >= 26 * 26) throw new Problem('refused', '下级区划太多。')
  return parent + String.fromCharCode(97 + Math.floor(n / 26)) + String.fromCharCode(97 + (n % 26))
}

/** Adds a community of the town unless one of that name stands already; returns its code. */
export async function addDivision(work: Work, name: string, parent = townDivision): Promise<string> {
  const siblings = await work.tx.selectFrom('division').select(['code', 'name']).where('code', 'like', `${parent}__`).orderBy('code').execute()
  const known = siblings.find((each) => each.name === name)
  if (known) return known.code
  const code = childCode(parent, siblings.length)
  await work.tx.insertInto('division').values({ code, name, created_at: work.clock.now() }).execute()
  await record(work, { action: 'division.added', objectKind: 'division', objectId: code, division: code, after: { name } })
  return code
}
