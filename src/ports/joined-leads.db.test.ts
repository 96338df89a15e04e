import { beforeAll, beforeEach, expect, test } from 'vitest'
import { hitOf } from '#src/features/leads/hit-fixtures.ts'
import { assignLeads } from '#src/features/leads/assign-leads.ts'
import { addLeads, newTown } from '#src/features/leads/lead-fixtures.ts'
import { mergeLead, partLead, type MergeTarget } from '#src/features/leads/merge-leads.ts'
import { readLead } from '#src/features/leads/read-lead.ts'
import { reportLead } from '#src/features/leads/report-danger.ts'
import { takeBackVerification, verifyLead } from '#src/features/leads/verify-lead.ts'
import type { Actor } from '#src/platform/actor.ts'
import type { Work } from '#src/platform/events.ts'
import { perform, systemActor, type Installation } from '#src/platform/installation.ts'
import { newInstallation } from '../../tests/support/database.ts'
import { createPorts, type Ports } from './create-ports.ts'

let installation: Installation
let town: Record<string, Actor>
let ports: Ports['leads']

const as = <T>(name: string, run: (work: Work) => Promise<T>): Promise<T> => perform(installation, town[name] ?? systemActor(), run)
const system = <T>(run: (work: Work) => Promise<T>): Promise<T> => perform(installation, systemActor(), run)
const versionOf = (lead: string): Promise<number> =>
  system(async ({ tx }) => (await tx.selectFrom('lead').select('version').where('lead_id', '=', lead).executeTakeFirstOrThrow()).version)
const merge = async (lead: string, into: MergeTarget): Promise<void> => {
  const version = await versionOf(lead)
  await as('李敏', (work) => mergeLead(work, { lead, version, into }, ports))
}
const confirm = async (lead: string): Promise<void> => {
  await as('李敏', (work) => assignLeads(work, { leads: [lead], to: 'community' }))
  const version = await versionOf(lead)
  await as('王秀英', (work) => verifyLead(work, { lead, version, result: 'confirmed', note: '入户看过', attachments: [] }, ports))
}
const problems = () =>
  system(({ tx }) =>
    tx
      .selectFrom('problem')
      .innerJoin('problem_source', 'problem_source.problem_id', 'problem.problem_id')
      .select(['problem.problem_id', 'problem.number', 'problem.state', 'lead_id', 'problem.months'])
      .where('problem.state', '<>', 'revoked')
      .orderBy('at')
      .execute(),
  )

beforeAll(async () => {
  installation = await newInstallation('2026-10-20')
  town = await newTown(installation)
  ports = createPorts(installation.folder).leads
})
beforeEach(() =>
  system(async ({ tx }) => {
    await tx.deleteFrom('verification').execute()
    await tx.deleteFrom('problem_source').execute()
    await tx.deleteFrom('lead').execute()
    await tx.deleteFrom('problem').execute()
  }),
)

test('two leads of one matter are one problem with both as sources; taken apart the second leaves, taken back both do', async () => {
  const [one = '', two = ''] = await system((work) => addLeads(work, [hitOf(1), hitOf(1, { check: 'another', topic: 'payroll-dibao', months: ['2026-08'] })]))
  await merge(two, { lead: one })
  await confirm(one)
  expect((await problems()).map((row) => row.lead_id)).toEqual([one, two])
  expect((await problems())[0]?.months).toEqual(['2026-04', '2026-05', '2026-08'])
  const detail = await as('李敏', (work) => readLead(work, { lead: one, filter: {} }, ports))
  expect(detail.problem).toMatchObject({ state: 'registered' })
  await as('李敏', (work) => partLead(work, { lead: two }, ports))
  expect((await problems()).map((row) => row.lead_id)).toEqual([one])
  await merge(two, { lead: one })
  await as('王秀英', (work) => takeBackVerification(work, one, ports))
  expect(await problems()).toEqual([])
})

test('a lead is laid with a problem that stands, offered for the same person, and with none that has ended', async () => {
  const [one = '', two = ''] = await system((work) => addLeads(work, [hitOf(1), hitOf(1, { check: 'another', topic: 'payroll-dibao' })]))
  await confirm(one)
  const [problem] = await problems()
  const id = problem?.problem_id ?? ''
  expect((await as('李敏', (work) => readLead(work, { lead: two, filter: {} }, ports))).problems.map((each) => each.problem)).toEqual([id])
  await merge(two, { problem: id })
  expect((await as('李敏', (work) => readLead(work, { lead: two, filter: {} }, ports))).liesWith).toMatchObject({ kind: 'problem', number: problem?.number })
  await as('李敏', (work) => partLead(work, { lead: two }, ports))
  await system(({ tx }) => tx.updateTable('problem').set({ state: 'closed' }).execute())
  await expect(merge(two, { problem: id })).rejects.toMatchObject({ code: 'refused' })
})

test('the report of a lead stands with the reports that wait for a receipt, and with its receipt it does not', async () => {
  const danger = { check: 'no-carer-named', topic: 'alone-children', severity: 'danger' as const, isChildMatter: true }
  const [one = '', two = ''] = await system((work) => addLeads(work, [hitOf(1, danger), hitOf(2, danger)]))
  for (const [lead, receipt] of [
    [one, ''],
    [two, '警情 0412'],
  ] as const)
    await as('王秀英', (work) =>
      reportLead(
        work,
        { lead, personKind: 'minor', recipient: '青禾派出所', reportedAt: '2026-10-19T22:30:00+08:00', receipt, arrangement: '在姑姑家' },
        ports,
      ),
    )
  const reports = await system(({ tx }) => tx.selectFrom('mandatory_report').selectAll().orderBy('subject_name').execute())
  expect(reports).toMatchObject([
    { recipient: '青禾派出所', receipt: null, found_by: '王秀英', arrangement: '在姑姑家', division: 'aaaa', person_id: expect.any(String) as string },
    { receipt: '警情 0412' },
  ])
  expect(new Date(reports[0]?.reported_at ?? '').toISOString()).toBe('2026-10-19T14:30:00.000Z')
})
