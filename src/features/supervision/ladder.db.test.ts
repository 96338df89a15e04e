import { beforeEach, describe, expect, test } from 'vitest'
import { newCampaignTown, type CampaignTown } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { fixedClock } from '../../platform/clock.ts'
import { readLadder, signCard, stateLadder } from './ladder.ts'

let installation: Awaited<ReturnType<typeof newInstallation>>
let town: CampaignTown
const paper = '《青禾镇整改督办办法》（青纪〔2026〕3号）第四条'
const rules = [
  { step: 'reminder', days: 1 },
  { step: 'yellow_card', days: 5 },
  { step: 'red_card', days: 10 },
] as const

beforeEach(async () => {
  installation = await newInstallation('2026-10-20')
  town = await newCampaignTown(installation)
})

const late = (due: string, { state = 'mending', number = '2026-0001' } = {}): Promise<string> =>
  town.as('clerk', async ({ tx, clock }) => {
    const row = await tx
      .insertInto('problem')
      .values({
        number,
        kind: 'process',
        title: '没有走访',
        division: 'aaaa',
        state,
        owner_name: '王秀英',
        due_on: due,
        created_by: 'worker',
        created_at: clock.now(),
        updated_at: clock.now(),
        ...(state === 'waiting' ? { waiting_reason: 'authority_decision' } : {}),
      })
      .returning('problem_id')
      .executeTakeFirstOrThrow()
    return row.problem_id
  })
const state = () => town.as('supervisor', (work) => stateLadder(work, { rules, paper }))
const read = () => town.as('supervisor', (work) => readLadder(work))
const sign = (problem: string, step: 'reminder' | 'yellow_card' | 'red_card', number = '青纪催〔2026〕1号') =>
  town.as('supervisor', (work) => signCard(work, { problem, step, paper: number }))

describe('the ladder', () => {
  test('Without a stated rule a late problem is shown and no card is due; with one the card of its working days is', async () => {
    // The 9th, the 10th (a Saturday worked for the holiday), 12th to 16th, 19th and 20th.
    await late('2026-10-08')
    expect((await read()).late).toMatchObject([{ number: '2026-0001', step: null }])
    await state()
    const [shown] = (await read()).late
    expect(shown).toMatchObject({ step: 'yellow_card', last: null, daysLate: 9 })
    expect(shown?.said).toContain('2026-10-10 调休上班1天')
  })

  test('A signed card is a consequence with its arithmetic and basis; the next is due when its days are reached, and each only once', async () => {
    const problem = await late('2026-10-12')
    await state()
    const before = (await read()).late[0]
    expect(before).toMatchObject({ step: 'yellow_card', daysLate: 6 })
    await sign(problem, 'yellow_card')
    const written = await town.as('supervisor', ({ tx }) => tx.selectFrom('consequence').selectAll().executeTakeFirstOrThrow())
    expect(written).toMatchObject({ kind: 'yellow_card', who: '王秀英', problem_id: problem, basis: `${paper}：逾期满 5 个工作日`, paper: '青纪催〔2026〕1号' })
    expect(written.what).toContain('逾期 6 个工作日')
    expect((await read()).late).toMatchObject([{ step: null, last: 'yellow_card' }])
    await expect(sign(problem, 'yellow_card')).rejects.toThrow('不该走这一步')
    await expect(sign(problem, 'reminder')).rejects.toThrow('不该走这一步')
    installation.setClock(fixedClock('2026-10-26'))
    expect((await read()).late).toMatchObject([{ step: 'red_card', last: 'yellow_card', daysLate: 10 }])
  })

  test('The clock stands while others decide; a new deadline starts it anew', async () => {
    await state()
    await late('2026-10-01', { state: 'waiting' })
    await late('2026-10-01', { state: 'reviewing', number: '2026-0002' })
    const third = await late('2026-10-12', { number: '2026-0003' })
    expect((await read()).late.map((each) => each.number)).toEqual(['2026-0003'])
    await sign(third, 'yellow_card')
    await town.as('clerk', ({ tx }) => tx.updateTable('problem').set({ due_on: '2026-10-21' }).where('problem_id', '=', third).execute())
    expect((await read()).late).toEqual([])
    installation.setClock(fixedClock('2026-10-22'))
    // Yesterday's deadline has passed; the old card answered the old one.
    expect((await read()).late).toMatchObject([{ number: '2026-0003', step: 'reminder', last: null }])
  })

  test('Rules out of order are refused and the old ones stay', async () => {
    await state()
    await expect(town.as('supervisor', (work) => stateLadder(work, { rules: [...rules, { step: 'talk', days: 3 }], paper }))).rejects.toThrow('依次加重')
    expect((await read()).rules).toEqual(rules)
  })
})
