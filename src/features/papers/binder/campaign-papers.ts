import { areaWords, sourceWords, trackWords } from '../../../domain/problem-words.ts'
import { formatMoney } from '../../../domain/money.ts'
import { dateOf } from '../../../platform/clock.ts'
import type { Work } from '../../../platform/events.ts'
import { notFound } from '../../../platform/problems.ts'
import { within } from '../../../platform/postgres/database.ts'
import { listDivisions } from '../../accounts/index.ts'
import { allQuestions, listItems } from '../../campaigns/index.ts'
import { stateWords, type ProblemState } from '../../problems/index.ts'
import type { Paper } from './paper-shape.ts'
import { wordsOf, type PaperProblem } from './problem-papers.ts'

const cellWords: Record<string, string> = { open: '未开始', working: '在做', submitted: '已报', returned: '已退回', signed: '已签', accepted: '完成' }
const logWords: Record<string, string> = { deploy: '亲自部署', urge: '亲自督促', inspect: '亲自检查' }

/** The paper that ordered it all, its stages and items. Errors: `not_found`. */
export async function planPaper({ tx }: Work, campaign: string): Promise<Paper> {
  const row = await tx.selectFrom('campaign').selectAll().where('campaign_id', '=', campaign).executeTakeFirst()
  if (!row) throw notFound('这个专项行动')
  const stages = await tx.selectFrom('stage').selectAll().where('campaign_id', '=', campaign).orderBy('no').execute()
  const items = await listItems(tx, campaign)
  return {
    title: row.title,
    number: row.issue_number,
    isWide: false,
    blocks: [
      {
        kind: 'facts',
        rows: [
          { label: '印发', value: row.issuer ?? '' },
          { label: '批准', value: `${row.approved_by ?? '还没有批准'} ${row.approved_on ?? ''}` },
          { label: '回顾范围', value: `${row.look_back_from ?? ''} 起` },
        ],
      },
      { kind: 'heading', text: '阶段' },
      { kind: 'table', head: ['阶段', '起', '止'], rows: stages.map((each) => [each.name, each.starts_on ?? '', each.ends_on ?? '']) },
      { kind: 'heading', text: '排查事项' },
      { kind: 'table', head: ['领域', '事项', '原话'], rows: items.map((each) => [areaWords[each.area as keyof typeof areaWords], each.title, each.text]) },
      ...(row.body === ''
        ? []
        : [
            { kind: 'heading' as const, text: '方案原文' },
            { kind: 'text' as const, text: row.body },
          ]),
    ],
  }
}

/** 自查报告 of each community: answers by item, years looked at, own measures, the secretary's log, the signature. */
export async function selfcheckPapers({ tx, actor }: Work, campaign: string): Promise<Paper[]> {
  const items = await listItems(tx, campaign)
  const questions = new Map(allQuestions().map((each) => [each.id, each.text]))
  const communities = (await listDivisions(tx, actor.scope)).filter((each) => each.code.length === 4)
  const cells = await tx.selectFrom('cell').selectAll().where('campaign_id', '=', campaign).where(within(actor.scope, 'cell.division')).execute()
  const answers = await tx.selectFrom('answer').selectAll().where(within(actor.scope, 'answer.division')).execute()
  const years = await tx.selectFrom('year_look').selectAll().where(within(actor.scope, 'year_look.division')).orderBy('year').execute()
  const signatures = await tx.selectFrom('signature').selectAll().where('campaign_id', '=', campaign).orderBy('at').execute()
  const measures = await tx
    .selectFrom('own_measure')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where(within(actor.scope, 'own_measure.division'))
    .execute()
  const log = await tx.selectFrom('secretary_log').selectAll().where(within(actor.scope, 'secretary_log.division')).orderBy('on_date').execute()
  return communities.map(({ code, name }) => {
    const own = cells.filter((cell) => cell.division === code)
    const signed = signatures.findLast((each) => each.division === code)
    const itemOf = (cell: string): string => items.find((item) => item.item === own.find((each) => each.cell_id === cell)?.item_id)?.title ?? ''
    return {
      title: `${name}自查报告`,
      number: null,
      isWide: false,
      blocks: [
        { kind: 'heading', text: '一、各事项自查情况' },
        {
          kind: 'table',
          head: ['事项', '状态', '答的问题', '有', '退回原因'],
          rows: items.map((item) => {
            const cell = own.find((each) => each.item_id === item.item)
            const given = answers.filter((each) => each.cell_id === cell?.cell_id)
            return [
              item.title,
              cellWords[cell?.state ?? 'open'] ?? '',
              String(given.length),
              String(given.reduce((sum, each) => sum + (each.count ?? 0), 0)),
              cell?.returned_reason ?? '',
            ]
          }),
        },
        { kind: 'heading', text: '二、自查出有的' },
        {
          kind: 'table',
          head: ['事项', '问的是', '几处', '说明'],
          rows: answers
            .filter((each) => each.answer === 'some' && own.some((cell) => cell.cell_id === each.cell_id))
            .map((each) => [itemOf(each.cell_id), questions.get(each.question) ?? each.question, String(each.count ?? 0), each.text]),
        },
        { kind: 'heading', text: '三、分年回顾' },
        {
          kind: 'table',
          head: ['事项', '年份', '应看', '看了', '怎么看的'],
          rows: years
            .filter((each) => own.some((cell) => cell.cell_id === each.cell_id))
            .map((each) => [itemOf(each.cell_id), String(each.year), String(each.should ?? ''), String(each.looked), each.how]),
        },
        { kind: 'heading', text: '四、本社区细化措施' },
        {
          kind: 'table',
          head: ['事项', '措施', '谁写的'],
          rows: measures
            .filter((each) => each.division.startsWith(code))
            .map((each) => [items.find((item) => item.item === each.item_id)?.title ?? '整个方案', each.text, each.created_by]),
        },
        { kind: 'heading', text: '五、书记部署、督促、检查' },
        {
          kind: 'table',
          head: ['日期', '哪一样', '内容', '记录人'],
          rows: log.filter((each) => each.division.startsWith(code)).map((each) => [each.on_date, logWords[each.kind] ?? '', each.text, each.created_by]),
        },
        { kind: 'text', text: signed ? `书记 ${signed.signed_by} 于 ${dateOf(signed.at)} 签字。` : '书记还没有签字。' },
        { kind: 'signers', names: ['社区书记', '镇民政办', '日期'] },
      ],
    }
  })
}

/** 问题台账: every problem a row, people masked; of a clue handed over only that, date, paper and receipt. */
export function ledgerPaper(problems: readonly PaperProblem[]): Paper {
  return {
    title: '问题整改台账',
    number: null,
    isWide: true,
    blocks: [
      {
        kind: 'table',
        head: ['编号', '社区', '来源', '问题', '金额', '措施', '责任人', '时限', '现在', '销号'],
        rows: problems.map((problem) => {
          const { row, sources, measures } = problem
          if (problem.row.is_clue)
            return [row.number, '', '', '已移送', '', '', '', '', `${row.transferred_on ?? ''} ${row.transfer_paper ?? ''}`, row.transfer_receipt ?? '']
          const { say } = wordsOf(problem, true)
          const money = row.concerned ?? row.overpaid ?? row.underpaid
          return [
            row.number,
            row.division_name,
            [...new Set(sources.map((each) => sourceWords[each.source as keyof typeof sourceWords]))].join('、'),
            say(row.title),
            money === null ? '' : formatMoney(money),
            measures.map((each) => say(each.text)).join('；'),
            row.owner_name ?? '',
            `${row.due_on ?? ''}${row.track === 'at_once' ? trackWords.at_once : ''}`,
            stateWords[row.state as ProblemState],
            row.closed_at === null ? '' : `${dateOf(row.closed_at)} ${row.closed_by ?? ''}`,
          ]
        }),
      },
      { kind: 'signers', names: ['制表', '负责人', '日期'] },
    ],
  }
}
