import { Command, CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../platform/config.ts'
import { addCheck } from './check.ts'
import { readBy } from './command.ts'
import { addImport } from './import.ts'
import { addStart } from './start.ts'
import { wrongUse } from './wrong-use.ts'

function said(...words: string[]): string {
  const program = new Command('doudi').exitOverride().configureOutput({ writeErr: () => undefined })
  for (const add of [addCheck, addImport, addStart]) add(program, readConfig({}))
  program.command('what').argument('<kind>', '', readBy(z.enum(['a', 'b'], '写 a 或 b')))
  try {
    program.parse(words, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return wrongUse(error)
    throw error
  }
  return '没有错'
}

test('A value that does not fit is named with its option before anything is opened, and so is every other wrong use', () => {
  expect(said('check', '--as-of', '2026.11.30')).toBe('选项“--as-of”不对：日期要写成 2026-10-20。')
  expect(said('check', '--as-of', '2026-02-30')).toBe('选项“--as-of”不对：日期要写成 2026-10-20。')
  expect(said('check', '--engine', 'flink')).toBe('选项“--engine”不对：引擎写 duckdb 或 spark。')
  expect(said('check', '--replay', 'ab')).toBe('选项“--replay”不对：运行编号至少写前 4 位。')
  expect(said('import', 'x.xlsx', '--period', '2026年10月')).toBe('选项“--period”不对：月份要写成 2026-10。')
  expect(said('import', 'x.xlsx', '--ledger', '火化')).toMatch(/^选项“--ledger”不对：没有叫“火化”的台账，可以写：.*cremations（火化名单）、/)
  expect(said('start', '--port', '99999')).toBe('选项“--port”不对：端口最大是 65535。')
  expect(said('what', 'c')).toBe('写 a 或 b。')
  expect(said('chek')).toBe('没有“chek”这个命令。')
  expect(said('import')).toBe('缺少参数“paths”。')
  expect(said('check', '--as-of')).toBe('选项“--as-of <date>”要写值。')
})
