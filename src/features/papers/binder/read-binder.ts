import { record, type Work } from '../../../platform/events.ts'
import { packZip } from '../../../platform/files/pack-zip.ts'
import { Problem, notFound } from '../../../platform/problems.ts'
import { findCurrentCampaign } from '../../campaigns/index.ts'
import { ledgerPaper, planPaper, selfcheckPapers } from './campaign-papers.ts'
import { problemPaperKinds, type BinderPart, type Paper, type ProblemPaperKind } from './paper-shape.ts'
import { problemPaper, readPaperProblems } from './problem-papers.ts'
import { dispatchPapers, dutyPapers, supervisionPapers } from './work-papers.ts'
import { writeDocx } from './write-docx.ts'

/**
 * 全部迎检材料 of a campaign in one: plan, self-checks, ledger, each problem's papers, supervision, dispatch tables, lasting
 * duties. People are masked; collecting it is an event. Errors: `refused` while there is no campaign.
 */
export async function readBinder(work: Work, wanted?: string): Promise<{ title: string; asOf: string; parts: BinderPart[] }> {
  const campaign = await findCurrentCampaign(work.tx, wanted)
  if (!campaign) throw new Problem('refused', '还没有专项行动：请先导入方案。')
  const problems = await readPaperProblems(work, { campaign: campaign.campaign })
  const ofProblems = problems.flatMap((problem) => problemPaperKinds.flatMap((kind) => problemPaper(problem, kind, true) ?? []))
  const parts: BinderPart[] = [
    { title: '一、方案', papers: [await planPaper(work, campaign.campaign)] },
    { title: '二、各社区自查', papers: await selfcheckPapers(work, campaign.campaign) },
    { title: '三、问题台账', papers: [ledgerPaper(problems)] },
    { title: '四、每件问题的核查单、整改单、销号单', papers: ofProblems },
    { title: '五、督查', papers: await supervisionPapers(work, campaign.campaign, problems) },
    { title: '六、调度', papers: await dispatchPapers(work, campaign.campaign) },
    { title: '七、长效机制和履职', papers: await dutyPapers(work) },
  ]
  await record(work, {
    action: 'papers.collected',
    objectKind: 'campaign',
    objectId: campaign.campaign,
    division: work.actor.division,
    after: { papers: parts.reduce((sum, part) => sum + part.papers.length, 0), problems: problems.length },
  })
  return { title: campaign.title, asOf: work.clock.now(), parts }
}

/** The same as .zip, a .docx each, with the table of contents first. */
export async function packBinder(work: Work, wanted?: string): Promise<{ name: string; bytes: Uint8Array }> {
  const { title, parts } = await readBinder(work, wanted)
  const files: [string, Uint8Array][] = []
  const lines: string[][] = []
  let no = 0
  for (const part of parts) {
    for (const paper of part.papers) {
      no += 1
      const name = `${String(no).padStart(4, '0')} ${paper.title}${paper.number ? ` ${paper.number}` : ''}`.replaceAll(/[\\/:*?"<>|]/g, '').slice(0, 80)
      lines.push([String(no), part.title, paper.title, paper.number ?? ''])
      files.push([`${part.title}/${name}.docx`, writeDocx(paper)])
    }
  }
  const contents: Paper = {
    title: '迎检材料目录',
    number: title,
    isWide: false,
    blocks: [{ kind: 'table', head: ['份', '部分', '材料', '编号'], rows: lines }],
  }
  return { name: `迎检材料 ${work.clock.today()}.zip`, bytes: packZip([['0000 目录.docx', writeDocx(contents)], ...files]) }
}

/** The papers of one problem with its people in full: what is carried to the community and back. Errors: `not_found`. */
export async function readProblemPapers(work: Work, id: string): Promise<{ number: string; papers: { kind: ProblemPaperKind; paper: Paper }[] }> {
  const [problem] = await readPaperProblems(work, { problem: id })
  if (!problem) throw notFound('这条问题')
  const papers = problemPaperKinds.flatMap((kind) => {
    const paper = problemPaper(problem, kind, false)
    return paper ? [{ kind, paper }] : []
  })
  return { number: problem.row.number, papers }
}

/** One of them as .docx; what leaves is an event. Errors: `not_found`; `refused` while the problem has not come that far. */
export async function writeProblemPaper(work: Work, id: string, kind: ProblemPaperKind): Promise<{ name: string; bytes: Uint8Array }> {
  const { number, papers } = await readProblemPapers(work, id)
  const found = papers.find((each) => each.kind === kind)
  if (!found) throw new Problem('refused', `问题 ${number} 还没有这一张：整改单要先认定，销号单要先申请销号。`)
  const row = await work.tx.selectFrom('problem').select('division').where('problem_id', '=', id).executeTakeFirstOrThrow()
  await record(work, { action: 'papers.written', objectKind: 'problem', objectId: id, division: row.division, after: { kind } })
  return { name: `${found.paper.title} ${number}.docx`, bytes: writeDocx(found.paper) }
}
