import { addAccount, createInstallation } from '../accounts/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Work } from '../../platform/events.ts'
import type { Role } from '../../platform/http/endpoint.ts'
import { commandLineActor, perform, type Installation } from '../../platform/installation.ts'
import { scopeOf } from '../../platform/scope.ts'
import type { ByHand, LeadFacts } from './actions/register-problem.ts'
import type { ProblemPorts } from './ports.ts'

const password = 'Qinghe-2026'

/** A problem that somebody wrote down from an audit, without person or money. */
export const handWritten: ByHand = {
  source: 'audit',
  sourceNumber: '审计第14号',
  note: null,
  kind: 'process',
  title: '入户调查没有两人签字',
  description: '',
  topic: 'procedure-dibao',
  area: 'dibao',
  itemId: null,
  division: 'aaaa',
  personId: null,
  subjectName: null,
  program: null,
  months: [],
  isChildMatter: false,
  concerned: null,
  overpaid: null,
  underpaid: null,
}

/** A town with two communities and one person in each post; `as('worker')` acts in it. */
export async function newTown(installation: Installation) {
  const people: Record<string, Actor> = {}
  await perform(installation, commandLineActor(), async (work) => {
    await createInstallation(work, { town: '青禾镇', communities: ['青柳', '桥头'] })
    const town: Role[] = ['clerk', 'leader', 'supervisor', 'auditor']
    for (const role of town) await addAccount(work, { name: `镇${role}`, login: role, password, role, division: 'aa' })
    await addAccount(work, { name: '镇clerk2', login: 'clerk2', password, role: 'clerk', division: 'aa' })
    for (const role of ['secretary', 'worker', 'child_worker', 'grid'] as const) {
      await addAccount(work, { name: `青柳${role}`, login: role, password, role, division: 'aaaa' })
      await addAccount(work, { name: `桥头${role}`, login: `${role}-b`, password, role, division: 'aaab' })
    }
  })
  const seesChildren = ['clerk', 'leader', 'secretary', 'child_worker', 'worker', 'supervisor']
  await perform(installation, commandLineActor(), async ({ tx }) => {
    const posts = await tx.selectFrom('post').innerJoin('account', 'account.account_id', 'post.account_id').selectAll().execute()
    for (const post of posts)
      people[post.login] = {
        accountId: post.account_id,
        postId: post.post_id,
        name: post.name,
        role: post.role as Role,
        origin: '网页',
        division: post.division,
        scope: scopeOf(post.division, seesChildren.includes(post.role)),
      }
  })
  const actorOf = (login: string): Actor => people[login] ?? commandLineActor()
  return {
    actorOf,
    postOf: (login: string): string => actorOf(login).postId ?? '',
    as: <T>(login: string, act: (work: Work) => Promise<T>): Promise<T> => perform(installation, actorOf(login), act),
  }
}

/** Ports whose answers a test may change while it runs. */
export function testPorts(): ProblemPorts & {
  batches: Map<string, { isPaid: boolean }>
  same: Map<string, { found: number; lookedAt: number; covered: boolean }>
} {
  const batches = new Map<string, { isPaid: boolean }>()
  const same = new Map<string, { found: number; lookedAt: number; covered: boolean }>()
  return {
    batches,
    same,
    paymentAfter: (_, { month }) => Promise.resolve({ covered: batches.has(month), isPaid: batches.get(month)?.isPaid ?? false }),
    findSame: () => Promise.resolve({ runId: null, divisions: [...same].map(([division, told]) => ({ division, ...told })) }),
  }
}

/** Puts a lead row and a person there, and tells what the leads feature would hand over. */
export async function newLead(work: Work, given: Partial<LeadFacts> & { personKey?: number } = {}): Promise<LeadFacts> {
  const { personKey = 1, ...facts } = given
  const division = facts.division ?? 'aaaa'
  const person = await work.tx
    .insertInto('person')
    .values({ person_key: personKey, citizen_id: '999101195001010018', name: '韩秀珍', division, seen_at: work.clock.now() })
    .onConflict((conflict) => conflict.column('person_key').doUpdateSet({ division }))
    .returning('person_id')
    .executeTakeFirstOrThrow()
  const number = `2026-${String(Math.floor(Math.random() * 1e9))}`
  const lead = await work.tx
    .insertInto('lead')
    .values({
      number,
      identity: number,
      topic: facts.topic ?? 'deaths-dibao',
      area: 'dibao',
      severity: 'money',
      subject_kind: 'person',
      subject_name: '韩秀珍',
      division,
      sentence: '死亡后仍发低保',
      content_hash: '',
      outcome: 'new',
      created_at: work.clock.now(),
      updated_at: work.clock.now(),
    })
    .returning('lead_id')
    .executeTakeFirstOrThrow()
  return {
    lead: lead.lead_id,
    number,
    source: 'data',
    sourceNumber: null,
    check: 'deaths/paid-after-death',
    topic: 'deaths-dibao',
    area: 'dibao',
    severity: 'money',
    division,
    personId: person.person_id,
    subjectName: '韩秀珍',
    citizenId: '999101********0018',
    program: 'dibao',
    months: ['2026-08', '2026-09'],
    concerned: 136_200,
    overpaid: 136_200,
    underpaid: null,
    isChildMatter: false,
    sentence: '韩秀珍2026-07-01死亡，低保发到2026-09，多发2个月1,362.00元',
    note: '家属证实',
    foundBy: '刘芳',
    ...facts,
  }
}
