import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkDigit } from '../../domain/citizen-id.ts'
import { packXlsx } from '#src/platform/files/pack-xlsx.ts'
import { fixedClock } from '#src/platform/clock.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { addProof } from './actions/add-proof.ts'
import { markMeasureDone } from './actions/add-measure.ts'
import { askClosingBatch, reviewBatch, undoBatch } from './actions/batch-problems.ts'
import { enterMoney } from './actions/enter-money.ts'
import { establishProblem } from './actions/establish-problem.ts'
import { planInstalments } from './actions/plan-instalments.ts'
import { planProblem } from './actions/plan-problem.ts'
import { addPerson, listPeople, removePerson } from './actions/problem-people.ts'
import { registerByHand, type ByHand } from './actions/register-problem.ts'
import { reverseMoney } from './actions/reverse-money.ts'
import { startMending } from './actions/start-mending.ts'
import { describeProblem } from './describe-problem.ts'
import { takeLedger } from './running-ledger/take-ledger.ts'
import { getProblem } from './store.ts'
import { handWritten, newTown, testPorts } from './town-for-tests.ts'

let installation: Awaited<ReturnType<typeof newInstallation>>
let town: Awaited<ReturnType<typeof newTown>>
let ports: ReturnType<typeof testPorts>

beforeAll(async () => {
  installation = await newInstallation('2026-09-21')
  town = await newTown(installation)
})
beforeEach(() => {
  installation.setClock(fixedClock('2026-09-21'))
  ports = testPorts()
})

const byHand: ByHand = { ...handWritten, topic: null }
const withCheckDigit = (first17: string): string => `${first17}${checkDigit(first17)}`
const read = (problemId: string) => town.as('clerk', (work) => getProblem(work, problemId))
const versionOf = async (problemId: string) => ({ version: (await read(problemId)).version })
const eventsOf = (action: string) => town.as('clerk', ({ tx }) => tx.selectFrom('event').selectAll().where('action', '=', action).orderBy('event_id').execute())

async function established(given: Partial<ByHand> = {}): Promise<string> {
  const { problemId } = await town.as('clerk', (work) => registerByHand(work, { ...byHand, ...given }))
  await town.as('clerk', (work) => establishProblem(work, problemId, { version: 1 }))
  return problemId
}

async function mending(): Promise<string> {
  const problemId = await established()
  const at = await versionOf(problemId)
  await town.as('worker', (work) =>
    planProblem(work, problemId, {
      ...at,
      track: 'by_deadline',
      due: '2026-11-06',
      cause: { kind: 'work', text: '没有人核对' },
      measures: ['补两人签字'],
      owner: town.postOf('worker'),
    }),
  )
  await town.as('worker', async (work) => startMending(work, problemId, await versionOf(problemId)))
  return problemId
}

async function prove(problemId: string): Promise<void> {
  await town.as('worker', async (work) => {
    const measure = await work.tx.selectFrom('measure').select('measure_id').where('problem_id', '=', problemId).executeTakeFirstOrThrow()
    await markMeasureDone(work, problemId, { measureId: measure.measure_id, isDone: true })
    await addProof(work, problemId, { side: 'after', note: '补签的调查表' })
  })
}

describe('closing in a batch', () => {
  test('those that lack something stay with their reasons, the others are asked for; the review closes or sends back all alike', async () => {
    const [one, two, bare] = [await mending(), await mending(), await mending()]
    await prove(one)
    await prove(two)
    const asked = await town.as('secretary', (work) => askClosingBatch(work, [one, two, bare], { ports }))
    expect(asked.done).toEqual([one, two])
    expect(asked.left).toMatchObject([{ problem: bare, why: expect.stringContaining('整改后的佐证一件也没有') as unknown }])
    await expect(town.as('secretary-b', (work) => askClosingBatch(work, [one], { ports }))).rejects.toMatchObject({ code: 'not_found' })
    const back = await town.as('clerk', (work) => reviewBatch(work, [one], { ports, decision: 'send_back', reason: '照片看不清' }))
    expect([back.done, (await read(one)).returned_reason]).toEqual([[one], '照片看不清'])
    const closed = await town.as('clerk', (work) => reviewBatch(work, [two, one], { ports, decision: 'agree' }))
    expect([closed.done, closed.left.map((each) => each.problem)]).toEqual([[two], [one]])
    expect([(await read(two)).state, (await read(one)).state, (await read(bare)).state]).toEqual(['closed', 'returned', 'mending'])
    expect((await eventsOf('problem.closed')).map((event) => event.object_id)).toEqual([two])
    // Struck off by mistake: who did it takes it back within ten minutes; nobody else can, and what was touched since stays.
    await expect(town.as('leader', (work) => undoBatch(work, closed.undo))).rejects.toMatchObject({ code: 'refused' })
    expect(await town.as('clerk', (work) => undoBatch(work, closed.undo))).toEqual({ undone: 1, left: 0 })
    expect(await read(two)).toMatchObject({ state: 'closing', closed_at: null, closed_by: null, closing_asked_by: expect.any(String) as unknown })
    await expect(town.as('secretary', (work) => undoBatch(work, asked.undo))).rejects.toMatchObject({ code: 'refused' })
  })
})

describe('several people in one problem', () => {
  test('the sums follow the people, each stands once, and what was booked is not moved', async () => {
    const problemId = await established({ kind: 'money', concerned: 10_000, overpaid: 10_000 })
    const add = async (name: string, overpaid: number | null) => {
      const at = await versionOf(problemId)
      return town.as('worker', (work) =>
        addPerson(work, problemId, { ...at, name, personId: null, concerned: overpaid, overpaid, underpaid: null, note: null }),
      )
    }
    await add('张三', 30_000)
    const second = await add('李四', 12_000)
    await add('王五', null)
    await expect(add('张三', 1)).rejects.toMatchObject({ code: 'refused' })
    expect(await read(problemId)).toMatchObject({ concerned: 42_000, overpaid: 42_000 })
    const page = await town.as('worker', (work) => describeProblem(work, problemId, { ports }))
    expect(page.people.map((each) => [each.name, each.overpaid])).toEqual([
      ['张三', 30_000],
      ['李四', 12_000],
      ['王五', null],
    ])
    await expect(
      town.as('worker-b', (work) =>
        addPerson(work, problemId, { version: 9, name: '某', personId: null, concerned: null, overpaid: null, underpaid: null, note: null }),
      ),
    ).rejects.toMatchObject({ code: 'not_found' })
    const removal = { one: second.one, ...(await versionOf(problemId)), reason: '认错了人' }
    await town.as('worker', (work) => removePerson(work, problemId, removal))
    expect(await read(problemId)).toMatchObject({ overpaid: 30_000 })
    await town.as('clerk', (work) => enterMoney(work, problemId, { kind: 'ordered', fen: 30_000, onDate: '2026-09-21', organ: '禾川县民政局', paper: '3号' }))
    await expect(add('赵六', 500)).rejects.toMatchObject({ code: 'refused' })
    expect((await town.as('worker', (work) => listPeople(work, problemId))).length).toBe(2)
    expect(await eventsOf('problem.person_removed')).toMatchObject([{ reason: '认错了人' }])
  })

  test('a name is linked to its file where it is clear whose: by the only bearer in the place, or by the id; else it stands alone', async () => {
    const problemId = await established()
    const add = async (name: string, citizenId: string | null = null) => {
      const at = await versionOf(problemId)
      const given = { ...at, name, citizenId, personId: null, concerned: null, overpaid: null, underpaid: null, note: null }
      return (await town.as('worker', (work) => addPerson(work, problemId, given))).person
    }
    const person = (personKey: string, name: string, citizenId: string, division = 'aaaa') =>
      town.as('clerk', ({ tx, clock }) =>
        tx
          .insertInto('person')
          .values({ person_key: personKey as never, citizen_id: citizenId, name, division, seen_at: clock.now() })
          .returning('person_id')
          .executeTakeFirstOrThrow(),
      )
    const only = await person('99910119600101101', '孟庆和', '999101196001011011')
    await person('99910119620202102', '陶小凤', '999101196202021028')
    const second = await person('99910119630303103', '陶小凤', '999101196303031036')
    expect(await add('孟庆和')).toBe(only.person_id)
    expect(await add('陶小凤')).toBeNull()
    await expect(add('陶小凤', '99910119630303')).rejects.toMatchObject({ code: 'bad_input' })
    const real = withCheckDigit('99910119630303103')
    expect(await add('陶小凤', real)).toBe(second.person_id)
    await expect(add('别的人', real)).rejects.toMatchObject({ code: 'refused' })
    expect(await add('外镇的人')).toBeNull()
  })
})

describe('money by parts, and what was booked wrongly', () => {
  test('the parts are exactly what is left and fill as money comes in; a wrong booking goes with its reason, unless others rest on it', async () => {
    const problemId = await established({ kind: 'money', concerned: 90_000, overpaid: 90_000 })
    const plan = async (parts: { due: string; fen: number }[]) => {
      const at = await versionOf(problemId)
      return town.as('clerk', (work) => planInstalments(work, problemId, { ...at, parts, paper: '还款协议 1 号' }))
    }
    const half = [
      { due: '2026-10-31', fen: 45_000 },
      { due: '2026-11-30', fen: 45_000 },
    ]
    await expect(plan(half)).rejects.toMatchObject({ code: 'refused' })
    await town.as('clerk', (work) => enterMoney(work, problemId, { kind: 'ordered', fen: 90_000, onDate: '2026-09-21', organ: '禾川县民政局', paper: '3号' }))
    await expect(plan(half.slice(1))).rejects.toMatchObject({ code: 'refused' })
    await plan(half)
    await town.as('worker', (work) =>
      enterMoney(work, problemId, { kind: 'recovered', way: 'instalments', fen: 50_000, onDate: '2026-09-21', receipt: '缴 0012' }),
    )
    const account = async (login = 'clerk') => (await town.as(login, (work) => describeProblem(work, problemId, { ports }))).account
    expect((await account()).instalments?.parts.map((part) => part.paid)).toEqual([45_000, 5_000])
    const [, recovered] = (await account()).entries
    expect([recovered?.receipt, recovered?.mayReverse, (await account('worker')).entries.map((entry) => entry.mayReverse)]).toEqual([
      '缴 0012',
      true,
      [false, true],
    ])
    const reverse = (login: string, entry: string) => town.as(login, (work) => reverseMoney(work, problemId, { entry, reason: '金额写错' }))
    await expect(reverse('leader', recovered?.entry ?? '')).rejects.toMatchObject({ code: 'forbidden' })
    await reverse('worker', recovered?.entry ?? '')
    expect(await account()).toMatchObject({ rest: 90_000, entries: [{ kind: 'ordered' }], instalments: { parts: [{ paid: 0 }, { paid: 0 }] } })
    expect(await eventsOf('problem.money_reversed')).toMatchObject([{ reason: '金额写错', before: { fen: 50_000, receipt: '缴 0012' } }])
    // A waiver since then leaves the plan too large, and the page says by how much.
    expect((await account()).instalments?.apart).toBe(0)
    await town.as('leader', (work) => enterMoney(work, problemId, { kind: 'waived', fen: 10_000, onDate: '2026-09-21', paper: '批件' }))
    expect((await account()).instalments?.apart).toBe(10_000)
    await plan([])
    expect((await account()).instalments).toBeNull()
  })

  test('an order that a waiver rests on is not reversed before it', async () => {
    const problemId = await established({ kind: 'money', concerned: 90_000, overpaid: 90_000 })
    await town.as('clerk', (work) => enterMoney(work, problemId, { kind: 'ordered', fen: 90_000, onDate: '2026-09-21', organ: '禾川县民政局', paper: '4号' }))
    await town.as('leader', (work) => enterMoney(work, problemId, { kind: 'waived', fen: 10_000, onDate: '2026-09-21', paper: '批件' }))
    const [ordered] = (await town.as('clerk', (work) => describeProblem(work, problemId, { ports }))).account.entries
    await expect(town.as('clerk', (work) => reverseMoney(work, problemId, { entry: ordered?.entry ?? '', reason: '写错' }))).rejects.toMatchObject({
      code: 'refused',
    })
  })
})

describe("the town's own running ledger", () => {
  const sheet = (rows: readonly (readonly (string | number | null)[])[]): Uint8Array =>
    packXlsx([{ name: '问题台账', rows: rows.map((row) => row.map((value) => ({ value }))) }])
  const head = ['序号', '社区', '问题来源', '问题类别', '存在问题', '涉及人员', '涉及金额（元）', '原因', '整改措施', '责任人', '整改时限', '是否完成', '备注']
  const take = (rows: readonly (readonly (string | number | null)[])[], name = '青禾镇问题台账.xlsx') =>
    town.as('clerk', (work) => takeLedger(work, { name, bytes: sheet(rows) }))

  test('comes in as it is: source, people, money, cause, measures, owner and a deadline that has passed; what is called 已完成 still waits for proof', async () => {
    const rows = [
      ['青禾镇社会救助整治问题台账'],
      head,
      [
        1,
        '青柳社区',
        '县审计',
        '低保',
        '三户入户调查没有两人签字',
        '张三、李四等2人',
        '1,200.50',
        '工作：人手不够',
        '1.补签\n2.培训',
        '青柳worker',
        '2026.9.10',
        '正在整改',
        null,
      ],
      [2, '青柳', '自查', '特困', '9月没有走访记录', '王五', null, '主观上没有重视', '补走访', '没有这个人', '9月底', '已完成', '照片已交'],
      [3, '小东社区', '自查', '低保', '公示没有满七天', null, null, null, null, null, null, null, null],
      ['合计', null, null, null, '合计', null, '1,200.50', null, null, null, null, null, null],
    ]
    const taken = await take(rows)
    expect(taken.map((each) => [each.row, each.state, each.remarks])).toEqual([
      [3, 'added', []],
      [4, 'added', ['责任人“没有这个人”在本辖区没有岗位', '时限“9月底”读不出日期', '台账写已完成：还要交佐证、复核才能销号']],
      [5, 'left', ['“小东社区”不是本镇的社区，没有登记']],
    ])
    const first = await read(taken[0]?.problem ?? '')
    expect(first).toMatchObject({
      state: 'planned',
      kind: 'money',
      area: 'dibao',
      concerned: 120_050,
      cause_kind: 'work',
      owner_name: '青柳worker',
      due_on: '2026-09-10',
    })
    expect((await town.as('clerk', (work) => listPeople(work, first.problem_id))).map((each) => each.name)).toEqual(['张三', '李四'])
    const page = await town.as('clerk', (work) => describeProblem(work, first.problem_id, { ports }))
    expect([page.measureList.map((each) => each.text), page.sourceList[0]?.source, page.clock.kind]).toEqual([['补签', '培训'], 'audit', 'overdue'])
    const second = await read(taken[1]?.problem ?? '')
    expect(second).toMatchObject({
      state: 'established',
      area: 'tekun_children',
      subject_name: '王五',
      cause_kind: 'subjective',
      description: expect.stringContaining('照片已交') as unknown,
    })

    // The same ledger a week later, one row longer: nobody is registered twice.
    const again = await take(
      [...rows.slice(0, 5), [4, '桥头', '信访', '临时救助', '说申请没人收', '赵六', null, null, null, null, null, null, null]],
      '台账（新）.xlsx',
    )
    expect(again.map((each) => [each.state, each.remarks])).toEqual([
      ['known', []],
      ['known', ['台账写已完成，系统里还没有销号']],
      ['left', ['“小东社区”不是本镇的社区，没有登记']],
      ['added', ['没有写原因', '没有写整改措施', '没有写责任人', '没有写时限']],
    ])
    expect(await eventsOf('problems.ledger_taken')).toMatchObject([{ after: { rows: 3, added: 2 } }, { after: { rows: 4, added: 1, known: 2 } }])
  })

  test('a file that is no problem ledger, or names what is never stored, is refused whole', async () => {
    await expect(take([['姓名', '身份证号', '金额']])).rejects.toMatchObject({ code: 'refused' })
    await expect(take([head, [1, '青柳', '自查', '儿童', '一名艾滋病儿童没有保障', null, null, null, null, null, null, null, null]])).rejects.toMatchObject({
      code: 'refused',
      detail: expect.stringContaining('第 2 行') as unknown,
    })
    expect((await eventsOf('problem.registered')).filter((event) => JSON.stringify(event.after).includes('没有保障'))).toEqual([])
  })
})
