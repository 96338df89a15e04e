import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#src/domain/citizen-id.ts'
import type { Actor } from '#src/platform/actor.ts'
import { writeWorkbook } from '#src/platform/files/write-workbook.ts'
import { commandLineActor, perform, type Installation } from '#src/platform/installation.ts'
import { runTask } from '#src/platform/tasks.ts'
import { scopeOf } from '#src/platform/scope.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { createInstallation } from '../accounts/index.ts'
import { importTask, type FileToImport } from '../ledgers/index.ts'
import { readPerson } from './read-person.ts'
import { searchPeople } from './search-people.ts'
import { showFullId } from './show-full-id.ts'

let installation: Installation

function idOf(n: number): string {
  const first = `99910119600101${String(100 + n)}`
  return first + checkDigit(first)
}

const [jiang, feng, moved, child, ...others] = [1, 2, 3, 4, 5, 6].map(idOf) as [string, string, string, string, ...string[]]

function file(name: string, headings: readonly string[], rows: string[][], choices: FileToImport['choices'] = {}): FileToImport {
  const folder = join(installation.folder.work, 'test')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  const columns = headings.map((heading) => ({ heading, width: 12, kind: 'text' as const }))
  writeFileSync(path, writeWorkbook({ sheets: [{ name: 'Sheet1', title: name.replace(/\.xlsx$/, ''), columns, rows }] }))
  return { path, name, choices }
}

function post(role: Actor['role'], division: string, seesChildren = true): Actor {
  return { accountId: null, postId: null, name: role, role, origin: '测试', division, scope: scopeOf(division, seesChildren) }
}

const clerk = post('clerk', 'aa')
const here = post('worker', 'aaaa')
const elsewhere = post('worker', 'aaab')

async function personOf(citizenId: string): Promise<string> {
  return perform(
    installation,
    commandLineActor(),
    async ({ tx }) => (await tx.selectFrom('person').select('person_id').where('citizen_id', '=', citizenId).executeTakeFirstOrThrow()).person_id,
  )
}

async function open(actor: Actor, citizenId: string) {
  const person = await personOf(citizenId)
  return perform(installation, actor, (work) => readPerson(work, installation, { person, lead: undefined }))
}

const search = (actor: Actor, q: string) => perform(installation, actor, (work) => searchPeople(work, q))

const events = (action: string) =>
  perform(installation, commandLineActor(), ({ tx }) => tx.selectFrom('event').selectAll().where('action', '=', action).orderBy('event_id').execute())

const pieces = async (actor: Actor, citizenId: string, lane: string) =>
  (await open(actor, citizenId)).lanes
    .find((each) => each.lane === lane)
    ?.segments.map(({ from, to, state, label }) => `${from} ${to} ${state} ${label}`.trim())

beforeAll(async () => {
  installation = await newInstallation()
  await perform(installation, commandLineActor(), (work) => createInstallation(work, { town: '青禾镇', communities: ['青柳社区', '桥头社区'] }))
  const pay = (month: string, rows: [string, string, string, string][]): FileToImport =>
    file(
      `${month.slice(0, 4)}年${Number(month.slice(5))}月低保金发放表.xlsx`,
      ['社区', '姓名', '身份证号', '发放金额', '所属月份', '发放日期'],
      rows.map((row) => [...row, month, `${month}-12`]),
    )
  const authority = { giver: '县殡仪馆', basis: '函', purpose: '比对', until: '2027-12-31' }
  const files = [
    pay('2026-06', [
      ['青柳社区', '江美华', jiang, '1060'],
      ['青柳社区', '迁移人', moved, '500'],
      ['桥头社区', '他人', others[0] ?? '', '400'],
    ]),
    pay('2026-07', [
      ['青柳社区', '江美华', jiang, '1060'],
      ['桥头社区', '迁移人', moved, '500'],
      ['桥头社区', '他人', others[0] ?? '', '400'],
    ]),
    pay('2026-09', [
      ['青柳社区', '江美华', jiang, '681'],
      ['桥头社区', '迁移人', moved, '500'],
      ['桥头社区', '他人', others[0] ?? '', '400'],
    ]),
    file(
      '低保人员名册（2026年7月）.xlsx',
      ['社区', '姓名', '身份证号', '户主姓名', '户主身份证号', '与户主关系', '户月保障金额'],
      [
        ['青柳社区', '江美华', jiang, '江美华', jiang, '本人', '1060'],
        ['青柳社区', '冯桂珍', feng, '江美华', jiang, '母亲', '1060'],
      ],
      { period: '2026-07' },
    ),
    file(
      '孤儿名册（2026年9月）.xlsx',
      ['社区', '儿童姓名', '身份证号', '监护人姓名', '监护人身份证号', '月发放金额'],
      [['青柳社区', '江小', child, '江美华', jiang, '1250']],
      { ledger: 'orphans', period: '2026-09' },
    ),
    file('火化名单.xlsx', ['逝者姓名', '身份证号', '死亡日期', '火化日期'], [['冯桂珍', feng, '2026-08-03', '2026-08-05']], {
      ledger: 'cremations',
      authority,
    }),
  ]
  const outcome = await runTask(installation, importTask, { input: { files, mayAddDivisions: false }, actor: commandLineActor() })
  expect(outcome.files.map((each) => `${each.ledger ?? ''} ${each.state}`)).toEqual([
    'payments imported',
    'payments imported',
    'payments imported',
    'dibao_person imported',
    'orphans imported',
    'cremations imported',
  ])
})

test('amounts stand at each change, and a month without any list is not judged', async () => {
  expect(await pieces(clerk, jiang, 'dibao')).toEqual([
    '2020-01 2026-05 unknown',
    '2026-06 2026-07 paid 1,060.00',
    '2026-08 2026-08 unknown',
    '2026-09 2026-09 paid 681.00',
    '2026-10 2026-10 unknown',
  ])
})

test("a household's payment is found for a member whom the roster of the month names, and for nobody else", async () => {
  expect(await pieces(clerk, feng, 'dibao')).toContain('2026-07 2026-07 paid 1,060.00')
  expect((await open(clerk, feng)).sources.some((row) => row.ledger === 'payments' && row.from === '2026-07')).toBe(true)
  expect((await pieces(clerk, others[0] ?? '', 'dibao'))?.some((piece) => piece.includes('1,060'))).toBe(false)
})

test('the office reads of a death, a community does not', async () => {
  expect((await open(clerk, feng)).marks).toContainEqual({ on: '2026-08-03', label: '去世（火化名单）', kind: 'death' })
  expect((await open(clerk, jiang)).households.flatMap((list) => list.members).find((member) => member.name === '冯桂珍')?.note).toBe('2026-08-03 去世')
  const file = await open(here, feng)
  expect(file.seesReference).toBe(false)
  expect(JSON.stringify(file)).not.toContain('2026-08-03')
})

test('somebody of another community is not found, and rows of another community stay there', async () => {
  await expect(open(elsewhere, jiang)).rejects.toMatchObject({ code: 'not_found' })
  await expect(open(here, others[0] ?? '')).rejects.toMatchObject({ code: 'not_found' })
  expect((await search(elsewhere, '江')).total).toBe(0)
  expect(await pieces(elsewhere, moved, 'dibao')).toEqual(expect.arrayContaining(['2026-07 2026-07 paid 500.00']))
  expect((await open(elsewhere, moved)).sources.map((row) => row.from)).not.toContain('2026-06')
  expect((await open(clerk, moved)).marks).toContainEqual({ on: '2026-07-01', label: '迁居：青柳社区 → 桥头社区', kind: 'move' })
})

test("a child's file opens for those who work on children only, and a children's worker opens no other", async () => {
  await expect(open(post('auditor', 'aa', false), child)).rejects.toMatchObject({ code: 'not_found' })
  expect((await search(post('auditor', 'aa', false), '江小')).total).toBe(0)
  const childWorker = post('child_worker', 'aaaa')
  expect((await open(childWorker, child)).households[0]?.members).toMatchObject([{ name: '江美华', relation: '监护人', person: null }])
  await expect(open(childWorker, jiang)).rejects.toMatchObject({ code: 'not_found' })
})

test('neither a key nor a full number leaves the server', async () => {
  const text = JSON.stringify([await open(clerk, jiang), await open(clerk, child), await search(clerk, '江')])
  for (const id of [jiang, feng, child]) expect(text).not.toContain(id.slice(0, 17))
})

test('searching is an event with masked words, once for the same words in ten minutes', async () => {
  const before = (await events('person.searched')).length
  const first = await search(clerk, '冯桂珍')
  await search(clerk, '冯桂珍')
  await search(clerk, jiang)
  expect(first.people.map((each) => each.name)).toEqual(['冯桂珍'])
  const added = (await events('person.searched')).slice(before)
  expect(added.map((event) => (event.after as { words: string }).words)).toEqual(['冯**', `999101********${jiang.slice(-4)}`])
})

test('the end of an id number finds, its front does not', async () => {
  expect((await search(clerk, jiang.slice(-4))).people.map((each) => each.name)).toContain('江美华')
  expect((await search(clerk, jiang.slice(0, 14))).total).toBe(0)
  expect((await search(clerk, jiang)).total).toBe(1)
})

test('the number of a lead finds its person inside the range', async () => {
  const person = await personOf(jiang)
  await perform(installation, commandLineActor(), ({ tx, clock }) =>
    sql`insert into lead (number, identity, topic, area, severity, subject_kind, person_id, subject_name, division, program, months, sentence, content_hash, outcome, created_at, updated_at)
      values ('2026-0447', 'x', 'dibao', 'dibao', 'money', 'person', ${person}, '江美华', 'aaaa', 'dibao', '{2026-09}', '江美华：请核实', 'x', 'new', ${clock.now()}, ${clock.now()})`.execute(
      tx,
    ),
  )
  expect((await search(here, '2026-0447')).people).toMatchObject([{ name: '江美华', openLeads: 1 }])
  expect((await search(elsewhere, '2026-0447')).total).toBe(0)
  const segment = (await open(here, jiang)).lanes.find((lane) => lane.lane === 'dibao')?.segments.find((each) => each.from === '2026-09')
  expect(segment).toMatchObject({ state: 'paid', lead: '2026-0447' })
})

test('who opened the file stands beside it for the next reader, once in half an hour; the full number needs a reason and is kept', async () => {
  const person = await personOf(moved)
  const before = (await events('person.opened')).filter((event) => event.person_id === person).length
  const leader = { ...post('leader', 'aa'), name: '陈静', accountId: '00000000-0000-4000-8000-000000000001' }
  await open(leader, moved)
  await open(leader, moved)
  expect((await events('person.opened')).filter((event) => event.person_id === person)).toHaveLength(before + 1)
  expect(await perform(installation, leader, (work) => showFullId(work, { person, reason: '核对死亡证明' }))).toBe(moved)
  expect((await open(clerk, moved)).looks.last[0]).toMatchObject({ who: '陈静', why: '看全号：核对死亡证明' })
  await expect(perform(installation, here, (work) => showFullId(work, { person, reason: '看看' }))).rejects.toMatchObject({ code: 'not_found' })
})
