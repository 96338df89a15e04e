import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { countSteps } from './count-steps.ts'
import { accountOf, communityWith, leadNow, leadsOf, type SampleLead } from './sample-leads.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

const open = (page: Page, lead: SampleLead): Promise<unknown> => page.goto(`${town.url}/leads/${lead.lead_id}`)

/** On a wide page the choice shows its key before its word. */
const choose = (page: Page, result: string): Promise<void> => page.getByRole('radio', { name: new RegExp(`^\\d?\\s*${result}$`) }).click()

async function eventOf(action: string, lead: SampleLead) {
  return (await town.eventsOf(action)).findLast((event) => event.object_id === lead.lead_id)
}

test('S14 S47 the clerk filters the late applications and hands them out to the communities in five acts; taking it back puts them where they were', async () => {
  const late = await leadsOf(town, 'late-application')
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/leads`)
  await clerk.getByRole('heading', { name: /待核实疑点/ }).waitFor()
  const steps = countSteps(clerk)
  const act = (role: 'button' | 'checkbox', name: string | RegExp): Promise<void> => clerk.getByRole(role, { name }).first().click()
  await act('button', '加条件')
  await act('button', /^核查$/)
  await act('checkbox', '救助申请超时限')
  await clerk.getByText(`筛出 ${late.length} 条`).waitFor()
  await act('checkbox', '全选')
  await act('button', /分派给各社区专干/)
  await clerk.getByText(`把 ${late.length} 条分派给各社区专干`).waitFor()
  expect(steps.said('one kind of lead handed out to its communities', 5)).toBeLessThanOrEqual(5)
  await clerk.reload()
  await clerk.getByText(`筛出 ${late.length} 条`).waitFor()
  const rows = clerk.getByRole('row')
  for (const lead of late) {
    const worker = accountOf(lead.community, 'worker')
    await rows.filter({ hasText: lead.subject_name }).filter({ hasText: '已分派' }).filter({ hasText: worker.name }).filter({ hasText: '11-03' }).waitFor()
    expect(await eventOf('lead.assigned', lead)).toMatchObject({ actor_name: '李敏', role: 'clerk', after: { assigneeName: worker.name, dueOn: '2026-11-03' } })
  }

  const visits = await leadsOf(town, 'missing-monthly-visit')
  await clerk.goto(`${town.url}/leads?state=open&check=missing-monthly-visit`)
  await clerk.getByRole('checkbox', { name: '全选' }).click()
  await clerk.getByRole('button', { name: /分派给各社区专干/ }).click()
  await clerk.getByText(`把 ${visits.length} 条分派给各社区专干`).waitFor()
  await clerk.getByRole('button', { name: '撤销' }).click()
  await clerk.getByText('已撤销').waitFor()
  await clerk.reload()
  await rows
    .filter({ hasText: visits[0]?.subject_name ?? '' })
    .filter({ hasText: '未分派' })
    .waitFor()
  expect((await leadsOf(town, 'missing-monthly-visit')).map((lead) => lead.state)).toEqual(visits.map(() => 'new'))
  expect((await town.eventsOf('lead.undone')).length).toBe(visits.length)

  // What is ticked can be taken to the door before anybody decides: a sheet each, from the list, the panel and the lead's own page.
  await clerk.getByRole('checkbox', { name: '全选' }).click()
  await clerk.getByRole('link', { name: '打印核查单' }).click()
  await clerk.getByRole('button', { name: `打印核查单 ${visits.length} 张` }).waitFor()
  for (const lead of visits) await clerk.getByRole('article').filter({ hasText: lead.number }).filter({ hasText: '要当面问的' }).waitFor()
  expect(new Set((await town.eventsOf('lead.sheet_taken')).map((event) => event.object_id))).toEqual(new Set(visits.map((lead) => lead.lead_id)))
})

test('S11 cards against rosters give the base of people with severe disabilities, and who is missing and who is surplus in each community', async () => {
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/checks/missed-care-subsidy`)
  const missing = [...(await leadsOf(town, 'missed-care-subsidy')), ...(await leadsOf(town, 'missed-living-subsidy'))]
  await clerk.getByRole('heading', { name: /看了 [1-9]\d+ 条，命中 3 条/ }).waitFor()
  await clerk.goto(`${town.url}/leads?area=disability&group=community`)
  const grid = clerk.getByRole('grid', { name: '疑点' })
  const surplus = await leadsOf(town, 'level-mismatch')
  expect([missing.length, surplus.length].every((count) => count > 0)).toBe(true)
  await clerk.getByRole('radio', { name: '金额' }).click()
  for (const lead of missing) await grid.getByRole('row').filter({ hasText: lead.subject_name }).filter({ hasText: lead.community }).waitFor()
  for (const lead of surplus) {
    const row = grid.getByRole('row').filter({ hasText: lead.subject_name })
    await row.filter({ hasText: ((lead.overpaid ?? 0) / 100).toLocaleString('en', { minimumFractionDigits: 2 }) }).waitFor()
  }
  // Columns of one's own, chosen and named by keyboard, are there again on another day, and only for who chose them.
  await clerk.keyboard.press('c')
  for (const key of ['Tab', 'Space']) await clerk.keyboard.press(key)
  await grid.getByRole('columnheader', { name: '证号' }).waitFor()
  await clerk.getByLabel('方案名').fill('带证号')
  await clerk.keyboard.press('Enter')
  await clerk.goto(`${town.url}/leads?area=disability&group=community`)
  await clerk.getByRole('radio', { name: '带证号' }).click()
  expect(await grid.getByRole('columnheader').allInnerTexts()).toEqual([
    '全选',
    '疑点',
    '姓名',
    '证号',
    '社区',
    '涉及（元）',
    '多发（元）',
    '少发（元）',
    '状态',
  ])
  await clerk.getByRole('radio', { name: '金额' }).click()
  const [first] = missing
  await grid
    .getByRole('row', { name: new RegExp(`${first?.community}.*\\d+ 条`) })
    .first()
    .waitFor()
})

test('S11 S14 a worker reads the evidence of both sides and reports all four results with proof; the office looks a second time, agrees or sends back', async () => {
  const checks = ['paid-after-death', 'level-mismatch', 'late-application', 'missed-living-subsidy']
  const { community, leads } = await communityWith(town, checks)
  const [dead, level, late, missed] = leads as [SampleLead, SampleLead, SampleLead, SampleLead]
  const { login, name } = accountOf(community, 'worker')
  const clerk = await town.signIn('limin')
  for (const lead of leads) {
    if ((await leadNow(town, lead)).state !== 'new') continue
    await open(clerk, lead)
    await clerk.getByRole('button', { name: `分派给${name}，11-03 到期` }).click()
    await clerk.getByText('已分派').first().waitFor()
  }

  // What the page says before anybody decides.
  const worker = await town.signIn(login)
  await open(worker, dead)
  await worker.getByRole('heading', { name: dead.sentence }).waitFor()
  const evidence = worker.getByRole('table', { name: '两边怎么说' })
  await evidence.getByRole('columnheader', { name: /名册怎么说.*\.xlsx · .+ · 第 \d+ 行/s }).waitFor()
  await evidence.getByRole('columnheader', { name: /名单怎么说.*\.xlsx · .+ · 第 \d+ 行/s }).waitFor()
  await evidence.getByRole('row', { name: /按月（元）/ }).waitFor()
  await worker.getByRole('region', { name: '当月有效的条文' }).getByRole('listitem').first().waitFor()
  const months = evidence.getByRole('row', { name: /按月（元）/ })
  const paid = [...((await months.textContent()) ?? '').matchAll(/(\d{4}-\d{2}|个月)([\d,]+\.\d{2})/g)].reduce(
    (sum, found) => sum + Math.round(Number((found[2] ?? '').replaceAll(',', '')) * 100),
    0,
  )
  expect(paid).toBe(dead.overpaid)

  // An article opens what we hold of it: our one line, its months, its hash; the text where the town keeps it.
  const articles = worker.getByRole('region', { name: '当月有效的条文' })
  const { law, article } = await perform(town.installation, commandLineActor(), async ({ tx }) => {
    const { basis } = await tx.selectFrom('lead').select('basis').where('lead_id', '=', level.lead_id).executeTakeFirstOrThrow()
    return (basis as unknown as { law: string; article: string }[])[0] ?? { law: '', article: '' }
  })
  await open(worker, level)
  await articles
    .getByRole('button', { name: `${law}${article}` })
    .first()
    .click()
  await articles.getByText('校验值').waitFor()
  await articles.getByText('本系统不带法律法规全文').waitFor()
  await open(worker, dead)

  await choose(worker, '属实')
  await worker.getByLabel('看到了什么').fill('看了死亡证明，家属认可，存折一直没有交回')
  await worker
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '死亡证明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 fictional') })
  await worker.getByText('已附 1 份').waitFor()
  await worker.getByRole('button', { name: /报属实，交镇民政办立为问题/ }).click()
  await worker.getByText(`报了属实：${dead.number}`).waitFor()
  await worker.reload()
  await worker.getByText(`属实 · ${name}`).waitFor()
  await worker.getByRole('link', { name: '死亡证明.pdf' }).waitFor()
  expect((await leadNow(town, dead)).state).toBe('confirmed')
  expect(await eventOf('lead.verified', dead)).toMatchObject({ actor_name: name, role: 'worker', after: { result: 'confirmed', proofs: 1 } })

  await open(worker, level)
  await choose(worker, '部分属实')
  await worker.getByLabel('属实的部分（元）').fill('100')
  await worker.getByLabel('看到了什么').fill('九月已改回，只多发了一个月')
  await worker.getByRole('button', { name: '报部分属实，等镇民政办复看' }).click()
  await worker.getByText(`报了部分属实：${level.number}`).waitFor()

  await open(worker, late)
  await worker.getByRole('region', { name: '常见的正常情况' }).getByRole('checkbox').first().click()
  await worker.getByLabel('看到了什么').fill('材料是后来才补齐的')
  // What the reason needs is said before anything is sent.
  expect(await worker.getByRole('button', { name: '报不属实：先附凭证或写明材料' }).isDisabled()).toBe(true)
  await worker.getByLabel('凭证', { exact: true }).fill('补正通知书 2026-04-12')
  await worker.getByRole('button', { name: '报不属实，等镇民政办复看' }).click()
  await worker.getByText(`报了不属实：${late.number}`).waitFor()

  await open(worker, missed)
  await choose(worker, '无法核实')
  await worker.getByLabel('看到了什么').fill('去了两次，人在外地')
  await worker.getByRole('button', { name: '报无法核实，请镇民政办再派' }).click()
  await worker.getByText(`报了无法核实：${missed.number}`).waitFor()
  expect((await leadNow(town, missed)).state).toBe('unclear')

  // The second look belongs to somebody else of the office.
  const second = await town.signIn('zhoulei')
  await open(second, late)
  expect(await second.getByRole('button', { name: `退回${name}再查` }).isDisabled()).toBe(true)
  await second.getByLabel('复看的意见').fill('补正通知上没有日期，请再问经办人')
  await second.getByRole('button', { name: `退回${name}再查` }).click()
  await second.getByText(`退回${name}再查：${late.number}`).waitFor()
  expect(await eventOf('lead.sent_back', late)).toMatchObject({ actor_name: '周磊', role: 'clerk' })
  await open(worker, late)
  await worker.getByText('补正通知上没有日期，请再问经办人').first().waitFor()
  await worker.getByRole('region', { name: '常见的正常情况' }).getByRole('checkbox').first().click()
  await worker.getByLabel('看到了什么').fill('经办人出示了收件回执，补正在四月底')
  await worker.getByLabel('凭证', { exact: true }).fill('收件回执 2026-04-28')
  await worker.getByRole('button', { name: '报不属实，等镇民政办复看' }).click()
  await worker.getByText(`报了不属实：${late.number}`).waitFor()
  await second.reload()
  await second.getByRole('button', { name: '同意不属实，这条结束' }).click()
  await second.getByText(`复看同意：${late.number}`).waitFor()
  await second.reload()
  await second.getByText('已复看').first().waitFor()
  expect((await leadNow(town, late)).state).toBe('reviewed')
  expect(await eventOf('lead.agreed', late)).toMatchObject({ actor_name: '周磊', role: 'clerk' })

  await open(second, level)
  await second.getByRole('button', { name: '同意，属实部分立为问题' }).click()
  await second.getByText(`复看同意：${level.number}`).waitFor()
  await second.goto(`${town.url}/problems?state=registered`)
  await second.getByText(dead.subject_name).first().waitFor()
  await second.getByText(level.subject_name).first().waitFor()

  // Whoever belongs to another community learns nothing of it, not even that it exists.
  const other = (await leadsOf(town)).find((lead) => lead.community !== community)?.community ?? ''
  const stranger = await town.signIn(accountOf(other, 'worker').login)
  await open(stranger, dead)
  await stranger.getByText('没有找到这条疑点').waitFor()
  expect(await stranger.getByText(dead.subject_name).count()).toBe(0)
  expect((await stranger.context().request.get(`${town.url}/api/leads/${dead.lead_id}`)).status()).toBe(404)
})

test('S22 S23 the children’s director confirms the missing care agreement and the money past eighteen; people not concerned with children do not see them', async () => {
  const { community, leads } = await communityWith(town, ['left-behind-without-agreement', 'orphan-past-18'])
  const [agreement, grown] = leads as [SampleLead, SampleLead]
  const { login, name } = accountOf(community, 'child_worker')
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/leads?state=new&area=tekun_children`)
  await clerk.getByRole('checkbox', { name: '全选' }).click()
  await clerk.getByRole('button', { name: /分派给各社区专干/ }).click()
  await clerk.getByText(/条分派给各社区专干/).waitFor()
  const director = await town.signIn(login, { width: 390, height: 844 })
  for (const [lead, note] of [
    [agreement, '到家里看了，外公照看，没有签过协议'],
    [grown, '问了学校，六月已毕业，没有升学'],
  ] as const) {
    await open(director, lead)
    await choose(director, '属实')
    await director.getByLabel('看到了什么').fill(note)
    await director.getByRole('button', { name: /报属实，交镇民政办立为问题/ }).click()
    await director.getByText(`报了属实：${lead.number}`).waitFor()
    await director.reload()
    await director.getByText(`属实 · ${name}`).waitFor()
    expect((await leadNow(town, lead)).state).toBe('confirmed')
    expect(await eventOf('lead.verified', lead)).toMatchObject({ actor_name: name, role: 'child_worker', after: { result: 'confirmed' } })
  }
  const county = await town.signIn('xianju')
  await open(county, agreement)
  await county.getByText('没有找到这条疑点').waitFor()
})

test('S14 one explanation on its proof is applied to leads of the same kind that the worker picks, taken back as one, applied again, and agreed by the office at once', async () => {
  const all = (await leadsOf(town)).filter((lead) => lead.state === 'new' && !lead.is_child_matter && lead.check_id !== null)
  const groups = Map.groupBy(all, (lead) => `${lead.community} ${lead.check_id}`)
  const leads = [...groups.values()].toSorted((a, b) => b.length - a.length)[0] ?? []
  const [first, second] = leads as [SampleLead, SampleLead]
  expect(leads.length).toBeGreaterThan(1)
  const { login } = accountOf(first.community, 'worker')
  const clerk = await town.signIn('limin')
  const handed = await clerk.request.post(`${town.url}/api/leads/assignments`, {
    headers: { 'x-doudi': '1' },
    data: { leads: leads.map((lead) => lead.lead_id), to: 'community' },
  })
  expect(handed.ok()).toBe(true)
  const worker = await town.signIn(login)
  await open(worker, first)
  await worker.getByRole('region', { name: '常见的正常情况' }).getByRole('checkbox').first().click()
  await worker.getByLabel('看到了什么').fill('看了台账原件，是录入时漏了')
  await worker
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '台账原件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 fictional') })
  await worker.getByText('已附 1 份').waitFor()
  await worker.getByRole('button', { name: '报不属实，等镇民政办复看' }).click()
  const similar = worker.getByRole('region', { name: '同类疑点' })
  await similar.getByText('理由和凭证都用这一条的').waitFor()
  const apply = async (): Promise<void> => {
    await similar.getByRole('checkbox', { name: new RegExp(second.number) }).click()
    await similar.getByRole('button', { name: '把同一说明用到这 1 条' }).click()
    await worker.getByText('同一说明用到 1 条，等镇民政办复看').waitFor()
  }
  await apply()
  expect((await leadNow(town, second)).state).toBe('unfounded')
  await worker.getByRole('button', { name: '撤销' }).click()
  await worker.getByText('已撤销').waitFor()
  expect((await leadNow(town, second)).state).toBe('checking')
  await apply()
  await open(clerk, second)
  await clerk.getByRole('link', { name: '台账原件.pdf' }).first().waitFor()
  await open(clerk, first)
  await clerk.getByRole('checkbox', { name: '同一说明还用在 1 条上，一起同意' }).waitFor()
  await clerk.getByRole('button', { name: '同意不属实，这条结束' }).click()
  await clerk.getByText(`复看同意：${first.number}，连同同一说明的 1 条`).waitFor()
  for (const lead of [first, second]) expect((await leadNow(town, lead)).state).toBe('reviewed')
})

test('S03 S14 from a lead to a problem with cause, measure, person and deadline in at most eight acts of worker and clerk together', async () => {
  const lead = (await leadsOf(town)).find((each) => each.state === 'new' && !each.is_child_matter && each.person_id !== null)
  if (!lead) throw new Error('no lead is left')
  const { login, name } = accountOf(lead.community, 'worker')
  const [clerk, worker] = [await town.signIn('limin'), await town.signIn(login)]
  await clerk.request.post(`${town.url}/api/leads/assignments`, { headers: { 'x-doudi': '1' }, data: { leads: [lead.lead_id], to: 'community' } })
  await open(worker, lead)
  await worker.getByRole('radiogroup', { name: '核实结果' }).waitFor()
  const steps = countSteps(worker, clerk)
  await worker.keyboard.press('1')
  await worker.getByLabel('看到了什么').fill('入户核实，情况属实')
  await worker.getByRole('button', { name: /报属实，交镇民政办立为问题/ }).click()
  await worker.getByText(`报了属实：${lead.number}`).waitFor()
  await open(clerk, lead)
  await clerk.getByRole('link', { name: '认定并定措施' }).click()
  await clerk.getByRole('radio', { name: '工作', exact: true }).click()
  await clerk.getByLabel('原因（必填）').last().fill('没有按月比对名单')
  await clerk.getByLabel(/^措施/).fill('每月比对一次，当月办结')
  await clerk.getByRole('button', { name: '认定，定为限期整改，2026-11-03 到期' }).click()
  await clerk.getByText('认定了，定为限期整改').waitFor()
  expect(steps.said('from a lead to a problem with cause, measure, person and deadline', 8)).toBeLessThanOrEqual(8)
  const problem = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx
      .selectFrom('problem')
      .innerJoin('problem_source', 'problem_source.problem_id', 'problem.problem_id')
      .select(['state', 'cause_kind', 'owner_name', 'due_on'])
      .where('lead_id', '=', lead.lead_id)
      .executeTakeFirstOrThrow(),
  )
  expect(problem).toEqual({ state: 'planned', cause_kind: 'work', owner_name: name, due_on: '2026-11-03' })
})

test('S14 nobody is handed, nor decides on, somebody of the same household as a relative of their register, and is told why', async () => {
  const found = await perform(town.installation, commandLineActor(), async ({ tx, clock }) => {
    const row = await sql<{ lead_id: string; number: string; division: string; relative: string }>`
      select l.lead_id, l.number, l.division, theirs.person_key::text as relative
      from lead l join person p on p.person_id = l.person_id join family_member mine on mine.person_key = p.person_key
      join family_member theirs on theirs.head_key = mine.head_key and theirs.person_key <> p.person_key
      where l.state in ('new', 'assigned') and not l.is_child_matter and l.severity <> 'danger' order by l.number limit 1`.execute(tx)
    const lead = row.rows[0]
    if (!lead) throw new Error('nobody with a lead lives in a household of several')
    const { name } = await tx.selectFrom('division').select('name').where('code', '=', lead.division.slice(0, 4)).executeTakeFirstOrThrow()
    const staff = accountOf(name, 'worker')
    await tx
      .insertInto('kept_row')
      .values({
        ledger: 'kin_register',
        row_key: 'story',
        division: 'aa',
        person_key: lead.relative as never,
        name: '某亲属',
        cells: JSON.stringify({ staff_name: staff.name, relation: '姐妹' }),
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .execute()
    return { ...lead, staff }
  })
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/leads/${found.lead_id}`)
  await clerk.getByRole('button', { name: new RegExp(`派给${found.staff.name}`) }).click()
  await clerk.getByText(`对象与${found.staff.name}或${found.staff.name}备案的近亲属同在一户，请交给别人`).waitFor()
  await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.updateTable('lead').set({ state: 'assigned' }).where('lead_id', '=', found.lead_id).execute(),
  )
  const worker = await town.signIn(found.staff.login)
  await worker.goto(`${town.url}/leads/${found.lead_id}`)
  await worker.getByText('对象与您或您备案的近亲属同在一户，按回避要求请交给另一位同事。').waitFor()
  expect(await worker.getByRole('radiogroup', { name: '核实结果' }).count()).toBe(0)
})
