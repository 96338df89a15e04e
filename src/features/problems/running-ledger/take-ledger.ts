import { createHash } from 'node:crypto'
import { divisionFinder } from '../../../domain/division-names.ts'
import { readMoney } from '../../../domain/money.ts'
import { readDate } from '../../../domain/plain-date.ts'
import { namedDue } from '../../../domain/due-steps.ts'
import type { Calendar } from '../../../domain/working-days.ts'
import { record, type Work } from '../../../platform/events.ts'
import { readWorkbook } from '../../../platform/files/read-workbook.ts'
import { townDivision } from '../../../platform/installation.ts'
import { Problem } from '../../../platform/problems.ts'
import { readCalendar } from '../../calendar/index.ts'
import { namesHiv } from '../../ledgers/index.ts'
import { insertMeasure } from '../actions/add-measure.ts'
import { establishProblem } from '../actions/establish-problem.ts'
import { insertPerson } from '../actions/problem-people.ts'
import { registerByHand } from '../actions/register-problem.ts'
import { changeProblem, lockProblem, takeStep, type ProblemChange } from '../store.ts'
import { findLedgerTable, readLedgerRows, type LedgerField, type LedgerRow } from './ledger-columns.ts'
import { areaOf, causeOf, kindOf, measuresIn, namesIn, saysDone, sourceOf } from './ledger-words.ts'

export interface TakenRow {
  sheet: string
  row: number
  state: 'added' | 'known' | 'left'
  problem: string | null
  number: string | null
  title: string
  /** What the row does not say, or what does not agree; each in words. */
  remarks: string[]
}

interface Owner {
  postId: string
  name: string
  division: string
}

/**
 * Takes the town's own running 问题台账 as it is: each row becomes a problem with source, people, money, cause, measures,
 * owner and deadline as far as the row says them. What the ledger calls 已完成 is not struck off by that: it comes in with
 * its measures done and waits for proof and review. The same rows again change nothing.
 */
export async function takeLedger(work: Work, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<TakenRow[]> {
  const workbook = await readWorkbook(bytes, name)
  const found = workbook.sheets.flatMap((sheet) => {
    const table = findLedgerTable(sheet)
    return table ? [{ sheet, table, rows: readLedgerRows(sheet, table) }] : []
  })
  if (found.length === 0) throw new Problem('refused', `“${name}”里没有找到问题台账：要有“存在问题”或“问题描述”一列。什么也没有登记。`)
  const named = found.flatMap(({ rows }) => rows.filter((row) => namesHiv(Object.values(row.cells).join(' '))).map((row) => row.row))
  if (named.length > 0) throw new Problem('refused', `“${name}”第 ${named.join('、')} 行写有从不保存的病名，什么也没有登记。请改掉这几行再交。`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const divisions = await work.tx.selectFrom('division').select(['code', 'name']).where('code', '<>', townDivision).execute()
  const context = { find: divisionFinder(divisions), owners: await ownersOf(work), calendar: await readCalendar(work.tx), uses1904: workbook.uses1904 }
  const taken: TakenRow[] = []
  for (const { sheet, table, rows } of found) {
    for (const row of rows)
      taken.push(await takeRow(work, row, { ...context, sheet: sheet.name, isInTenThousands: table.isInTenThousands, file: { name, sha256 } }))
  }
  await record(work, {
    action: 'problems.ledger_taken',
    objectKind: 'ledger',
    objectId: sha256,
    division: townDivision,
    after: {
      file: name,
      sha256,
      rows: taken.length,
      added: taken.filter((each) => each.state === 'added').length,
      known: taken.filter((each) => each.state === 'known').length,
    },
  })
  return taken
}

/** Posts in force, for the names in a ledger. */
async function ownersOf({ tx, clock }: Work): Promise<Owner[]> {
  const rows = await tx
    .selectFrom('post')
    .innerJoin('account', 'account.account_id', 'post.account_id')
    .select(['post.post_id', 'account.name', 'post.division', 'post.ends_on', 'post.role'])
    .where('account.is_active', '=', true)
    .where('post.role', 'in', ['worker', 'child_worker', 'grid', 'secretary', 'clerk', 'leader'])
    .execute()
  const today = clock.today()
  const order = ['worker', 'child_worker', 'grid', 'secretary', 'clerk', 'leader']
  return rows
    .filter((row) => row.ends_on === null || row.ends_on > today)
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
    .map((row) => ({ postId: row.post_id, name: row.name, division: row.division }))
}

interface Context {
  find: (text: string) => string | null
  owners: readonly Owner[]
  calendar: Calendar
  uses1904: boolean
  sheet: string
  isInTenThousands: boolean
  file: { name: string; sha256: string }
}

async function takeRow(work: Work, row: LedgerRow, context: Context): Promise<TakenRow> {
  const { tx, actor, clock } = work
  const title = row.text('title').replaceAll(/\s*\n\s*/g, ' ')
  const place = row.text('place')
  const base = { sheet: context.sheet, row: row.row, title }
  const division = place === '' || /^(镇|全镇|镇民政办|民政办|本级)/.test(place) ? townDivision : context.find(place)
  if (division === null) return { ...base, state: 'left', problem: null, number: null, remarks: [`“${place}”不是本镇的社区，没有登记`] }
  const names = namesIn(row.text('people'))
  const identity = createHash('sha256')
    .update([division, title.replaceAll(/\s/g, ''), [...names].sort().join('、'), row.text('number')].join('|'))
    .digest('hex')
  const known = await tx
    .selectFrom('taken_ledger_row')
    .innerJoin('problem', 'problem.problem_id', 'taken_ledger_row.problem_id')
    .select(['problem.problem_id', 'problem.number', 'problem.state'])
    .where('identity', '=', identity)
    .executeTakeFirst()
  if (known) {
    const differs = saysDone(row.text('done')) && known.state !== 'closed' ? ['台账写已完成，系统里还没有销号'] : []
    return { ...base, state: 'known', problem: known.problem_id, number: known.number, remarks: differs }
  }
  const money = moneyOf(row, context.isInTenThousands)
  const day = (field: LedgerField): string | null => dayOf(row, { field, uses1904: context.uses1904 })
  const cause = causeOf(row.text('cause'))
  const kept = (['leader', 'unit', 'owner', 'due', 'progress', 'done', 'doneOn', 'closed', 'proof', 'note'] as const).flatMap((field) =>
    row.text(field) === '' ? [] : [row.text(field)],
  )
  const said = [
    ...(cause === null && row.text('cause') !== '' ? [`台账写的原因：${row.text('cause')}`] : []),
    ...(kept.length > 0
      ? [
          `台账原样：${Object.entries(row.cells)
            .map(([heading, text]) => `${heading} ${text}`)
            .join('；')}`,
        ]
      : []),
  ]
  const { problemId, number } = await registerByHand(work, {
    kind: kindOf(title, money),
    title: title.slice(0, 300),
    description: said.join('\n').slice(0, 4_000),
    topic: null,
    area: areaOf(row.text('area'), title),
    itemId: null,
    division,
    personId: null,
    subjectName: names[0] ?? null,
    program: null,
    months: [],
    isChildMatter: /儿童|孤儿|未成年|孩子/.test(`${row.text('area')}${title}`),
    concerned: money,
    overpaid: null,
    underpaid: null,
    source: sourceOf(row.text('source')),
    sourceNumber: row.text('number') || null,
    note: `${context.file.name} ${context.sheet} 第 ${row.row} 行${day('found') ? `，${day('found')} 发现` : ''}`,
  })
  await establishProblem(work, problemId, { version: (await lockProblem(work, problemId)).version })
  if (names.length > 1)
    for (const each of names)
      await insertPerson(work, await lockProblem(work, problemId), { name: each, personId: null, concerned: null, overpaid: null, underpaid: null, note: null })
  const remarks = await planAsWritten(work, problemId, { row, cause, due: day('due'), doneOn: day('doneOn'), context, division })
  await tx
    .insertInto('taken_ledger_row')
    .values({
      identity,
      problem_id: problemId,
      division,
      file_name: context.file.name,
      sha256: context.file.sha256,
      sheet: context.sheet,
      source_row: row.row,
      cells: JSON.stringify(row.cells),
      taken_by: actor.name,
      taken_at: clock.now(),
    })
    .execute()
  return { ...base, state: 'added', problem: problemId, number, remarks }
}

interface Written {
  row: LedgerRow
  cause: ReturnType<typeof causeOf>
  due: string | null
  doneOn: string | null
  context: Context
  division: string
}

/** Cause, measures, owner and deadline as the row says; a deadline that has passed stays passed. Returns what the row leaves open. */
async function planAsWritten(work: Work, problemId: string, { row, cause, due, doneOn, context, division }: Written): Promise<string[]> {
  const today = work.clock.today()
  const problem = await lockProblem(work, problemId)
  const measures = measuresIn(row.text('measures'))
  const ownerName = row.text('owner')
  const owner = context.owners.find((each) => ownerName.includes(each.name) && division.startsWith(each.division))
  const isDone = saysDone(row.text('done')) || saysDone(row.text('closed'))
  const remarks = [
    ...(cause === null ? [row.text('cause') === '' ? '没有写原因' : '原因没有写明主观、客观、机制还是工作'] : []),
    ...(measures.length === 0 ? ['没有写整改措施'] : []),
    ...(owner ? [] : [ownerName === '' ? '没有写责任人' : `责任人“${ownerName}”在本辖区没有岗位`]),
    ...(due === null ? [row.text('due') === '' ? '没有写时限' : `时限“${row.text('due')}”读不出日期`] : []),
    ...(isDone ? ['台账写已完成：还要交佐证、复核才能销号'] : []),
  ]
  const set: ProblemChange = {
    ...(cause === null ? {} : { cause_kind: cause.kind, cause: cause.text }),
    ...(owner ? { owner_post: owner.postId, owner_name: owner.name } : {}),
    ...(row.text('unit') === '' ? {} : { responsible_unit: row.text('unit') }),
    ...(due === null
      ? {}
      : { due_on: due, due_steps: JSON.stringify([namedDue(due, { on: today, by: work.actor.name, ground: '带进来的台账', calendar: context.calendar })]) }),
  }
  for (const text of measures) {
    const measure = await insertMeasure(work, problem, text)
    if (isDone)
      await work.tx
        .updateTable('measure')
        .set({ done_on: doneOn !== null && doneOn <= today ? doneOn : today, done_by: ownerName || work.actor.name })
        .where('measure_id', '=', measure)
        .execute()
  }
  const isPlanned = cause !== null && measures.length > 0 && owner !== undefined && due !== null
  const event = { action: isPlanned ? 'problem.planned' : 'problem.cause_set', reason: `${context.file.name} 第 ${row.row} 行`, after: { measures } }
  if (isPlanned)
    await takeStep(work, problem, {
      step: 'plan',
      set: { ...set, track: /立行立改|立即/.test(Object.values(row.cells).join(' ')) ? 'at_once' : 'by_deadline', planned_on: today },
      event,
    })
  else if (Object.keys(set).length > 0) await changeProblem(work, problem, { set, event })
  return remarks
}

function moneyOf(row: LedgerRow, isInTenThousands: boolean): number | null {
  const cell = row.cell('money')
  if (cell === null) return null
  const { fen } = readMoney(typeof cell.value === 'number' ? cell.value : cell.text, isInTenThousands ? 10_000 : 1)
  return fen !== null && fen > 0 ? fen : null
}

function dayOf(row: LedgerRow, { field, uses1904 }: { field: LedgerField; uses1904: boolean }): string | null {
  const cell = row.cell(field)
  if (cell === null) return null
  const raw = cell.isDate && typeof cell.value === 'number' ? cell.value : cell.text
  return readDate(raw, { isSerial: cell.isDate, uses1904 }).date
}
