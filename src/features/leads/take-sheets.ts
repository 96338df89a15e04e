import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { readCitizenId } from '../../domain/citizen-id.ts'
import { divisionFinder } from '../../domain/division-names.ts'
import { keepByHash } from '../../platform/attachments.ts'
import type { DataFolder } from '../../platform/data-folder.ts'
import { record, type Work } from '../../platform/events.ts'
import { readWorkbook } from '../../platform/files/read-workbook.ts'
import { townDivision } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'
import { handedIdentity } from './lead-identity.ts'
import { maskCells, maskId, maskText } from './mask-cells.ts'
import { recordMany } from './record-many.ts'
import { findHandedTable, readHandedRows, resultFields, type HandedRow, type SheetColumn } from './sheet-columns.ts'
import { monthsIn, programOf, severityOf, topicOf } from './sheet-words.ts'

export interface TakenSheet {
  sheet: string | null
  name: string
  state: 'taken' | 'known' | 'not_a_list'
  rows: number
  added: number
  /** Rows whose lead was there before (the same matter handed down again). */
  matched: number
  columns: { field: string; heading: string; isResult: boolean }[]
  problems: { row: number; message: string }[]
}

/**
 * Takes a handed-down 疑点核查表: each row becomes a lead with the giver's number; the file is kept as it came and is filled in
 * later. The same file again changes nothing; the same numbers in another file find their leads. Errors: `unreadable_file`,
 * `refused` for a file that is no .xlsx or in which no sheet has places for results.
 */
export async function takeSheets(
  work: Work,
  folder: DataFolder,
  { name, giver, bytes }: { name: string; giver: string; bytes: Uint8Array },
): Promise<TakenSheet[]> {
  const workbook = await readWorkbook(bytes, name)
  if (workbook.format !== 'xlsx') throw new Problem('refused', `“${name}”不是 .xlsx，没有收下：结果要原样填回这个文件。请用 WPS 或 Excel 另存为 .xlsx 再交来。`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const found = workbook.sheets.map((sheet) => ({ sheet, table: findHandedTable(sheet) }))
  if (found.every(({ table }) => table === undefined)) {
    throw new Problem('refused', `“${name}”里没有找到核查表：要有“姓名”或“身份证号”，还要有“核查结果”一列。文件没有收下。`)
  }
  const taken: TakenSheet[] = []
  for (const { sheet, table } of found) {
    if (!table) {
      if (sheet.rows.length > 0) taken.push({ sheet: null, name: sheet.name, state: 'not_a_list', rows: 0, added: 0, matched: 0, columns: [], problems: [] })
      continue
    }
    const columns = table.columns.map(sayColumn)
    const rows = readHandedRows(sheet, table)
    refuseHiv(name, rows)
    const known = await work.tx
      .selectFrom('handed_sheet')
      .select('handed_sheet_id')
      .where('sha256', '=', sha256)
      .where('sheet', '=', sheet.name)
      .executeTakeFirst()
    if (known) {
      taken.push({ sheet: known.handed_sheet_id, name: sheet.name, state: 'known', rows: rows.length, added: 0, matched: rows.length, columns, problems: [] })
      continue
    }
    const { handed_sheet_id } = await work.tx
      .insertInto('handed_sheet')
      .values({
        division: townDivision,
        file_name: name,
        sha256,
        sheet: sheet.name,
        header_row: table.headerRow,
        columns: JSON.stringify(table.columns),
        giver,
        created_by: work.actor.name,
        created_at: work.clock.now(),
      })
      .returning('handed_sheet_id')
      .executeTakeFirstOrThrow()
    const outcome = await addLeads(work, rows, { handedSheet: handed_sheet_id, giver, fileName: name, sha256, sheetName: sheet.name })
    taken.push({ sheet: handed_sheet_id, name: sheet.name, state: 'taken', rows: rows.length, ...outcome, columns })
    await record(work, {
      action: 'handed_sheet.taken',
      objectKind: 'handed_sheet',
      objectId: handed_sheet_id,
      division: townDivision,
      reason: giver,
      after: { file: name, sha256, sheet: sheet.name, rows: rows.length, added: outcome.added, matched: outcome.matched },
    })
  }
  keepByHash(folder.originals, bytes)
  return taken
}

/** HIV is never stored, and a file that is filled in and sent back cannot be kept without it. */
function refuseHiv(name: string, rows: readonly HandedRow[]): void {
  const named = rows
    .filter((row) => /艾滋|免疫缺陷|(?<![a-z])(hiv|aids)(?![a-z])/i.test(Object.values(row.cells).join(' ').normalize('NFKC')))
    .map((row) => row.row)
  if (named.length > 0)
    throw new Problem(
      'refused',
      `“${name}”第 ${named.join('、')} 行写有涉及艾滋病的内容，本系统不保存这类信息；文件没有收下。请删去这几行后再交，这几行另行办理。`,
    )
}

export function sayColumn({ field, heading }: SheetColumn): TakenSheet['columns'][number] {
  return { field, heading, isResult: (resultFields as readonly string[]).includes(field) }
}

interface Source {
  handedSheet: string
  giver: string
  fileName: string
  sha256: string
  sheetName: string
}

async function addLeads(work: Work, rows: readonly HandedRow[], source: Source): Promise<Pick<TakenSheet, 'added' | 'matched' | 'problems'>> {
  const { tx, clock } = work
  const problems: TakenSheet['problems'] = []
  const leads = await readSubjects(work, rows, { source, problems })
  const answer = await sql<{ lead_id: string; division: string; person_id: string | null; is_new: boolean }>`
    insert into lead (number, identity, source, source_number, topic, area, severity, subject_kind, person_id, subject_name, citizen_id, is_child_matter, division, program, months,
      sentence, evidence, content_hash, outcome, handed_sheet_id, handed_row, created_at, updated_at)
    select ${clock.today().slice(0, 4)} || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), identity, 'order', source_number, topic, area, severity, subject_kind, person_id, subject_name, citizen_id,
      is_child_matter, division, program, months, sentence, evidence, content_hash, 'new', ${source.handedSheet}::uuid, "row", ${clock.now()}::timestamptz, ${clock.now()}::timestamptz
    from (select nextval('lead_number') as n, s.* from (
      select * from jsonb_to_recordset(${JSON.stringify(leads)}::jsonb) as t(identity text, source_number text, topic text, area text, severity text, subject_kind text, person_id uuid, subject_name text,
        citizen_id text, is_child_matter boolean, division text, program text, months text[], sentence text, evidence jsonb, content_hash text, "row" integer) order by "row") s) numbered
    on conflict (identity) do update set handed_sheet_id = excluded.handed_sheet_id, handed_row = excluded.handed_row
    returning lead_id, division, person_id, (xmax = 0) as is_new`.execute(tx)
  const added = answer.rows.filter((row) => row.is_new)
  await recordMany(
    work,
    added.map((row) => ({
      action: 'lead.handed',
      objectKind: 'lead',
      objectId: row.lead_id,
      division: row.division,
      personId: row.person_id,
      reason: source.giver,
      after: { outcome: 'new', file: source.fileName, sheet: source.sheetName },
    })),
  )
  return { added: added.length, matched: answer.rows.length - added.length, problems }
}

async function readSubjects(work: Work, rows: readonly HandedRow[], { source, problems }: { source: Source; problems: TakenSheet['problems'] }) {
  const divisions = await work.tx.selectFrom('division').select(['code', 'name', 'aliases']).execute()
  const find = divisionFinder(divisions)
  const ids = rows.map((row) => readCitizenId(row.given.citizen_id ?? null))
  const keys = ids.flatMap((id) => (id.key === null ? [] : [id.key.toString()]))
  const people = await sql<{ key: string; person_id: string; division: string; is_child: boolean }>`
    select person_key::text as key, person_id, division, is_child from person where person_key = any(${keys}::bigint[])`.execute(work.tx)
  const byKey = new Map(people.rows.map((row) => [row.key, row]))
  const leads = new Map<string, object>()
  for (const [at, row] of rows.entries()) {
    const id = ids[at]
    const person = id?.key === null || id === undefined ? undefined : byKey.get(id.key.toString())
    const written = row.given.community === undefined ? null : find(row.given.community)
    if (row.given.community !== undefined && written === null)
      problems.push({ row: row.row, message: `村（社区）“${row.given.community}”认不出，先放在${person ? '名册上的社区' : '镇里'}` })
    if (id && id.outcome !== 'valid' && id.outcome !== 'id_missing') problems.push({ row: row.row, message: '身份证号不对，没有和名册对上，照原样留在疑点里' })
    const lead = leadOf(row, { source, id: id?.text ?? row.given.citizen_id ?? null, person, division: written ?? person?.division ?? townDivision })
    if (leads.has(lead.identity)) problems.push({ row: row.row, message: `疑点编号 ${row.given.number ?? ''} 与前面一行相同，没有再立一条` })
    else leads.set(lead.identity, lead)
  }
  return [...leads.values()]
}

function leadOf(
  row: HandedRow,
  { source, id, person, division }: { source: Source; id: string | null; person: { person_id: string; is_child: boolean } | undefined; division: string },
) {
  const { given } = row
  const program = programOf(given.benefit ?? given.kind ?? '')
  const { topic, area } = topicOf([given.kind, given.compared].filter(Boolean).join(' '), program)
  const name = (given.name ?? '').replace(/\s/g, '')
  const sentence = maskText(
    `${name}：${given.kind ?? '交下来的疑点'}${given.benefit ? `（${given.benefit}${given.period ? `，${given.period}` : ''}）` : ''}${given.compared ? `；${given.compared}` : ''}`,
  )
  const number = given.number ?? null
  return {
    identity: handedIdentity({
      giver: source.giver,
      number,
      matter: [given.kind ?? '', id ?? name, given.community ?? '', given.period ?? '', given.compared ?? ''],
    }),
    source_number: number,
    topic,
    area,
    severity: severityOf(topic),
    subject_kind: person ? 'person' : 'row',
    person_id: person?.person_id ?? null,
    subject_name: name,
    citizen_id: maskId(id),
    is_child_matter: (person?.is_child ?? false) || /-(children|left-behind)$/.test(topic),
    division,
    program,
    months: monthsIn(given.period ?? ''),
    sentence,
    evidence: [
      {
        role: 'handed',
        ledger: 'handed_sheet',
        batch: '',
        sheet: source.sheetName,
        row: row.row,
        file: source.fileName,
        cells: maskCells(row.cells),
        order: Object.keys(row.cells),
      },
    ],
    content_hash: createHash('sha256').update(sentence).digest('hex'),
    row: row.row,
  }
}
