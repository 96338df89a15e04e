import { beforeAll, expect, test } from 'vitest'
import { readDocument } from '#src/platform/files/read-document.ts'
import { newCampaignTown, type CampaignTown } from '../../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../../tests/support/database.ts'
import { packBinder, readBinder, readProblemPapers, writeProblemPaper } from './read-binder.ts'

let town: CampaignTown
const problems: Record<string, string> = {}

beforeAll(async () => {
  town = await newCampaignTown(await newInstallation())
  await town.as('clerk', async ({ tx, clock }) => {
    const now = clock.now()
    const written = { created_by: 'worker', created_at: now }
    const add = async (number: string, more: Record<string, unknown>): Promise<void> => {
      const row = await tx
        .insertInto('problem')
        .values({ number, kind: 'money', title: '张三丰去世后多发两个月', division: 'aaaa', subject_name: '张三丰', updated_at: now, ...written, ...more })
        .returning('problem_id')
        .executeTakeFirstOrThrow()
      problems[number] = row.problem_id
      await tx
        .insertInto('problem_source')
        .values({ problem_id: row.problem_id, division: 'aaaa', source: 'audit', source_number: '审计14', at: now })
        .execute()
    }
    await add('2026-0001', {
      state: 'closed',
      cause_kind: 'work',
      cause: '没有核对火化名单',
      owner_name: 'worker',
      due_on: '2026-10-30',
      overpaid: 130_000,
      established_at: now,
      closing_asked_by: 'secretary',
      closing_asked_at: now,
      closed_by: 'clerk',
      closed_at: now,
    })
    await add('2026-0002', { state: 'registered', title: '李小宝没有监护人照看', subject_name: '李小宝', is_child_matter: true })
    await add('2026-0003', {
      state: 'transferred',
      title: '问题 2026-0003 已移送',
      subject_name: null,
      transferred_on: '2026-10-19',
      transfer_paper: '青纪移〔2026〕2号',
      transfer_receipt: '收条7号',
      is_clue: true,
    })
    await add('2026-0004', { state: 'registered', title: '桥头的事', subject_name: '王五', division: 'aaab' })
    const of = { problem_id: problems['2026-0001'] ?? '', division: 'aaaa', ...written }
    await tx
      .insertInto('measure')
      .values({ ...of, text: '停发张三丰的低保并追回', done_on: '2026-10-18', done_by: 'worker' })
      .execute()
    await tx
      .insertInto('proof')
      .values({ ...of, side: 'after', note: '张三丰家属退款收据' })
      .execute()
    await tx
      .insertInto('money_entry')
      .values({ ...of, kind: 'recovered', way: 'cash', fen: 130_000, on_date: '2026-10-18', organ: '县民政局', paper: '收据1号' })
      .execute()
    await tx
      .insertInto('consequence')
      .values({
        division: 'aaaa',
        kind: 'talk',
        who: '某干部',
        what: '迟报',
        basis: '《督查办法》第九条',
        on_date: '2026-10-18',
        paper: '青纪约1号',
        ...written,
      })
      .execute()
    await tx
      .insertInto('secretary_log')
      .values({ division: 'aaaa', kind: 'deploy', on_date: '2026-10-01', text: '召开部署会', ...written })
      .execute()
  })
})

const textOf = (binder: Awaited<ReturnType<typeof readBinder>>): string => JSON.stringify(binder)

test('one act collects plan, self-checks, ledger, the papers of each problem, supervision, dispatch and duties', async () => {
  const binder = await town.as('supervisor', readBinder)
  expect(binder.parts.map((part) => part.title.slice(0, 4))).toEqual(['一、方案', '二、各社', '三、问题', '四、每件', '五、督查', '六、调度', '七、长效'])
  expect(binder.parts[3]?.papers.map((paper) => `${paper.title} ${paper.number}`)).toEqual([
    '问题核查单 编号 2026-0001',
    '问题整改单 编号 2026-0001',
    '问题销号单 编号 2026-0001',
    '问题核查单 编号 2026-0002',
    '问题核查单 编号 2026-0004',
  ])
  expect(textOf(binder)).toContain('召开部署会')
  const events = await town.as('clerk', ({ tx }) => tx.selectFrom('event').selectAll().where('action', '=', 'papers.collected').execute())
  expect(events.at(-1)).toMatchObject({ actor_name: 'supervisor', role: 'supervisor', after: { problems: 4 } })
})

test('what is collected names nobody in full, and of a clue handed over only that, date, paper and receipt', async () => {
  const text = textOf(await town.as('leader', readBinder))
  for (const name of ['张三丰', '李小宝', '王五']) expect(text).not.toContain(name)
  expect(text).toContain('张*丰去世后多发两个月')
  expect(text).toContain('李某（未成年人）')
  expect(text).toContain('已移送')
  expect(text).toContain('青纪移〔2026〕2号')
})

test('the consequences of 纪委 are in what the supervisor and the leader collect, not in what the office does', async () => {
  expect(textOf(await town.as('supervisor', readBinder))).toContain('青纪约1号')
  expect(textOf(await town.as('leader', readBinder))).toContain('青纪约1号')
  expect(textOf(await town.as('clerk', readBinder))).not.toContain('青纪约1号')
})

test('the archive holds a .docx for each paper behind its table of contents', async () => {
  const { bytes, name } = await town.as('supervisor', packBinder)
  expect(name).toMatch(/^迎检材料 \d{4}-\d\d-\d\d\.zip$/)
  // Each entry of an archive's directory begins with these four bytes.
  const entries = Buffer.from(bytes).toString('latin1').split('PK\u0001\u0002').length - 1
  const { parts } = await town.as('supervisor', readBinder)
  expect(entries).toBe(1 + parts.reduce((sum, part) => sum + part.papers.length, 0))
})

test('the three papers of one problem name its person, say its measures and money, and open in Word', async () => {
  const { papers } = await town.as('worker', (work) => readProblemPapers(work, problems['2026-0001'] ?? ''))
  expect(papers.map((each) => each.kind)).toEqual(['check', 'mend', 'close'])
  const { bytes } = await town.as('worker', (work) => writeProblemPaper(work, problems['2026-0001'] ?? '', 'close'))
  const text = await readDocument(bytes, '销号单.docx')
  for (const part of ['问题销号单', '张三丰', '停发张三丰的低保并追回', '1,300.00', '县民政局 收据1号']) expect(text).toContain(part)
})

test('another community finds no paper of the problem; a problem that was only registered has no 整改单', async () => {
  await expect(town.as('worker-b', (work) => readProblemPapers(work, problems['2026-0001'] ?? ''))).rejects.toMatchObject({ code: 'not_found' })
  await expect(town.as('grid', (work) => readProblemPapers(work, problems['2026-0002'] ?? ''))).rejects.toMatchObject({ code: 'not_found' })
  await expect(town.as('clerk', (work) => writeProblemPaper(work, problems['2026-0002'] ?? '', 'mend'))).rejects.toMatchObject({ code: 'refused' })
})
