import { addAccount, createInstallation } from '../accounts/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Work } from '../../platform/events.ts'
import type { Role } from '../../platform/http/endpoint.ts'
import { commandLineActor, perform, type Installation } from '../../platform/installation.ts'
import { scopeOf } from '../../platform/scope.ts'
import { hitOf } from './hit-fixtures.ts'
import type { Hit } from '../checks/index.ts'
import type { CheckFacts, ConfirmedLead, DangerReport, LeadPorts } from './ports.ts'
import { syncLeads } from './sync-leads.ts'

export const deathCheck: CheckFacts = {
  title: '死亡后仍发放',
  question: '人去世以后，钱是不是还在发？',
  innocent: [
    { code: 'wrong_id_in_list', ask: '名单里的证号其实是别人的？', noProof: null },
    { code: 'arrears', ask: '这几笔是补发死亡以前的月份？', noProof: '补发的月份在发放明细里' },
  ],
  closes: '下一批发放里不再有这个人',
}

/** Ports that remember what was handed over. */
export function listeningPorts() {
  const registered: ConfirmedLead[] = []
  const revoked: string[] = []
  const joined: { lead: string; to: string }[] = []
  const parted: string[] = []
  const reports: DangerReport[] = []
  const ports: LeadPorts = {
    checkOf: () => deathCheck,
    confirmed: (_work, lead) => {
      registered.push(lead)
      return Promise.resolve()
    },
    takenBack: (_work, lead) => {
      revoked.push(lead)
      return Promise.resolve()
    },
    handledOf: () => Promise.resolve(new Map()),
    // A lead has a problem once it was confirmed.
    joined: (_work, { lead }, to) => {
      const target = 'problem' in to ? to.problem : to.lead
      if ('lead' in to && !registered.some((each) => each.lead === to.lead)) return Promise.resolve(false)
      joined.push({ lead, to: target })
      return Promise.resolve(true)
    },
    parted: (_work, lead) => {
      parted.push(lead)
      return Promise.resolve()
    },
    problemOf: () => Promise.resolve(null),
    problemsOf: () => Promise.resolve([]),
    reportDanger: async ({ tx, clock, actor }, report) => {
      reports.push(report)
      const row = await tx
        .insertInto('mandatory_report')
        .values({
          division: report.division,
          person_id: report.personId,
          subject_name: report.name,
          person_kind: report.personKind,
          what: report.what,
          found_at: clock.now(),
          found_by: actor.name,
          recipient: report.recipient,
          reported_at: report.reportedAt,
          receipt: report.receipt || null,
          basis: '',
          created_by: actor.name,
          created_at: clock.now(),
        })
        .returning('mandatory_report_id')
        .executeTakeFirstOrThrow()
      return row.mandatory_report_id
    },
  }
  return { ...ports, registered, revoked, heard: { joined, parted, reports } }
}

/** A town with two communities and one post of each role that deals with leads, two of those that need a second person. */
export async function newTown(installation: Installation): Promise<Record<string, Actor>> {
  const posts: [string, Role, string][] = [
    ['李敏', 'clerk', 'aa'],
    ['赵刚', 'clerk', 'aa'],
    ['陈镇长', 'leader', 'aa'],
    ['王秀英', 'worker', 'aaaa'],
    ['马建军', 'worker', 'aaab'],
    ['刘芳', 'child_worker', 'aaaa'],
    ['孙书记', 'secretary', 'aaaa'],
    ['钱督查', 'supervisor', 'aa'],
    ['周审计', 'auditor', 'aa'],
  ]
  return perform(installation, commandLineActor(), async (work) => {
    await createInstallation(work, { town: '青禾镇', communities: ['青柳', '桥头'] })
    const actors: Record<string, Actor> = {}
    for (const [at, [name, role, division]] of posts.entries()) {
      const accountId = await addAccount(work, { name, login: `person${at}`, password: 'Qinghe-2026', role, division })
      const { post_id } = await work.tx.selectFrom('post').select('post_id').where('account_id', '=', accountId).executeTakeFirstOrThrow()
      actors[name] = { accountId, postId: post_id, name, role, origin: '网页', division, scope: scopeOf(division, role !== 'auditor') }
    }
    return actors
  })
}

/** The county's 疑点核查表 as it is handed down: what it says, then what the town answers. */
export const countySheetHeadings = [
  '序号',
  '疑点编号',
  '疑点类型',
  '乡镇',
  '村',
  '姓名',
  '身份证号码',
  '享受待遇',
  '享受期间',
  '比对数据项',
  '核查结果（属实/不属实/部分属实）',
  '核查情况说明',
  '处理措施',
  '追回金额',
  '核查人',
  '核查日期',
  '佐证材料',
]

/** Makes leads of hits and returns their ids in the order of the hits. */
export async function addLeads(work: Work, hits: readonly Hit[]): Promise<string[]> {
  const { leads } = await syncLeads(work, { runId: null, asOf: work.clock.today(), hits, mayGo: () => false })
  return leads.toSorted((a, b) => (a.hit ?? 0) - (b.hit ?? 0)).map((lead) => lead.lead)
}

/** One lead in community `aaaa`, for the permission test. */
export async function anyLead(work: Work): Promise<string> {
  const [lead = ''] = await addLeads(work, [hitOf(1)])
  return lead
}
