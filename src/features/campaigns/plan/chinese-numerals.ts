const digits = '〇一二三四五六七八九'

function digitOf(character: string): number {
  if (character === '零' || character === '○' || character === 'O' || character === 'o') return 0
  if (character === '两') return 2
  const cn = digits.indexOf(character)
  if (cn >= 0) return cn
  return /^[0-9]$/.test(character) ? Number(character) : Number.NaN
}

/** 三 → 3, 十二 → 12, 二十一 → 21, 12 → 12, 二〇二三 → 2023; null when it is no number up to 9999. */
export function readNumber(text: string): number | null {
  const t = text.trim()
  if (t === '') return null
  if (/^[0-9]{1,4}$/.test(t)) return Number(t)
  const ten = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(t)
  if (ten) return (ten[1] ? digitOf(ten[1]) : 1) * 10 + (ten[2] ? digitOf(ten[2]) : 0)
  if (t.length === 1 || /^[〇零○一二三四五六七八九0-9Oo]{4}$/.test(t)) {
    let value = 0
    for (const character of t) value = value * 10 + digitOf(character)
    return Number.isNaN(value) ? null : value
  }
  return null
}

/** 3 → 三, 12 → 十二, 21 → 二十一 (up to 99). */
export function writeNumber(value: number): string {
  if (value < 10) return digits[value] ?? String(value)
  if (value > 99) return String(value)
  const tens = Math.floor(value / 10)
  const ones = value % 10
  return `${tens > 1 ? digits[tens] : ''}十${ones > 0 ? digits[ones] : ''}`
}
