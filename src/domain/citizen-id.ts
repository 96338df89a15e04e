import { isPlainDate } from './plain-date.ts'

/** How a citizen id was read. Only `valid` has a key; `id_check_digit` also stands for an impossible birth date. */
export type IdOutcome = 'valid' | 'id_length' | 'id_check_digit' | 'id_precision_lost' | 'id_missing'

export interface IdReading {
  outcome: IdOutcome
  /** 18 characters when valid; else what was written, normalised; null when nothing was. */
  text: string | null
  key: bigint | null
  /** What is wrong, finer than the outcome. */
  detail: 'birth_date' | 'two_ids' | 'masked' | null
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkSigns = '10X98765432'
const missingWords = /^(无|无证|没有|暂无|未办|未办理|办理中|正在办理|不详|未知|无身份证|无户口|空|null|none|na|n\/a|[-—–_/\\.。·、*?？]*|0)$/i
const separators = /[\s、,;/|和及]+/

const missing: IdReading = { outcome: 'id_missing', text: null, key: null, detail: null }

/** The 18th character for the first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export function checkDigit(first17: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum += (first17.charCodeAt(at) - 48) * weights[at]!
  return checkSigns[sum % 11]!
}

/** The first 17 digits of a valid 18-character id as a 64-bit number: exact, and as telling as the id itself. */
export function personKey(id: string): bigint {
  return BigInt(id.slice(0, 17))
}

/** YYYY-MM-DD from positions 7–14 of an 18-character id, also of one with a wrong check digit; null for an impossible date. */
export function birthDateOf(id: string): string | null {
  if (!/^\d{17}[\dX]$/.test(id)) return null
  const date = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  return isPlainDate(date) && date >= '1850-01-01' ? date : null
}

/** The sex digit (17th) of an 18-character id. */
export function sexOf(id: string): 'male' | 'female' | null {
  if (!/^\d{17}[\dX]$/.test(id)) return null
  return id.charCodeAt(16) % 2 === 1 ? 'male' : 'female'
}

/** `999101********123X`; shorter numbers keep at most six digits in front and four at the end. */
export function maskCitizenId(id: string): string {
  if (id.length >= 15) return `${id.slice(0, 6)}${'*'.repeat(id.length - 10)}${id.slice(-4)}`
  if (id.length <= 4) return id
  const kept = Math.floor(id.length / 4)
  return id.slice(0, kept) + '*'.repeat(id.length - 2 * kept) + id.slice(-kept)
}

function judge18(id: string): IdReading {
  if (birthDateOf(id) === null || checkDigit(id) !== id[17]) return lostOrWrong(id)
  return { outcome: 'valid', text: id, key: personKey(id), detail: null }
}

/** A spreadsheet that took the id for a number keeps 15 digits and writes zeros for the last three. */
function lostOrWrong(id: string): IdReading {
  if (id.endsWith('000')) return { outcome: 'id_precision_lost', text: id, key: null, detail: null }
  return { outcome: 'id_check_digit', text: id, key: null, detail: birthDateOf(id) === null ? 'birth_date' : null }
}

function looksLikeId(part: string): boolean {
  return /^(\d{17}[\dX]|\d{15})$/.test(part)
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[×✕✖╳χΧХ]/g, 'X')
    .replace(/['"`‘’“”´\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/\*X\*$/, 'X')
    .trim()
}

function readText(raw: string): IdReading {
  if (raw.length === 18 && /^\d{17}[\dX]$/.test(raw)) return judge18(raw)
  const spaced = normalise(raw)
  if (missingWords.test(spaced)) return missing
  if (/^\d(\.\d+)?E\+?1[4-9]$/.test(spaced)) return { outcome: 'id_precision_lost', text: spaced, key: null, detail: null }
  const parts = spaced.split(separators).filter((part) => looksLikeId(part))
  if (new Set(parts).size > 1) return { outcome: 'id_length', text: parts.join('、'), key: null, detail: 'two_ids' }
  let text = parts.length > 1 ? parts[0]! : spaced.replace(/[\s\-—–.,;、]/g, '')
  if (/[\u3400-\u9fff]/.test(text)) {
    const found = /(?<!\d)(\d{17}[\dX]|\d{15})(?![\dX])/.exec(text)
    if (found) text = found[1]!
  }
  if (/^\d{17}[\dX]$/.test(text)) return judge18(text)
  if (/^\d{17}\*$/.test(text) && checkDigit(text) === 'X') return judge18(`${text.slice(0, 17)}X`)
  if (/^\d{15}$/.test(text)) {
    const first17 = `${text.slice(0, 6)}19${text.slice(6)}`
    const long = first17 + checkDigit(first17)
    if (birthDateOf(long) !== null) return { outcome: 'valid', text: long, key: personKey(long), detail: null }
    return { outcome: 'id_length', text, key: null, detail: 'birth_date' }
  }
  // A disability certificate: the id, a digit for the kind, a digit for the level; B and a count when reissued.
  if (/^\d{17}[\dX]\d{2}(B\d*)?$/.test(text)) return judge18(text.slice(0, 18))
  return { outcome: 'id_length', text: text === '' ? spaced : text, key: null, detail: text.includes('**') ? 'masked' : null }
}

/**
 * Reads an id as towns write it: full-width digits, blanks, quotes, × or x for X, 15 digits (century 19), the first
 * 18 of a 20-digit disability certificate. A number above 15 digits has lost its end and is never repaired.
 * The region is never judged.
 */
export function readCitizenId(raw: string | number | null): IdReading {
  if (raw === null) return missing
  if (typeof raw === 'number') {
    if (raw === 0) return missing
    // As a person sees the cell: 15 digits that count, then zeros (String gives the shortest digits of the double).
    if (raw >= 1e15) return { outcome: 'id_precision_lost', text: String(raw), key: null, detail: null }
    return readText(String(raw))
  }
  return readText(raw)
}
