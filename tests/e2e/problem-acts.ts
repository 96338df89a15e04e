import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { accountOf, type SampleLead } from './sample-leads.ts'
import type { DemoTown } from './demo-town.ts'

/** The problem's row as the database has it. */
export async function problemRow(town: DemoTown, problemId: string) {
  return perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('problem').selectAll().where('problem_id', '=', problemId).executeTakeFirstOrThrow(),
  )
}

/** Hands a lead to the community's worker, who finds it true on its page; returns the problem that this registered. */
export async function confirm(town: DemoTown, lead: SampleLead, { clerk, worker }: { clerk: Page; worker: Page }): Promise<string> {
  const { name } = accountOf(lead.community, 'worker')
  await clerk.goto(`${town.url}/leads/${lead.lead_id}`)
  await clerk.getByRole('button', { name: new RegExp(`^分派给${name}`) }).click()
  await clerk.getByText(`已分派 · ${name}`).waitFor()
  await worker.goto(`${town.url}/leads/${lead.lead_id}`)
  await worker.getByRole('radio', { name: /^\d?\s*属实$/ }).click()
  await worker.getByLabel('看到了什么').fill('入户核实，情况属实')
  await worker.getByRole('button', { name: /报属实，交镇民政办立为问题/ }).click()
  await worker.getByText(`报了属实：${lead.number}`).waitFor()
  const source = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('problem_source').select('problem_id').where('lead_id', '=', lead.lead_id).executeTakeFirstOrThrow(),
  )
  return source.problem_id
}

/** The office establishes the problem on its page. */
export async function establish(town: DemoTown, clerk: Page, problemId: string): Promise<void> {
  await clerk.goto(`${town.url}/problems/${problemId}`)
  await clerk.getByRole('button', { name: '认定为问题，交社区定措施' }).click()
  await clerk.getByRole('list', { name: '状态' }).getByText('已认定').waitFor()
  await clerk.getByText(/已认定 \d+ 件/).waitFor()
}

interface Plan {
  track: '立行立改' | '限期整改'
  kind: '主观' | '客观' | '机制' | '工作'
  cause: string
  measure: string
  due?: string
}

/** Fills in the open plan and begins to mend. */
export async function plan(page: Page, { track, kind, cause, measure, due }: Plan): Promise<void> {
  await page.getByRole('radio', { name: track }).click()
  await page.getByRole('radio', { name: kind, exact: true }).click()
  await page.getByLabel('原因（必填）').last().fill(cause)
  await page.getByLabel(/^措施/).fill(measure)
  await page.getByLabel(/^责任人/).selectOption({ index: 1 })
  if (due) await page.getByLabel(/^时限/).fill(due)
  await page.getByRole('button', { name: new RegExp(`^定为${track}`) }).click()
  await page.getByRole('button', { name: '开始整改' }).click()
  await page.getByText(/整改中 \d+ 件/).waitFor()
}

/** Ticks the one measure and hands in a file as proof of what it is like after. */
export async function mend(page: Page, { measure, proof }: { measure: string; proof: string }): Promise<void> {
  await page.getByRole('checkbox', { name: new RegExp(measure) }).click()
  await page.getByText('1 条，都已做').waitFor()
  await handInProof(page, proof)
}

export async function handInProof(page: Page, proof: string): Promise<void> {
  await page
    .getByRole('button', { name: /^(传佐证|交佐证)$/ })
    .first()
    .click()
  const form = page.getByRole('form', { name: '交佐证' })
  await form.getByLabel(/是什么/).fill(proof)
  await form
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: `${proof}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4 ${proof}`) })
  await form.getByText('传好了').waitFor()
  await form.getByRole('button', { name: '交 1 件整改后的佐证' }).click()
  await page.getByRole('region', { name: '佐证' }).getByText(proof).waitFor()
}

/** The clerk records from which month on nothing is paid any more. */
export async function recordStop(town: DemoTown, clerk: Page, { problemId, month, paper }: { problemId: string; month: string; paper: string }): Promise<void> {
  await clerk.goto(`${town.url}/problems/${problemId}`)
  await clerk.getByRole('region', { name: '销号' }).getByRole('button', { name: '登记停发' }).click()
  await clerk.getByLabel(/从哪个月起不发/).fill(month)
  await clerk.getByLabel(/停发决定文号/).fill(paper)
  await clerk.getByRole('button', { name: `登记从 ${month} 起停发` }).click()
  await clerk.getByText('登记好了').waitFor()
}

interface Booking {
  problemId: string
  kind: '应追回' | '已追回' | '应补发' | '已补发'
  fill: (form: Locator) => Promise<void>
}

/** Books one sum in the problem's account. */
async function bookMoney(town: DemoTown, page: Page, { problemId, kind, fill }: Booking): Promise<void> {
  await page.goto(`${town.url}/problems/${problemId}`)
  await page.getByRole('region', { name: '钱款' }).getByRole('button', { name: '登记一笔' }).click()
  const form = page.getByRole('form', { name: '登记一笔钱款' })
  await form.getByRole('radio', { name: kind }).click()
  await fill(form)
  await form.getByRole('button', { name: new RegExp(`^登记${kind}`) }).click()
  await page.getByText(new RegExp(`^登记了${kind}`)).waitFor()
}

/**
 * The clerk books what the organ ordered back and plans two parts; the worker first books the whole sum by mistake, reverses it
 * with the reason, and then books both parts with their receipts.
 */
export async function recoverInTwoParts(
  town: DemoTown,
  { clerk, worker }: { clerk: Page; worker: Page },
  { problemId, organ, paper, fen }: { problemId: string; organ: string; paper: string; fen: number },
): Promise<void> {
  const yuan = (part: number): string => (part / 100).toFixed(2)
  const parts = [Math.floor(fen / 200) * 100, fen - Math.floor(fen / 200) * 100]
  await bookMoney(town, clerk, {
    problemId,
    kind: '应追回',
    fill: async (form) => {
      await form.getByLabel(/决定的机关/).fill(organ)
      await form.getByLabel('文号').fill(paper)
    },
  })
  await clerk.getByRole('button', { name: '定分期…' }).click()
  const plan = clerk.getByRole('form', { name: '分期收回' })
  await plan.getByLabel('各期').fill(`2026-10-30 ${yuan(parts[0] ?? 0)}\n2026-11-30 ${yuan(parts[1] ?? 0)}`)
  await plan.getByLabel(/凭什么定的/).fill('还款协议')
  await plan.getByRole('button', { name: /^定 2 期/ }).click()
  await clerk.getByText('分 2 期收回', { exact: true }).waitFor()

  const recovered = (amount: number | null, receipt: string): Promise<void> =>
    bookMoney(town, worker, {
      problemId,
      kind: '已追回',
      fill: async (form) => {
        await form.getByRole('radio', { name: '分期' }).click()
        if (amount !== null) await form.getByLabel(/^金额/).fill(yuan(amount))
        await form.getByLabel('票据号').fill(receipt)
      },
    })
  await recovered(null, '00381')
  await worker.getByText(/^每一笔 2 条/).click()
  await worker.getByRole('listitem').filter({ hasText: '票据 00381' }).getByRole('button', { name: '冲销…' }).click()
  const reversal = worker.getByRole('form', { name: /^冲销已追回/ })
  await reversal.getByLabel(/为什么/).fill('只交来第一期，记成全部了')
  await reversal.getByRole('button', { name: /^冲销已追回/ }).click()
  await worker.getByText(/^冲销了已追回/).waitFor()
  await recovered(parts[0] ?? 0, '00381')
  await worker.getByText('还没到期').waitFor()
  await recovered(parts[1] ?? 0, '00402')
  await worker.reload()
  await worker.getByText(/^每一笔 3 条/).click()
  await worker.getByText('票据 00402').waitFor()
}

/** The secretary asks for closure on the problem's page. */
export async function askClosing(town: DemoTown, secretary: Page, problemId: string): Promise<void> {
  await secretary.goto(`${town.url}/problems/${problemId}`)
  await secretary.getByRole('button', { name: '申请销号，交镇民政办复核' }).click()
  await secretary.getByText(/申请销号 \d+ 件/).waitFor()
}

/** A clerk who had no part in it agrees, and the problem is struck off. */
export async function agreeClosing(town: DemoTown, problemId: string): Promise<void> {
  const reviewer = await town.signIn('zhoulei')
  await reviewer.goto(`${town.url}/problems/${problemId}`)
  await reviewer.getByRole('button', { name: '同意销号' }).click()
  await reviewer.getByText(/已销号 \d+ 件/).waitFor()
  expect(await problemRow(town, problemId)).toMatchObject({ state: 'closed', closed_by: '周磊' })
}

/** The worker takes a written application of somebody who was found, and hands it in on the same day. */
export async function applyFor(town: DemoTown, worker: Page, { personId, name, program }: { personId: string; name: string; program: string }): Promise<void> {
  const person = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('person').select('citizen_id').where('person_id', '=', personId).executeTakeFirstOrThrow(),
  )
  await worker.goto(`${town.url}/applications`)
  await worker.getByRole('button', { name: '接收一份申请' }).click()
  await worker.getByLabel(/^申请人/).fill(name)
  await worker.getByLabel(/^身份证号/).fill(person.citizen_id ?? '')
  await worker.getByLabel(/^申请什么/).selectOption(program)
  await worker.getByRole('button', { name: `接收${name}的申请，给回执编号` }).click()
  const card = worker.getByRole('list', { name: '申请' }).getByRole('listitem').filter({ hasText: name })
  await card.getByRole('button', { name: '今天已转报镇窗口' }).click()
  await card.getByText('已转报，等受理').waitFor()
}

/** The clerk books what is owed by the organ's paper; less than all leaves the closure open, the rest pays it. */
export async function payBack(
  town: DemoTown,
  { clerk, worker }: { clerk: Page; worker: Page },
  { problemId, organ, paper, yuan }: { problemId: string; organ: string; paper: string; yuan: string },
): Promise<void> {
  await bookMoney(town, clerk, {
    problemId,
    kind: '应补发',
    fill: async (form) => {
      await form.getByLabel(/^金额/).fill(yuan)
      await form.getByLabel(/决定的机关/).fill(organ)
      await form.getByLabel('文号').fill(paper)
    },
  })
  await bookMoney(town, worker, {
    problemId,
    kind: '已补发',
    fill: async (form) => {
      await form.getByLabel(/^金额/).fill('100.00')
      await form.getByLabel('票据号').fill('补00017')
    },
  })
  await worker.getByText(/^还有 200\.00 元没有补发/).waitFor()
  await bookMoney(town, worker, { problemId, kind: '已补发', fill: (form) => form.getByLabel('票据号').fill('补00018') })
}
