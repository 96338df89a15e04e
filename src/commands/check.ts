import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { chooseEngine } from '../check-engine.ts'
import { checkTask, type CheckOutcome } from '../check-task.ts'
import { checkCatalog, listSwitchedOff, titleOfMissing } from '../features/checks/index.ts'
import { areaOfTopic } from '../features/campaigns/index.ts'
import { Problem } from '../platform/problems.ts'
import { dateOf } from '../platform/clock.ts'
import { commandLineActor, perform } from '../platform/installation.ts'
import { runTask } from '../platform/tasks.ts'
import { readLeadLines } from './lead-lines.ts'
import { readBy, say, untilInterrupted, withInstallation, type AddCommand } from './command.ts'
import { ensureInstallation } from './import.ts'
import { replay } from './replay.ts'

interface CheckFlags {
  asOf?: string
  engine: 'duckdb' | 'spark'
  master?: string
  new?: boolean
  fullIds?: string
  report?: string
  full?: boolean
  replay?: string
  data?: string
  json?: boolean
}

/** Runs all checks; one lead a line on stdout, the report per check into a file. */
export const addCheck: AddCommand = (program, config) => {
  program
    .command('check')
    .description('核查：一行一条疑点')
    .option('--as-of <date>', '按哪一天的规定和名单看，如 2026-10-20', readBy(z.iso.date('日期要写成 2026-10-20')))
    .option('--engine <engine>', 'duckdb（自带）或 spark', readBy(z.enum(['duckdb', 'spark'], '引擎写 duckdb 或 spark')), 'duckdb' as const)
    .option('--master <url>', 'Spark 的地址，如 spark://host:7077；不写就在本机跑')
    .option('--new', '只要新出现的（名单变了自动核查出来、还没有人要过的，也算新的）')
    .option('--full-ids <reason>', '显示完整证号，写明理由（留记录）')
    .option('--full', '全部重新看一遍，不沿用上一次的结果')
    .option('--report <file>', '每项核查的结果写到这个文件')
    .option('--replay <run>', '把存下的一次核查按当时的输入再跑一遍，逐条比对（写运行编号或它的开头）', readBy(z.string().min(4, '运行编号至少写前 4 位')))
    .option('--data <folder>', '数据目录')
    .option('--json', '一行一个 JSON')
    .action(async (flags: CheckFlags) => {
      if (flags.replay !== undefined) {
        if (!(await replay(flags.replay, flags, config))) process.exitCode = 1
        return
      }
      const { engine } = flags
      if (flags.master !== undefined && engine !== 'spark') throw new Problem('bad_input', '--master 是 Spark 的地址，要和 --engine spark 一起写。')
      if (flags.fullIds?.trim() === '') throw new Problem('bad_input', '显示完整证号要写明理由。')
      // What the engine lacks is said before anything is made or changed.
      await chooseEngine({ engine, master: flags.master })
      const { outcome, off, lines } = await untilInterrupted('核查停下了，没有改动任何数据；名单和疑点都和原来一样。', (signal) =>
        withInstallation(flags.data, config, async (installation) => {
          await ensureInstallation(installation)
          let last = ''
          const outcome = await runTask(installation, checkTask, {
            input: { asOf: flags.asOf, engine, master: flags.master, full: flags.full },
            actor: commandLineActor(),
            onProgress: ({ title }) => {
              if (typeof title === 'string' && title !== last) say(title)
              last = String(title)
            },
            signal,
          })
          const wanted = flags.new === true ? outcome.leads.filter((lead) => lead.outcome === 'new') : outcome.leads
          return perform(installation, commandLineActor(), async (work) => ({
            outcome,
            off: await listSwitchedOff(work.tx),
            lines: await readLeadLines(installation, work, { leads: wanted, fullIds: flags.fullIds }),
          }))
        }),
      )
      if (flags.report) {
        mkdirSync(dirname(flags.report), { recursive: true })
        writeFileSync(flags.report, JSON.stringify(reportOf(outcome, off), null, 1))
      }
      for (const line of lines)
        process.stdout.write(
          flags.json === true ? `${JSON.stringify(line)}\n` : `${line.division} ${line.name ?? ''} ${line.citizenId ?? ''} ${line.sentence}\n`,
        )
      for (const line of [...reportLines(outcome, off), passLine(outcome.pass)]) say(line)
    })
}

function reportOf(outcome: CheckOutcome, off: SwitchedOffChecks): object {
  return {
    run: outcome.run,
    pass: outcome.pass,
    checks: outcome.checks.map(({ check, ck, status, error, population, hits, ms, missing, from, inputs }) => ({
      check,
      ck,
      status,
      error,
      population,
      hits,
      ms,
      from,
      inputs,
      missing: missing.map(({ kind, name, from, to, divisions, program, column }) => ({ kind, name, from, to, divisions, program, column })),
    })),
    off: [...off].map(([check, switched]) => ({ check, ...switched })),
  }
}

const areaTitles: Record<string, string> = {
  dibao: '低保',
  disability: '残疾人两项补贴',
  temporary_aid: '临时救助',
  street: '流散人员救助',
  tekun_children: '特困、儿童',
}
type SwitchedOffChecks = Awaited<ReturnType<typeof listSwitchedOff>>

function statusWord({ status, error }: CheckOutcome['checks'][number]): string {
  const word = { ran: '已看', partly: '部分', missing_list: '缺名单', missing_basis: '缺依据', error: '出错' }[status]
  return error === null ? word : `${word}（${error.split('\n')[0] ?? ''}）`
}

/** Whether everything was looked at, and why. */
function passLine({ kind, why, base }: CheckOutcome['pass']): string {
  return kind === 'full' ? `全部看了一遍：${why}。` : `只看变动的部分，其余沿用 ${base?.slice(0, 12)}：${why}。`
}

/** Per area and check: looked at, hits, law, what is missing, duration; at the end those whose files cannot be read and those that the town switched off. */
export function reportLines({ checks, milliseconds }: Pick<CheckOutcome, 'checks' | 'milliseconds'>, off: SwitchedOffChecks = new Map()): string[] {
  const definitions = new Map(checkCatalog().checks.map((check) => [check.check, check]))
  const known = checks.flatMap((report) => {
    const definition = definitions.get(report.check)
    return definition ? [{ report, definition }] : []
  })
  const broken = checks.filter((report) => !definitions.has(report.check))
  return [
    ...[...Map.groupBy(known, ({ definition }) => areaOfTopic(Object.values(definition.topics)[0] ?? ''))].flatMap(([area, reports]) => [
      `【${areaTitles[area] ?? area}】`,
      ...reports.map(({ report, definition }) => `  ${reportLine(report, definition)}`),
    ]),
    ...(broken.length > 0 ? ['【规则文件读不下去，没有运行】'] : []),
    ...broken.map(({ check, error }) => `  ${check}：${error ?? ''}`),
    ...(off.size > 0 ? ['【镇里停用，没有运行】'] : []),
    ...[...off].map(
      ([check, { by, at, reason }]) => `  ${checkCatalog().checks.find((each) => each.check === check)?.title ?? check}：${by} ${dateOf(at)} 停用，${reason}`,
    ),
    `共 ${checks.length} 项核查，用时 ${(milliseconds / 1000).toFixed(1)} 秒。`,
  ]
}

function reportLine(report: CheckOutcome['checks'][number], { title, basis, parameters }: ReturnType<typeof checkCatalog>['checks'][number]): string {
  const law = basis.at(-1)
  const missing = (kind: 'list' | 'basis'): string[] => [...new Set(report.missing.filter((each) => each.kind === kind).map(titleOfMissing))]
  const [lists, bases] = [missing('list'), missing('basis')]
  return [
    `${title}：看了 ${report.population}`,
    `命中 ${report.hits}`,
    law ? `${law.law}${law.article}` : parameters.length > 0 ? '镇里的依据' : '发放事实',
    // What is missing follows and says it.
    ...((report.status === 'missing_list' && lists.length > 0) || (report.status === 'missing_basis' && bases.length > 0) ? [] : [statusWord(report)]),
    ...(lists.length > 0 ? [`缺名单 ${lists.join('、')}`] : []),
    ...(bases.length > 0 ? [`缺依据 ${bases.join('、')}`] : []),
    report.from === null ? `${report.ms} 毫秒` : `沿用 ${report.from.slice(0, 12)}`,
  ].join('，')
}
