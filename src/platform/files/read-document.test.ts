import { readFile } from 'node:fs/promises'
import { strToU8 } from 'fflate'
import { CFB } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { packZip } from './pack-zip.ts'
import { readDocument } from './read-document.ts'

const words = ['青禾镇实施方案', '一、工作目标', '把底数摸清，把账目理清。', '（一）最低生活保障。重点排查：一是评定是否公道；二是手续是否齐全。']
const paragraph = (text: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`

function docx(body: string, extra: [string, string][] = []): Uint8Array {
  const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const parts: [string, string][] = [
    [
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    ['word/document.xml', `<w:document ${namespace}><w:body>${body}</w:body></w:document>`],
    ...extra,
  ]
  return packZip(parts.map(([name, xml]) => [name, strToU8(xml)] as const))
}

/** The smallest Word 97 file: a text stream and a table stream with one piece. */
function doc(text: string): Uint8Array {
  const stream = Buffer.alloc(0x800 + text.length * 2)
  stream.writeUInt16LE(0xa5ec, 0)
  stream.writeUInt16LE(0x00c1, 2)
  stream.writeUInt16LE(0x0200, 0x0a)
  stream.writeUInt32LE(0x800, 0x18)
  stream.writeUInt32LE(text.length, 0x4c)
  stream.write(text, 0x800, 'utf16le')
  const table = Buffer.alloc(21)
  table.writeUInt8(2, 0)
  table.writeUInt32LE(16, 1)
  table.writeUInt32LE(text.length, 9)
  table.writeUInt32LE(0x800, 15)
  stream.writeUInt32LE(21, 0x1a6)
  const padded = Buffer.concat([stream, Buffer.alloc(Math.max(0, 8192 - stream.length))])
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, '/WordDocument', padded)
  CFB.utils.cfb_add(file, '/1Table', Buffer.concat([table, Buffer.alloc(8192 - table.length)]))
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}

/** A PDF whose font only says which code is which character, as those made by office programs do. */
function pdf(lines: readonly string[]): Uint8Array {
  const hex = (text: string): string => Array.from(text, (c) => (c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')
  const map =
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end'
  const page = lines.map((line, i) => `BT /F1 12 Tf 1 0 0 1 72 ${760 - i * 24} Tm <${hex(line)}> Tj ET`).join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 8 0 R >>',
    `<< /Length ${map.length} >>\nstream\n${map}\nendstream`,
    '<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
  ]
  let out = '%PDF-1.7\n'
  const offsets = objects.map((object, i) => {
    const at = out.length
    out += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = out.length
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF`
  return strToU8(out, true)
}

describe('plain text', () => {
  test('UTF-8 with a byte-order mark and Windows line ends is read without either', async () => {
    expect(await readDocument(strToU8(`\uFEFF${words.join('\r\n')}`), '方案.txt')).toBe(words.join('\n'))
  })
  test('GB18030, as old Notepad writes it, is read', async () => {
    const bytes = new Uint8Array([0xc7, 0xe0, 0xba, 0xcc, 0xd5, 0xf2, 0xb7, 0xbd, 0xb0, 0xb8])
    expect(await readDocument(bytes, '方案.txt')).toBe('青禾镇方案')
  })
  test('the sample plan is read', async () => {
    const text = await readDocument(await readFile('database/scenarios/qinghe/plan.txt'), 'plan.txt')
    expect(text).toContain('青政发〔2026〕31号')
  })
  test('a web page saved under the name of a Word file is read by what it is', async () => {
    const page = `<html><head><style>p{}</style></head><body>${words.map((line) => `<p>${line}&nbsp;</p>`).join('\n')}</body></html>`
    expect(
      (await readDocument(strToU8(page), '方案.doc'))
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ).toEqual(words)
  })
})

describe('Word and PDF', () => {
  test('each paragraph of a .docx is a line', async () => {
    expect((await readDocument(docx(words.map((line) => paragraph(line)).join('')), '方案.docx')).trim()).toBe(words.join('\n'))
  })
  test('automatic numbers of a .docx become text, by level and by style', async () => {
    const number = (level: number): string => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`
    const level = (n: number, format: string, text: string): string =>
      `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
    const numbering = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="7">${level(0, 'chineseCountingThousand', '%1、')}${level(1, 'chineseCounting', '（%2）')}${level(2, 'decimal', '%3.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`
    const styles =
      '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    const body = [
      paragraph('目标', number(0)),
      paragraph('内容', '<w:pStyle w:val="2"/>'),
      paragraph('低保', number(1)),
      paragraph('程序', number(2)),
      paragraph('特困', number(1)),
      paragraph('保障', number(0)),
      paragraph('组织', number(1)),
    ].join('')
    const text = await readDocument(
      docx(body, [
        ['word/numbering.xml', numbering],
        ['word/styles.xml', styles],
      ]),
      '方案.docx',
    )
    expect(text.trim().split('\n')).toEqual(['一、目标', '二、内容', '（一）低保', '1.程序', '（二）特困', '三、保障', '（一）组织'])
  })
  test('a .doc of Word 97 is read', async () => {
    expect((await readDocument(doc(`${words.join('\r')}\r`), '方案.doc')).trim()).toBe(words.join('\n'))
  })
  test('the text of a PDF is read line by line and the bytes stay whole', async () => {
    const bytes = pdf(words)
    const length = bytes.length
    expect((await readDocument(bytes, '方案.pdf')).trim().split('\n')).toEqual(words)
    expect(bytes.length).toBe(length)
  })
})

describe('what cannot be read says what to do', () => {
  const refused = (bytes: Uint8Array, name: string): Promise<unknown> =>
    readDocument(bytes, name).then(
      () => null,
      (error: unknown) => error,
    )
  test.each([
    ['an empty file', new Uint8Array(), '方案.txt', '空文件'],
    ['a PDF without text', pdf([]), '扫描.pdf', '扫描件'],
    ['a spreadsheet', packZip([['xl/workbook.xml', strToU8('<workbook/>')]]), '名册.docx', '电子表格'],
    ['a zip of something else', packZip([['a.xml', strToU8('<a/>')]]), 'a.zip', '不是 Word 文件'],
    ['a broken zip', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), '方案.docx', '打不开'],
    ['a broken Word 97 file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Array.from({ length: 600 }, () => 0)]), '方案.doc', '另存为 .docx'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff, 0xfe, 0, 0]), '照片.png', '不是文字'],
    ['rich text', strToU8('{\\rtf1 a}'), '方案.rtf', '另存为 .docx'],
  ])('%s', async (_, bytes, name, sentence) => {
    expect(await refused(bytes, name)).toMatchObject({ code: 'unreadable_file', detail: expect.stringContaining(sentence) as string })
  })
})
