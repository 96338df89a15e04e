import { anyLead } from '#src/features/leads/lead-fixtures.ts'
import type { Work } from '#src/platform/events.ts'

/**
 * For each path parameter of the API: makes such an object in community `aaaa` and returns its id.
 * The permission test asks for it as a post of community `aaab` and expects 404.
 * `null` says that the parameter names nothing that belongs to a community (and why).
 */
export const fixtures: Record<string, ((work: Work) => Promise<string>) | { notScoped: string; value: string }> = {
  year: { notScoped: 'the calendar is one for the whole town', value: '2026' },
  attachment: async ({ tx, clock }) =>
    (
      await tx
        .insertInto('attachment')
        .values({ sha256: 'none', name: 'a.txt', media_type: 'text/plain', bytes: 1, division: 'aaaa', created_by: 'test', created_at: clock.now() })
        .returning('attachment_id')
        .executeTakeFirstOrThrow()
    ).attachment_id,
  task: async ({ tx, clock }) =>
    (
      await tx
        .insertInto('task')
        .values({ kind: 'test', input: '{}', actor: '{}', division: 'aaaa', created_at: clock.now(), state: 'done' })
        .returning('task_id')
        .executeTakeFirstOrThrow()
    ).task_id,
  cell: async (work) => {
    const { tx, clock } = work
    const campaign = await tx
      .insertInto('campaign')
      .values({ division: 'aa', title: '整治', body: '', file_name: 'a', file_sha256: 'none', state: 'approved', created_by: 'test', created_at: clock.now() })
      .returning('campaign_id')
      .executeTakeFirstOrThrow()
    const item = await tx
      .insertInto('item')
      .values({ campaign_id: campaign.campaign_id, position: 0, area_no: 1, area: 'dibao', area_title: '低保', title: '一项', text: '一项的原话' })
      .returning('item_id')
      .executeTakeFirstOrThrow()
    const cell = await tx
      .insertInto('cell')
      .values({ campaign_id: campaign.campaign_id, item_id: item.item_id, division: 'aaaa', updated_at: clock.now() })
      .returning('cell_id')
      .executeTakeFirstOrThrow()
    return cell.cell_id
  },
  inspection: (work) => newInspection(work, 1),
  finding: async (work) => {
    const { tx, clock } = work
    const problem = await tx
      .insertInto('problem')
      .values({ number: 'F-0001', kind: 'process', title: '一条', division: 'aaaa', created_by: 'test', created_at: clock.now(), updated_at: clock.now() })
      .returning('problem_id')
      .executeTakeFirstOrThrow()
    const finding = await tx
      .insertInto('inspection_finding')
      .values({
        inspection_id: await newInspection(work, 2),
        division: 'aaaa',
        problem_id: problem.problem_id,
        text: '一条',
        created_by: 'test',
        created_at: clock.now(),
      })
      .returning('finding_id')
      .executeTakeFirstOrThrow()
    return finding.finding_id
  },
  order: async ({ tx, clock }) =>
    (
      await tx
        .insertInto('supervision_order')
        .values({ number: '督1', division: 'aaaa', to_unit: '青柳社区', text: '查清', due_on: '2026-11-01', created_by: 'test', created_at: clock.now() })
        .returning('order_id')
        .executeTakeFirstOrThrow()
    ).order_id,
  note: { notScoped: "the nightly look is the supervision team's, whose scope is the whole town", value: '00000000-0000-4000-8000-000000000000' },
  consequence: async ({ tx, clock }) =>
    (
      await tx
        .insertInto('consequence')
        .values({
          division: 'aaaa',
          kind: 'talk',
          who: '某人',
          what: '某事',
          basis: '某条',
          on_date: '2026-10-01',
          paper: '一号',
          created_by: 'test',
          created_at: clock.now(),
        })
        .returning('consequence_id')
        .executeTakeFirstOrThrow()
    ).consequence_id,
  problem: (work) => newProblem(work, 'P-0001'),
  one: async (work) =>
    (
      await work.tx
        .insertInto('problem_person')
        .values({ problem_id: await newProblem(work, 'P-0004'), division: 'aaaa', name: '某人', created_by: 'test', created_at: work.clock.now() })
        .returning('problem_person_id')
        .executeTakeFirstOrThrow()
    ).problem_person_id,
  measure: async (work) =>
    (
      await work.tx
        .insertInto('measure')
        .values({ problem_id: await newProblem(work, 'P-0002'), division: 'aaaa', text: '一条', created_by: 'test', created_at: work.clock.now() })
        .returning('measure_id')
        .executeTakeFirstOrThrow()
    ).measure_id,
  entry: async (work) =>
    (
      await work.tx
        .insertInto('money_entry')
        .values({
          problem_id: await newProblem(work, 'P-0009'),
          division: 'aaaa',
          kind: 'recovered',
          way: 'cash',
          fen: 100,
          on_date: work.clock.today(),
          created_by: 'test',
          created_at: work.clock.now(),
        })
        .returning('money_entry_id')
        .executeTakeFirstOrThrow()
    ).money_entry_id,
  search: async (work) => {
    const { tx, clock } = work
    const search = await tx
      .insertInto('search')
      .values({ problem_id: await newProblem(work, 'P-0003'), question: '同样的事', division: 'aaaa', ordered_by: 'test', ordered_at: clock.now() })
      .returning('search_id')
      .executeTakeFirstOrThrow()
    await tx.insertInto('search_result').values({ search_id: search.search_id, division: 'aaaa', result: 'open' }).execute()
    return search.search_id
  },
  // A list of one community: its source rows are asked for by batch, sheet and row.
  batch: async ({ tx, clock }) => {
    const counts = { rows_seen: 0, rows_accepted: 0, rows_problems: 0, rows_not_data: 0 }
    await tx
      .insertInto('batch')
      .values({
        batch_id: 'b-a',
        ledger: 'visits',
        owner: 'kept',
        shape: 'register',
        file_name: 'a.xlsx',
        file_sha256: 'none',
        is_original_kept: false,
        sheet: 'a',
        why: '',
        content_hash: 'a',
        division: 'aaaa',
        created_by: 'test',
        created_at: clock.now(),
        ...counts,
      })
      .execute()
    return 'b-a'
  },
  report: async ({ tx, clock }) =>
    (
      await tx
        .insertInto('mandatory_report')
        .values({
          division: 'aaaa',
          subject_name: '某人',
          person_kind: 'other',
          what: '一件事',
          found_at: clock.now(),
          found_by: 'test',
          basis: '',
          created_by: 'test',
          created_at: clock.now(),
        })
        .returning('mandatory_report_id')
        .executeTakeFirstOrThrow()
    ).mandatory_report_id,
  clue: (work) => newKeptRow(work, 'clues'),
  application: (work) => newKeptRow(work, 'applications'),
  agreement: (work) => newKeptRow(work, 'agreements'),
  consent: (work) => newKeptRow(work, 'consents'),
  point: { notScoped: "the schedule of patrols is the town office's", value: '00000000-0000-4000-8000-000000000000' },
  streetCase: async ({ tx, clock }) =>
    (
      await tx
        .insertInto('street_case')
        .values({
          division: 'aaaa',
          subject_name: '不详',
          person_kind: 'elder',
          place: '桥下',
          condition: '一人',
          found_at: clock.now(),
          found_by: 'test',
          created_by: 'test',
          created_at: clock.now(),
        })
        .returning('street_case_id')
        .executeTakeFirstOrThrow()
    ).street_case_id,
  card: async ({ tx, clock }) => {
    const written = { division: 'aaaa', created_by: 'test', created_at: clock.now() }
    const report = await tx
      .insertInto('mandatory_report')
      .values({ ...written, subject_name: '安小', person_kind: 'minor', what: '无人照看', found_at: clock.now(), found_by: 'test', basis: '' })
      .returning('mandatory_report_id')
      .executeTakeFirstOrThrow()
    const card = await tx
      .insertInto('child_card')
      .values({ ...written, ...report, child_name: '安小', is_at_school: true, cause: 'unable', what: '无人照看', found_at: clock.now(), found_by: 'test' })
      .returning('child_card_id')
      .executeTakeFirstOrThrow()
    return card.child_card_id
  },
  area: { notScoped: 'an area is a word of the plan', value: 'dibao' },
  ledger: { notScoped: 'a ledger is a definition; its rows are limited by the two doors', value: 'visits' },
  upload: { notScoped: 'waiting files are the town office’s', value: '00000000-0000-4000-8000-000000000000' },
  campaign: { notScoped: 'the paper tells of no person and is for everybody', value: '00000000-0000-4000-8000-000000000000' },
  item: { notScoped: 'a part of the paper', value: '00000000-0000-4000-8000-000000000000' },
  mechanism: { notScoped: 'mechanisms are kept by the town office', value: '00000000-0000-4000-8000-000000000000' },
  issue: { notScoped: 'the dispatch table is the whole town’s', value: '00000000-0000-4000-8000-000000000000' },
  account: { notScoped: 'accounts are managed by the town office, whose scope is the whole town', value: '00000000-0000-4000-8000-000000000000' },
  post: { notScoped: 'posts are managed by the town office', value: '00000000-0000-4000-8000-000000000000' },
  check: { notScoped: 'checks are the catalogue’s, the same for every community', value: 'paid-after-death' },
  lead: anyLead,
  // A child: those who work on children only would see nobody else of their own community either.
  person: async ({ tx, clock }) =>
    (
      await tx
        .insertInto('person')
        .values({
          person_key: '99910120150101001' as never,
          citizen_id: '999101201501010013',
          name: '安小',
          division: 'aaaa',
          is_child: true,
          seen_at: clock.now(),
        })
        .returning('person_id')
        .executeTakeFirstOrThrow()
    ).person_id,
  sheet: { notScoped: "handed-down sheets are the town office's, whose scope is the whole town", value: '00000000-0000-4000-8000-000000000000' },
}

async function newKeptRow({ tx, clock }: Work, ledger: string): Promise<string> {
  const row = await tx
    .insertInto('kept_row')
    .values({ ledger, row_key: 'a', division: 'aaaa', name: '某人', cells: '{}', created_at: clock.now(), updated_at: clock.now() })
    .returning('kept_row_id')
    .executeTakeFirstOrThrow()
  return row.kept_row_id
}

async function newInspection({ tx, clock }: Work, n: number): Promise<string> {
  const row = await tx
    .insertInto('inspection')
    .values({ number: `查${n}`, kind: 'site', title: '一次', division: 'aaaa', on_date: '2026-10-01', created_by: 'test', created_at: clock.now() })
    .returning('inspection_id')
    .executeTakeFirstOrThrow()
  return row.inspection_id
}

async function newProblem({ tx, clock }: Work, number: string): Promise<string> {
  const row = await tx
    .insertInto('problem')
    .values({ number, kind: 'process', title: '一条', division: 'aaaa', created_by: 'test', created_at: clock.now(), updated_at: clock.now() })
    .returning('problem_id')
    .executeTakeFirstOrThrow()
  return row.problem_id
}
