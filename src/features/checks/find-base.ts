import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { monthOf } from '../../domain/months.ts'
import type { Work } from '../../platform/events.ts'
import type { Installation } from '../../platform/installation.ts'
import { perform } from '../../platform/installation.ts'
import type { Actor } from '../../platform/actor.ts'
import { canonicalJson } from './canonical-json.ts'
import type { BaseRun } from './delta-run.ts'
import type { RunInput } from './run-checks.ts'
import type { RunInputs } from './run-inputs.ts'
import { findLastRun, readContent, readHitsOf } from './store-run.ts'

/** The last run, when a new one can be told from it; else why it cannot. */
export async function findBase(
  installation: Installation,
  actor: Actor,
  { input, inputs }: { input: RunInput; inputs: RunInputs },
): Promise<BaseRun | { whole: string }> {
  const inWork = <T>(read: (work: Work) => Promise<T>): Promise<T> => perform(installation, actor, read)
  const last = await inWork(findLastRun)
  if (!last) return { whole: '还没有跑过' }
  if (input.engine.name !== 'duckdb') return { whole: '只有自带的引擎会只看变动的部分' }
  if (last.engine !== `${input.engine.name} ${input.engine.version}` || last.inputs.format !== inputs.format) return { whole: '程序或引擎换了版本' }
  if (last.inputs.catalogFile !== inputs.catalogFile) return { whole: '核查规则或者台账的定义变了' }
  const same = (name: 'standards' | 'calendar' | 'divisions' | 'town' | 'lookBackFrom' | 'only'): boolean =>
    canonicalJson(last.inputs[name]) === canonicalJson(inputs[name])
  if (!same('standards')) return { whole: '标准与时限变了' }
  if (!same('calendar')) return { whole: '工作日历变了' }
  if (!same('divisions') || !same('town')) return { whole: '社区变了' }
  if (!same('lookBackFrom')) return { whole: '回溯的起点变了' }
  if (!same('only')) return { whole: '开着的核查变了' }
  if (monthOf(last.asOf) !== monthOf(input.asOf)) return { whole: '核查的月份变了' }
  const batches = last.inputs.batches.map((batch) => ({ ...batch, path: join(installation.folder.root, batch.path) }))
  if (batches.some((batch) => !existsSync(batch.path))) return { whole: '上一次的输入有的已经销毁' }
  return {
    run: last.run,
    asOf: last.asOf,
    batches,
    checks: last.checks,
    hitsOf: (checks) => inWork((work) => readHitsOf(work, last.run, checks)),
    contentOf: (identities) => inWork((work) => readContent(work, last.run, identities)),
  }
}
