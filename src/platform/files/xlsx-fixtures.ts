import { strToU8, zipSync } from 'fflate'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'

const plainStyles = `<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="176" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="0.00_ "/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><strike/><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0"/><xf numFmtId="176" fontId="0"/><xf numFmtId="177" fontId="0"/><xf numFmtId="31" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>`

export interface RawParts {
  /** Whole worksheet part, or only its children when it does not begin with `<x:worksheet`/`<worksheet`. */
  sheet: string
  workbook?: string
  styles?: string
  strings?: string[]
  /** Targets of relations with a leading slash, as some exporters write them. */
  absoluteTargets?: boolean
  extra?: Record<string, string>
}

/** Builds an .xlsx by hand for tests, so that parts may look as other programs write them. Styles: 1 date 14, 2 年月日, 3 0.00_, 4 built-in 31, 5 struck. */
export function rawXlsx(parts: RawParts): Uint8Array {
  const at = parts.absoluteTargets === true ? '/xl/' : ''
  const sheet = /^<(\w+:)?worksheet/.test(parts.sheet) ? parts.sheet : `<worksheet xmlns="${main}" xmlns:r="${office}">${parts.sheet}</worksheet>`
  const strings = (parts.strings ?? []).map((text) => `<si>${text.startsWith('<') ? text : `<t>${text}</t>`}</si>`).join('')
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      parts.workbook ?? `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="${at}worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="${at}styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="${at}sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    'xl/styles.xml': parts.styles ?? plainStyles,
    'xl/sharedStrings.xml': `<sst xmlns="${main}" count="${parts.strings?.length ?? 0}" uniqueCount="${parts.strings?.length ?? 0}">${strings}</sst>`,
    ...parts.extra,
  }
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(head + xml)])))
}
