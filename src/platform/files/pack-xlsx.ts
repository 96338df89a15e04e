import { packZip } from './pack-zip.ts'
import { StyleTable } from './sheet-style.ts'
import type { Look } from './sheet-style.ts'
import type { Merge } from './workbook.ts'
import { columnLetters, escapeXml } from './xml-text.ts'

export interface DraftCell {
  value: string | number | null
  look?: Look
}

export interface DraftSheet {
  name: string
  /** Rows from row 1; a bare value has the default look. Numbers stay numbers, strings stay text whatever they look like. */
  rows: (DraftCell | string | number | null)[][]
  /** Column widths in characters, from column A. */
  widths?: number[]
  /** Row heights in points by row number from 1. */
  heights?: Record<number, number>
  merges?: Merge[]
  frozenRows?: number
  frozenColumns?: number
  isHidden?: boolean
  hiddenRows?: number[]
  /** Drop-down lists over ranges such as `K3:K500`. */
  choices?: { range: string; values: string[]; hint?: string }[]
  /** What a cell of a range says when it is entered. */
  hints?: { range: string; hint: string }[]
  /** Prints on A4 landscape, one page wide, repeating rows `from`–`to` (from 1). */
  print?: { titleRows?: { from: number; to: number } }
}

export interface PackOptions {
  strings?: 'shared' | 'inline'
  font?: string
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const choiceSheet = '选项'

/** Packs sheets into .xlsx bytes; the same drafts give the same bytes. */
export function packXlsx(drafts: readonly DraftSheet[], options: PackOptions = {}): Uint8Array {
  const styles = new StyleTable(options.font ?? '宋体')
  const strings = options.strings === 'inline' ? null : new Map<string, number>()
  const lists: string[][] = []
  const sheets = drafts.map((draft) => sheetXml(draft, { styles, strings, lists }))
  const all = lists.length === 0 ? [...drafts] : [...drafts, choicesDraft(lists)]
  for (const draft of all.slice(drafts.length)) sheets.push(sheetXml(draft, { styles, strings, lists: [] }))
  const names = sheetNames(all)
  const text = new TextEncoder()
  const parts: [string, string][] = [
    ['[Content_Types].xml', contentTypes(all.length, strings !== null)],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbookXml(all, names)],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...all.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
        ['styles', 'styles.xml'],
        ...(strings === null ? [] : [['sharedStrings', 'sharedStrings.xml'] as [string, string]]),
      ]),
    ],
    ...sheets.map((xml, index): [string, string] => [`xl/worksheets/sheet${index + 1}.xml`, xml]),
    ['xl/styles.xml', styles.toXml()],
  ]
  if (strings !== null) parts.push(['xl/sharedStrings.xml', sharedStringsXml(strings)])
  return packZip(parts.map(([name, xml]) => [name, text.encode(head + xml)] as const))
}

interface Tables {
  styles: StyleTable
  strings: Map<string, number> | null
  /** Choice lists too long to stand in the rule itself (Excel allows 255 characters): columns of a hidden sheet. */
  lists: string[][]
}

function sheetXml(draft: DraftSheet, tables: Tables): string {
  const width = draft.rows.reduce((most, row) => Math.max(most, row.length), 1)
  const letters = Array.from({ length: width }, (_, column) => columnLetters(column))
  const hidden = new Set(draft.hiddenRows)
  const out: string[] = [`<worksheet xmlns="${main}" xmlns:r="${office}">`]
  out.push(draft.print === undefined ? '' : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
  out.push(`<dimension ref="A1:${letters[width - 1]}${Math.max(draft.rows.length, 1)}"/>`, viewXml(draft), '<sheetFormatPr defaultRowHeight="15"/>')
  if (draft.widths !== undefined && draft.widths.length > 0) {
    out.push('<cols>', ...draft.widths.map((size, column) => `<col min="${column + 1}" max="${column + 1}" width="${size}" customWidth="1"/>`), '</cols>')
  }
  out.push('<sheetData>')
  for (const [index, cells] of draft.rows.entries()) {
    const height = draft.heights?.[index + 1]
    out.push(`<row r="${index + 1}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}${hidden.has(index + 1) ? ' hidden="1"' : ''}>`)
    for (const [column, cell] of cells.entries()) {
      if (cell !== null) out.push(cellXml(`${letters[column]}${index + 1}`, typeof cell === 'object' ? cell : { value: cell }, tables))
    }
    out.push('</row>')
  }
  out.push('</sheetData>')
  if (draft.merges !== undefined && draft.merges.length > 0) {
    const refs = draft.merges.map((merge) => `<mergeCell ref="${columnLetters(merge.left)}${merge.top}:${columnLetters(merge.right)}${merge.bottom}"/>`)
    out.push(`<mergeCells count="${refs.length}">`, ...refs, '</mergeCells>')
  }
  out.push(choicesXml(draft, tables))
  if (draft.print !== undefined) {
    out.push('<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>')
    out.push(
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>',
    )
  }
  out.push('</worksheet>')
  return out.join('')
}

function viewXml(draft: DraftSheet): string {
  const rows = draft.frozenRows ?? 0
  const columns = draft.frozenColumns ?? 0
  if (rows === 0 && columns === 0) return '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
  const pane = rows > 0 && columns > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight'
  const splits = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`
  return `<sheetViews><sheetView workbookViewId="0"><pane${splits} topLeftCell="${columnLetters(columns)}${rows + 1}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView></sheetViews>`
}

function cellXml(place: string, cell: DraftCell, tables: Tables): string {
  const style = tables.styles.indexOf(cell.look)
  const open = `<c r="${place}"${style === 0 ? '' : ` s="${style}"`}`
  if (cell.value === null) return style === 0 ? '' : `${open}/>`
  if (typeof cell.value === 'number') return `${open}><v>${cell.value}</v></c>`
  if (tables.strings === null) return `${open} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.value)}</t></is></c>`
  const known = tables.strings.get(cell.value)
  const index = known ?? tables.strings.size
  if (known === undefined) tables.strings.set(cell.value, index)
  return `${open} t="s"><v>${index}</v></c>`
}

function choicesXml(draft: DraftSheet, tables: Tables): string {
  const rules = (draft.choices ?? []).map((choice) => {
    const joined = choice.values.join(',')
    let formula = `"${joined.replaceAll('"', '""')}"`
    if (joined.length > 250 || choice.values.some((value) => value.includes(','))) {
      const column = columnLetters(tables.lists.push(choice.values) - 1)
      formula = `'${choiceSheet}'!$${column}$1:$${column}$${choice.values.length}`
    }
    return `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="填写有误" error="请从下拉列表中选择。"${prompt(choice.hint)} sqref="${choice.range}"><formula1>${escapeXml(formula)}</formula1></dataValidation>`
  })
  for (const each of draft.hints ?? []) rules.push(`<dataValidation allowBlank="1" showInputMessage="1"${prompt(each.hint)} sqref="${each.range}"/>`)
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
}

/** Excel takes 32 characters of title and 255 of text. */
function prompt(hint: string | undefined): string {
  return hint === undefined ? '' : ` promptTitle="填写说明" prompt="${escapeXml(hint.slice(0, 250))}"`
}

function choicesDraft(lists: readonly string[][]): DraftSheet {
  const longest = lists.reduce((most, list) => Math.max(most, list.length), 0)
  return { name: choiceSheet, isHidden: true, rows: Array.from({ length: longest }, (_, row) => lists.map((list) => list[row] ?? null)) }
}

/** Excel wants names of at most 31 characters, without []:*?/\, each only once. */
function sheetNames(drafts: readonly DraftSheet[]): string[] {
  const taken = new Set<string>()
  return drafts.map((draft, index) => {
    const plain =
      draft.name
        .replaceAll(/[[\]:*?/\\']/g, ' ')
        .trim()
        .slice(0, 31) || `表${index + 1}`
    let name = plain
    for (let turn = 2; taken.has(name.toLowerCase()); turn += 1) name = `${plain.slice(0, 27)}(${turn})`
    taken.add(name.toLowerCase())
    return name
  })
}

function workbookXml(drafts: readonly DraftSheet[], names: readonly string[]): string {
  const sheets = drafts.map(
    (draft, index) =>
      `<sheet name="${escapeXml(names[index] ?? '')}" sheetId="${index + 1}"${draft.isHidden === true ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  )
  const titles = drafts.flatMap((draft, index) => {
    const rows = draft.print?.titleRows
    return rows === undefined
      ? []
      : [`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escapeXml(names[index] ?? '')}'!$${rows.from}:$${rows.to}</definedName>`]
  })
  const defined = titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`
  return `<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews><sheets>${sheets.join('')}</sheets>${defined}</workbook>`
}

function sharedStringsXml(strings: ReadonlyMap<string, number>): string {
  const items = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`)
  return `<sst xmlns="${main}" uniqueCount="${items.length}">${items.join('')}</sst>`
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const items = targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`)
  return `<Relationships xmlns="${packageRelations}">${items.join('')}</Relationships>`
}

function contentTypes(sheetCount: number, hasStrings: boolean): string {
  const override = (part: string, kind: string): string => `<Override PartName="/xl/${part}.xml" ContentType="${contentType}.${kind}+xml"/>`
  const sheets = Array.from({ length: sheetCount }, (_, index) => override(`worksheets/sheet${index + 1}`, 'worksheet'))
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${sheets.join('')}${override('styles', 'styles')}${hasStrings ? override('sharedStrings', 'sharedStrings') : ''}</Types>`
}
