import { readCitizenId } from '../../../domain/citizen-id.ts'
import type { Work } from '../../../platform/events.ts'
import { within } from '../../../platform/postgres/database.ts'
import { Problem } from '../../../platform/problems.ts'

/**
 * Whose file a name written by hand belongs to: by the id number where one is given, else by the name where exactly one person
 * of this place bears it. Null where nobody or several do: then the name stands alone. Errors: `bad_input` for an unreadable id;
 * `refused` when the id belongs to somebody of another name.
 */
export async function meetPerson(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  { name, citizenId, division }: { name: string; citizenId: string | null; division: string },
): Promise<string | null> {
  const inPlace = tx
    .selectFrom('person')
    .select(['person_id', 'name'])
    .where(within(actor.scope, 'person.division'))
    .$if(!actor.scope.seesChildren, (query) => query.where('is_child', '=', false))
  if (citizenId !== null) {
    const read = readCitizenId(citizenId)
    if (read.key === null) throw new Problem('bad_input', '证号读不出来，请核对 18 位；没有改动。不知道证号就空着。')
    const found = await inPlace.where('person_key', '=', read.key.toString() as never).executeTakeFirst()
    if (found && found.name !== name) throw new Problem('refused', `这个证号在名册里不是${name}，请核对姓名和证号；没有改动。`)
    return found?.person_id ?? null
  }
  const found = await inPlace
    .where('name', '=', name)
    .where('division', '>=', division.slice(0, 4))
    .where('division', '<', `${division.slice(0, 4)}~`)
    .limit(2)
    .execute()
  return found.length === 1 ? (found[0]?.person_id ?? null) : null
}
