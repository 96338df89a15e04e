import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes the two files of a new check, with a case that fails until the check is written. */
export function writeNewCheck(folder: string, place: string): { sql: string; yml: string } {
  const [subject, check, more] = place.split('/')
  if (subject === undefined || check === undefined || more !== undefined || !/^[a-z-]+$/.test(subject) || !/^[a-z0-9-]+$/.test(check)) {
    throw new Error('写成 SUBJECT/NAME，例如 deaths/paid-after-death。')
  }
  const target = join(folder, 'checks', subject)
  const files = { sql: join(target, `${check}.sql`), yml: join(target, `${check}.yml`) }
  if (existsSync(files.sql) || existsSync(files.yml)) throw new Error(`已经有 ${place}。`)
  mkdirSync(target, { recursive: true })
  writeFileSync(files.sql, sqlText)
  writeFileSync(files.yml, ymlText)
  return files
}

const sqlText = `-- One sentence: what the returned rows are.
select
  'person' as subject_kind, m.person_key, m.program, m.division, m.month, m.name, m.concerned_fen as concerned,
  m.roster_ledger, m.roster_batch, m.roster_row
from person_month m
join rule r on r.program = m.program and r.division = m.division and r.month = m.month
where false
`

const ymlText = `title: 一句话的标题
question: 用平常话说，要查的是什么？
topics: { "*": records-dibao }
programs: [dibao]
ck: []
# Texts on the shelf: { law: 文件名（不带括号）, article: 第几条, from: 2021-07, rule: 一句话 }; or parameters that a town names.
basis: []
parameters: []
needs: ["entitlement(dibao_person|dibao_family|payments:dibao)"]
population: entitlement
identity: []
severity: data
sentence: "{name}{months}……"
innocent:
  - { code: some_reason, ask: 还有什么别的解释？ }
closes: 怎样算改好了。
cases:
  - name: what must be found
    kind: hit
    given:
      household_member: [{ program: dibao, household_key: "dibao:A1", person_key: 11, name: 张三, month: 2026-05 }]
    hits: [{ subject: 11, months: [2026-05] }]
  - { name: what is right, kind: clean, given: {}, hits: [] }
  - { name: missing values, kind: missing, given: {}, hits: [] }
  - { name: a first look-alike, kind: look_alike, given: {}, hits: [] }
  - { name: a second look-alike, kind: look_alike, given: {}, hits: [] }
`

if (import.meta.main) {
  try {
    const files = writeNewCheck(join(import.meta.dirname, '..', '..', '..', 'catalog'), process.argv[2] ?? '')
    process.stdout.write(`${files.sql}\n${files.yml}\n`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  }
}
