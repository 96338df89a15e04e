import type { Page } from 'playwright-core'
import type { DemoTown } from './demo-town.ts'

interface Detail {
  version: number
  measureList: { measure: string }[]
}

/** One role's calls to the API, as its pages make them. */
function callsOf(page: Page, town: DemoTown) {
  const read = async (path: string): Promise<unknown> => {
    const answer = await page.request.get(`${town.url}${path}`)
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
    return answer.json()
  }
  return {
    read,
    /** Posts with the version that stands now. */
    act: async (problem: string, step: string, data: Record<string, unknown> = {}): Promise<void> => {
      const { version } = (await read(`/api/problems/${problem}`)) as Detail
      const answer = await page.request.post(`${town.url}/api/problems/${problem}/${step}`, { headers: { 'x-doudi': '1' }, data: { version, ...data } })
      if (!answer.ok()) throw new Error(`${step}: ${await answer.text()}`)
    },
  }
}

type Calls = ReturnType<typeof callsOf>

interface Desk {
  clerk: Calls
  worker: Calls
  secretary: Calls
  register: (title: string) => Promise<{ problem: string; number: string }>
  owner: string | undefined
  close: () => Promise<void>
}

/** The three of 青柳 through whose hands a problem goes: the town's clerk, the community's worker and its secretary. */
async function deskOf(town: DemoTown): Promise<Desk> {
  const [clerkPage, workerPage, secretaryPage] = [await town.signIn('limin'), await town.signIn('qingliu'), await town.signIn('qingliu-shuji')]
  const worker = callsOf(workerPage, town)
  const { colleagues } = (await worker.read('/api/colleagues')) as { colleagues: { post: string; name: string }[] }
  return {
    clerk: callsOf(clerkPage, town),
    worker,
    secretary: callsOf(secretaryPage, town),
    owner: colleagues.find((post) => post.name === '王秀英')?.post,
    register: async (title) => {
      const answer = await clerkPage.request.post(`${town.url}/api/problems`, {
        headers: { 'x-doudi': '1' },
        data: { source: 'self_check', title, division: 'aaaa', area: 'tekun_children' },
      })
      if (!answer.ok()) throw new Error(await answer.text())
      return (await answer.json()) as { problem: string; number: string }
    },
    close: async () => {
      for (const page of [clerkPage, workerPage, secretaryPage]) await page.context().close()
    },
  }
}

/** Problems of 青柳 that its people mended and the town struck off: each goes the whole way by the roles that the plan names. */
export async function closeProblems(town: DemoTown, count: number): Promise<{ problem: string; number: string }[]> {
  const { clerk, worker, secretary, register, owner, close } = await deskOf(town)
  const closed = []
  for (let at = 1; at <= count; at++) {
    const { problem, number } = await register(`走访记录缺第 ${at} 次`)
    await clerk.act(problem, 'establishment')
    await worker.act(problem, 'plan', { track: 'at_once', cause: { kind: 'work', text: '没有排班' }, measures: ['补走访，补记录'], owner })
    await worker.act(problem, 'mending')
    const { measureList } = (await worker.read(`/api/problems/${problem}`)) as Detail
    for (const { measure } of measureList) await worker.act(problem, `measures/${measure}/done`)
    await worker.act(problem, 'proof', { side: 'after', note: '补走访的记录' })
    await secretary.act(problem, 'closing')
    await clerk.act(problem, 'review/begin')
    await clerk.act(problem, 'review', { decision: 'agree' })
    closed.push({ problem, number })
  }
  await close()
  return closed
}

/** A problem of 青柳 whose cause lies in the mechanism and that 王秀英 mends until a date. */
export async function mendUntil(town: DemoTown, { title, due }: { title: string; due: string }): Promise<string> {
  const { clerk, worker, register, owner, close } = await deskOf(town)
  const { problem } = await register(title)
  await clerk.act(problem, 'establishment')
  await worker.act(problem, 'plan', { track: 'by_deadline', due, cause: { kind: 'mechanism', text: '没有规定谁来走访' }, measures: ['定走访排班'], owner })
  await worker.act(problem, 'mending')
  await close()
  return problem
}
