import { strFromU8, strToU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import WordExtractor from 'word-extractor'
import { Problem } from '../problems.ts'
import { writeAutomaticNumbers } from './docx-numbers.ts'
import { packZip } from './pack-zip.ts'
import { decodeText } from './read-delimited.ts'

/** A plan has a few pages; a file beyond this is scanned pictures or something else. */
const largestFile = 30 * 1024 * 1024
/** What the parts of a .docx may unpack to: a small file must not fill the memory. */
const largestPart = 60 * 1024 * 1024

/** A plan has thousands of characters; a text a hundred times longer is something else. */
const longestText = 500_000

type Kind = 'docx' | 'doc' | 'pdf' | 'rtf' | 'html' | 'text'

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((value, i) => bytes[i] === value)
}

/** By what the bytes are and not by the name: a .doc is often a .docx, a web page or plain text. */
function kindOf(bytes: Uint8Array): Kind {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'docx'
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return 'doc'
  const head = strFromU8(bytes.subarray(0, 1024), true)
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith('{\\rtf')) return 'rtf'
  return /<html|<!doctype html|<body/iu.test(head) ? 'html' : 'text'
}

function unreadable(name: string, why: string, cause?: unknown): Problem {
  const problem = new Problem('unreadable_file', `“${name}”${why}`)
  if (cause !== undefined) problem.cause = cause
  return problem
}

function unzipWord(bytes: Uint8Array, name: string): Record<string, Uint8Array> {
  let tooLarge = false
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes, {
      filter: (part) => {
        if (part.originalSize > largestPart) tooLarge = true
        // Pictures and fonts are not read.
        return !tooLarge && /\.(?:xml|rels)$/u.test(part.name)
      },
    })
  } catch (error) {
    throw unreadable(name, '打不开，文件可能没有传完或已损坏。请用 WPS 或 Word 打开后另存一份再上传。', error)
  }
  if (tooLarge) throw new Problem('too_large', `“${name}”展开后太大，不像是方案。没有读取。`)
  if (parts['xl/workbook.xml']) throw unreadable(name, '是电子表格，不是方案文件。名册请在“名册台账”里导入。')
  if (!parts['word/document.xml']) throw unreadable(name, '不是 Word 文件。可以上传 .docx、.doc、.pdf、.txt。')
  return parts
}

async function readDocx(bytes: Uint8Array, name: string): Promise<string> {
  const parts = unzipWord(bytes, name)
  const part = (path: string): string => (parts[path] ? strFromU8(parts[path]) : '')
  if (parts['word/numbering.xml']) {
    parts['word/document.xml'] = strToU8(writeAutomaticNumbers(part('word/document.xml'), part('word/numbering.xml'), part('word/styles.xml')))
  }
  try {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(packZip(Object.entries(parts))) })
    return value.replaceAll(/\n{2,}/gu, '\n')
  } catch (error) {
    throw unreadable(name, '里的正文读不出来。请用 WPS 或 Word 打开后另存为 .docx 再上传。', error)
  }
}

async function readDoc(bytes: Uint8Array, name: string): Promise<string> {
  const encrypted = Buffer.from('EncryptedPackage', 'utf16le')
  const buffer = Buffer.from(bytes)
  if (buffer.includes(encrypted)) throw unreadable(name, '加了打开密码。请去掉密码后再上传。')
  try {
    const document = await new WordExtractor().extract(buffer)
    return [document.getBody(), document.getTextboxes()].filter((text) => text.trim() !== '').join('\n')
  } catch (error) {
    throw unreadable(name, '读不出来。请用 WPS 或 Word 打开后另存为 .docx 再上传。', error)
  }
}

async function readPdf(bytes: Uint8Array, name: string): Promise<string> {
  try {
    // The reader takes over the bytes it is given; the caller's stay whole.
    const pdf = await getDocumentProxy(bytes.slice())
    const { text } = await extractText(pdf, { mergePages: false })
    return text.join('\n')
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    throw unreadable(name, isLocked ? '加了打开密码。请去掉密码后再上传。' : '读不出来，文件可能没有传完或已损坏。', error)
  }
}

function readHtml(text: string): string {
  const entities: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"', ldquo: '“', rdquo: '”', mdash: '—', hellip: '…' }
  return text
    .replaceAll(/<(script|style|head)\b.*?<\/\1>/gisu, '')
    .split('\n')
    .map((line) => line.trim())
    .join('')
    .replaceAll(/<(?:br|\/p|\/div|\/h\d|\/li|\/tr)\b[^>]*>/giu, '\n')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/&(?:#(\d+)|([a-z]+));/giu, (whole, code?: string, word?: string) =>
      code ? String.fromCodePoint(Math.min(Number(code), 0x10ffff)) : (entities[word?.toLowerCase() ?? ''] ?? whole),
    )
}

function refuseLongText(text: string, name: string): void {
  if (text.length > longestText) throw new Problem('too_large', `“${name}”有 ${Math.round(text.length / 10_000)} 万字，不像是方案。没有读取。`)
}

function readPlain(bytes: Uint8Array, name: string): string {
  const text = decodeText(bytes)
  if (text === null) throw unreadable(name, '不是文字，也不是认得的文件。可以上传 .docx、.doc、.pdf、.txt。')
  refuseLongText(text, name)
  return text
}

async function readByKind(bytes: Uint8Array, name: string): Promise<string> {
  const kind = kindOf(bytes)
  switch (kind) {
    case 'docx':
      return readDocx(bytes, name)
    case 'doc':
      return readDoc(bytes, name)
    case 'pdf':
      return readPdf(bytes, name)
    case 'rtf':
      throw unreadable(name, '是 RTF 格式。请用 WPS 或 Word 打开后另存为 .docx 再上传。')
    case 'html':
      return readHtml(readPlain(bytes, name))
    case 'text':
      return readPlain(bytes, name)
  }
}

/**
 * Reads a paper (.docx, .doc, .pdf, .txt, .md) into plain text, one paragraph a line, without byte-order mark.
 * Text is UTF-8 where it is valid UTF-8, else GB18030. Throws `Problem` with a sentence that says what to do.
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<string> {
  if (bytes.length === 0) throw unreadable(name, '是空文件。')
  if (bytes.length > largestFile)
    throw new Problem('too_large', `“${name}”有 ${Math.round(bytes.length / 1024 / 1024)} MB，超过 30 MB，不像是文字方案。没有读取。`)
  const raw = await readByKind(bytes, name)
  const text = raw
    .replace(/^\uFEFF/u, '')
    .replaceAll(/\r\n?|\u2029|\v/gu, '\n')
    .replaceAll('\u0000', '')
  refuseLongText(text, name)
  if (text.trim() === '') throw unreadable(name, '里没有文字，多半是扫描件。请上传能选中文字的文件，或者先做文字识别。')
  return text
}
