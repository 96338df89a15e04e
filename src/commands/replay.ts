import { checkCatalog, type Replay, replayTask } from '../features/checks/index.ts'
import type { Config } from '../platform/config.ts'
import { commandLineActor } from '../platform/installation.ts'
import { runTask } from '../platform/tasks.ts'
import { print, say, withInstallation } from './command.ts'

/** Replays a stored run and says whether it finds the same, row for row. Returns whether it did. */
export async function replay(run: string, { data, json }: { data?: string; json?: boolean }, config: Config): Promise<boolean> {
  const outcome = await withInstallation(data, config, (installation) => runTask(installation, replayTask, { input: { run }, actor: commandLineActor() }))
  for (const note of outcome.notes) say(note)
  print(json === true, outcome, () => replayLines(outcome))
  return outcome.isSame
}

const fieldWords: Record<string, string> = {
  sentence: '句子',
  program: '项目',
  months: '月份',
  concerned: '涉及金额',
  overpaid: '多发',
  underpaid: '少发',
  steps: '逐月金额',
  basis: '依据',
  sources: '来源行',
  division: '社区',
  status: '能否运行',
  population: '看了多少',
  byDivision: '各社区看了多少',
  hits: '命中数',
  missing: '缺的名单和依据',
  error: '出错',
}

/** What a person reads: the same, or each difference in one line. */
export function replayLines({ run, asOf, isSame, hits, checks, lost, differences, milliseconds }: Replay): string[] {
  const name = `${run.slice(0, 12)}（截至 ${asOf}）`
  if (lost.length > 0) return [`核查 ${name} 不能重跑：`, ...lost.map((each) => `  ${each}`)]
  if (isSame) return [`核查 ${name} 重跑一致：${checks} 项核查，${hits} 条命中，逐条相同，用时 ${(milliseconds / 1000).toFixed(1)} 秒。`]
  const titleOf = (check: string): string => checkCatalog().checks.find((each) => each.check === check)?.title ?? check
  return [
    `核查 ${name} 重跑不一致，${differences.length} 处：`,
    ...differences.map(({ check, kind, sentence, fields }) => {
      if (kind === 'only_before') return `  ${titleOf(check)}：当时有、现在没有：${sentence}`
      if (kind === 'only_now') return `  ${titleOf(check)}：当时没有、现在有：${sentence}`
      return `  ${titleOf(check)}：${fields.map((field) => fieldWords[field] ?? field).join('、')}不同${sentence === '' ? '' : `：${sentence}`}`
    }),
  ]
}
