import { moneyKinds } from '../../domain/problem-words.ts'
import { addDays } from '../../domain/plain-date.ts'
import type { Work } from '../../platform/events.ts'
import { joinLead, partLead } from './actions/join-lead.ts'
import { takeBackLead } from './actions/register-problem.ts'
import { reopenRelapsed } from './actions/reopen-relapsed.ts'
import { markSampled } from './actions/return-problem.ts'
import type { Seen } from './rebuild-for-tests.ts'

/** What a walk knows when it takes a step. */
export interface Place {
  problem: string
  /** The other problem of the walk: batches are about both. */
  other: string
  seen: Seen
  /** A small number that the walk drew, for amounts and choices. */
  n: number
  today: string
  postOf: (login: string) => string
  campaign: string
  person: string | null
  lead: string
  secondLead: string
  /** What the newest batch gave for taking it back. */
  undo: string
}

interface Asked {
  key: string
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  bytes?: Uint8Array
}

const nobody = '00000000-0000-4000-8000-000000000000'
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
const audit = { source: 'audit', sourceNumber: '审计9号' } as const

function decided(kind: string, fen: number, way = 'cash') {
  return { kind, fen, way, onDate: '2026-09-01', organ: '禾川县民政局', paper: '37号', receipt: '票0012' }
}

function withdrawal(kind: string, entry = nobody): Asked {
  return { key: 'POST /api/entries/{entry}/withdrawal', params: { entry }, body: { kind, reason: '写错了' } }
}

/** Every way to change a problem over the API, by a short name; the same endpoint stands several times where it does several things. */
export function acts(ledger: Uint8Array): Record<string, (at: Place) => Asked> {
  const on =
    (key: string, body: (at: Place) => unknown, params: (at: Place) => Record<string, string> = () => ({})) =>
    (at: Place): Asked => ({
      key,
      params: { problem: at.problem, ...params(at) },
      body: body(at),
    })
  const version = ({ seen }: Place) => ({ version: seen.row.version })
  const money = (kind: (at: Place) => string, fen: (at: Place) => number) => on('POST /api/problems/{problem}/money', (at) => decided(kind(at), fen(at)))
  const batch =
    (what: string, body: (at: Place) => object) =>
    (at: Place): Asked => ({
      key: `POST /api/problem-batches/${what}`,
      body: { problems: [at.problem, at.other], ...body(at) },
    })
  return {
    register: (at) => ({
      key: 'POST /api/problems',
      body: {
        ...audit,
        title: '核对不及时',
        division: 'aaaa',
        area: 'dibao',
        ...(at.n % 2 ? { topic: at.seen.row.topic, person: at.person } : {}),
      },
    }),
    source: on('POST /api/problems/{problem}/sources', () => ({ source: 'complaint', sourceNumber: '信访3号' })),
    campaign: on('POST /api/problems/{problem}/campaign', (at) => ({ ...version(at), campaign: at.n % 2 ? at.campaign : null })),
    establish: on('POST /api/problems/{problem}/establishment', version),
    revoke: on('POST /api/problems/{problem}/revocation', (at) => ({ ...version(at), reason: '误登' })),
    cause: on('POST /api/problems/{problem}/cause', (at) => ({ ...version(at), kind: 'work', text: '疏忽' })),
    measure: on('POST /api/problems/{problem}/measures', () => ({ text: '核对名册' })),
    done: on(
      'POST /api/problems/{problem}/measures/{measure}/done',
      (at) => ({ isDone: at.n < 12 }),
      (at) => ({ measure: (at.seen.measures.find((each) => each.done === null) ?? pick(at.seen.measures, at.n))?.id ?? nobody }),
    ),
    owner: on('POST /api/problems/{problem}/owner', (at) => ({ ...version(at), post: at.postOf(at.n % 2 ? 'worker' : 'secretary') })),
    plan: on('POST /api/problems/{problem}/plan', (at) => ({
      ...version(at),
      track: at.n % 3 ? 'by_deadline' : 'at_once',
      ...(at.n % 2 ? { due: addDays(at.today, at.n + 2), owner: at.postOf('worker') } : {}),
    })),
    planWhole: on('POST /api/problems/{problem}/plan', (at) => ({
      ...version(at),
      track: 'by_deadline',
      due: at.seen.row.due_on ?? addDays(at.today, at.n + 7),
      cause: { kind: 'work', text: '疏忽' },
      measures: ['停发'],
      owner: at.postOf('worker'),
    })),
    start: on('POST /api/problems/{problem}/mending', version),
    wait: on('POST /api/problems/{problem}/waiting', (at) => ({
      ...version(at),
      reason: 'authority_decision',
      note: '报县',
      ...(at.n % 4 === 3 ? { from: addDays(at.today, at.n - 6) } : {}),
    })),
    endWait: on('POST /api/problems/{problem}/waiting/end', (at) => ({ ...version(at), outcome: '决定了' })),
    askExtension: on('POST /api/problems/{problem}/extension-request', (at) => ({ due: addDays(at.today, at.n + 9), reason: '等回函' })),
    extend: on('POST /api/problems/{problem}/extension', (at) => ({ ...version(at), due: addDays(at.today, at.n + 30), reason: '等回函' })),
    money: money(
      ({ n }) => moneyKinds[n % moneyKinds.length] ?? 'owed',
      ({ n }) => (n + 1) * 10_000,
    ),
    ordered: money(
      () => 'ordered',
      () => 60_000,
    ),
    recovered: money(
      () => 'recovered',
      ({ n }) => (n % 3 ? 10_000 : 20_000),
    ),
    moneyRest: money(
      () => 'no_basis',
      ({ seen }) => 60_000 - seen.money.filter((each) => !['ordered', 'owed', 'paid_later'].includes(each.kind)).reduce((sum, each) => sum + each.fen, 0),
    ),
    reverse: on(
      'POST /api/problems/{problem}/money/{entry}/reversal',
      () => ({ reason: '记错了' }),
      (at) => ({ entry: pick(at.seen.money, at.n)?.id ?? nobody }),
    ),
    instalments: on('PUT /api/problems/{problem}/instalments', (at) => {
      const came = at.seen.money.filter((each) => each.kind !== 'ordered' && !each.kind.startsWith('owed')).reduce((sum, each) => sum + each.fen, 0)
      const left = 60_000 - came
      const parts = [
        { due: addDays(at.today, 30), fen: Math.floor(left / 2) },
        { due: addDays(at.today, 60), fen: left - Math.floor(left / 2) },
      ]
      return { ...version(at), parts: at.n % 5 === 4 ? [] : parts.filter((part) => part.fen > 0), paper: '还款协议' }
    }),
    stop: on('POST /api/problems/{problem}/stop', (at) => ({
      ...version(at),
      month: '2026-11',
      goesOn: at.n % 2 === 0,
      paper: '停发决定',
      heardOn: at.n % 3 === 0 ? null : '2026-09-10',
      decidedOn: '2026-09-11',
      notifiedOn: '2026-09-12',
      form: 'written',
    })),
    proof: on('POST /api/problems/{problem}/proof', (at) => ({ side: at.n % 4 ? 'after' : 'before', note: '照片' })),
    person: on('POST /api/problems/{problem}/people', (at) => ({ ...version(at), name: `某${at.n}`, overpaid: 10_000, concerned: 10_000 })),
    removePerson: on(
      'POST /api/problems/{problem}/people/{one}/removal',
      (at) => ({ ...version(at), reason: '不是他' }),
      (at) => ({ one: pick(at.seen.people, at.n)?.id ?? nobody }),
    ),
    ask: on('POST /api/problems/{problem}/closing', version),
    beginReview: on('POST /api/problems/{problem}/review/begin', version),
    agree: on('POST /api/problems/{problem}/review', (at) => ({ ...version(at), decision: 'agree' })),
    sendBack: on('POST /api/problems/{problem}/review', (at) => ({ ...version(at), decision: 'send_back', reason: '缺照片' })),
    returnClosed: on('POST /api/problems/{problem}/return', () => ({ reason: '销号不实' })),
    transfer: on('POST /api/problems/{problem}/transfer', (at) => ({ ...version(at), organ: '镇纪委', paper: '3号', isClue: at.n % 2 === 0 })),
    receipt: on('POST /api/problems/{problem}/transfer/receipt', (at) => ({ ...version(at), receipt: '收条3' })),
    search: on('POST /api/problems/{problem}/searches', () => ({ question: '同样没有核对的' })),
    answerSearch: (at) => ({
      key: 'POST /api/searches/{search}/answer',
      params: { search: at.seen.searches.at(-1) ?? nobody },
      body: at.n % 3 ? { result: 'found', found: at.n } : { result: 'none' },
    }),
    withdrawMeasure: (at) => withdrawal('measure', at.seen.measures.at(-1)?.id),
    withdrawProof: (at) => withdrawal('proof', at.seen.proofs.at(-1)?.id),
    withdrawSource: (at) => withdrawal('source', at.seen.sources.at(-1)?.id),
    withdrawSearch: (at) => withdrawal('search', at.seen.searches.at(-1)),
    planBatch: batch('plan', (at) => ({ track: at.n % 2 ? 'at_once' : 'by_deadline', owner: at.postOf('worker'), due: addDays(at.today, at.n + 2) })),
    ownerBatch: batch('owner', (at) => ({ post: at.postOf(at.n % 2 ? 'worker' : 'child_worker') })),
    closingBatch: batch('closing', () => ({})),
    reviewBatch: batch('review', (at) => (at.n % 3 ? { decision: 'agree' } : { decision: 'send_back', reason: '缺照片' })),
    undo: (at) => ({ key: 'POST /api/problem-batches/undo', body: { undo: at.undo } }),
    ledger: (at) => ({ key: 'POST /api/problem-ledgers', query: { name: '问题台账.xlsx' }, bytes: at.n % 3 ? ledger : new Uint8Array([1]) }),
  }
}

/** What the rest of the house does to a problem: runs, leads and supervision. */
export const others: Record<string, { by: string; act: (work: Work, at: Place) => Promise<unknown> }> = {
  relapse: { by: '', act: (work, { lead }) => reopenRelapsed(work, { leadId: lead }) },
  takeBackLead: { by: 'worker', act: (work, { lead }) => takeBackLead(work, lead) },
  joinLead: {
    by: 'clerk',
    act: (work, { secondLead, problem, n }) =>
      joinLead(work, { lead: secondLead, number: '疑点二', source: 'complaint', sourceNumber: null, months: [`2026-0${1 + (n % 9)}`] }, { problem }),
  },
  partLead: { by: 'clerk', act: (work, { secondLead }) => partLead(work, secondLead) },
  sampled: { by: 'supervisor', act: (work, { problem }) => markSampled(work, problem) },
}

/** Ways that lead somewhere; `@` is done to both problems of the walk. */
export const goodWays: readonly (readonly string[])[] = [
  'establish:clerk planWhole:worker start:worker done:worker proof:worker moneyRest:clerk stop:clerk ask:secretary beginReview:leader agree:clerk2 returnClosed:supervisor',
  'establish:clerk planWhole:worker start:worker ordered:clerk instalments:clerk recovered:worker reverse:worker recovered:worker instalments:clerk money:leader recovered:clerk done:worker proof:worker moneyRest:clerk stop:clerk ask:secretary agree:leader relapse:',
  'establish:clerk planWhole:clerk askExtension:worker extend:leader start:grid wait:worker extend:leader endWait:worker done:worker done:worker proof:grid stop:clerk moneyRest:clerk ask:secretary sendBack:clerk2 start:worker',
  '@establish:clerk @planWhole:worker ownerBatch:clerk undo:clerk planBatch:clerk undo:clerk @start:worker proof:worker withdrawProof:worker',
  '@establish:clerk @planWhole:worker @start:worker @done:worker @proof:worker @moneyRest:clerk @stop:clerk closingBatch:secretary undo:secretary closingBatch:secretary reviewBatch:clerk2 undo:clerk2 reviewBatch:leader',
  'establish:clerk person:clerk person:worker removePerson:clerk source:clerk withdrawSource:clerk search:clerk withdrawSearch:clerk search:supervisor answerSearch:secretary cause:secretary measure:worker withdrawMeasure:worker owner:secretary campaign:clerk joinLead: partLead: sampled: transfer:supervisor receipt:clerk',
  'register:clerk ledger:clerk register:secretary joinLead: sampled: takeBackLead: partLead: revoke:clerk',
].map((way) => way.split(' '))
