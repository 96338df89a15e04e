const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  两: 2,
  壹: 1,
  弌: 1,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  弍: 2,
  贰: 2,
  叄: 3,
  参: 3,
}
const units: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

/** A whole number in Chinese numerals, plain or financial (六百八十一, 叁佰, 二〇二六): the number, or null. */
export function readChineseNumber(text: string): number | null {
  if (text === '') return null
  let total = 0
  let section = 0
  let current: number | null = null
  let hasUnit = false
  let plain = ''
  for (const sign of text) {
    const digit = digits[sign]
    const unit = units[sign]
    if (digit !== undefined) {
      plain += digit
      current = digit
    } else if (unit !== undefined) {
      section += (current ?? 1) * unit
      current = null
      hasUnit = true
    } else if (sign === '万') {
      total += (section + (current ?? 0)) * 10_000
      section = 0
      current = null
      hasUnit = true
    } else return null
  }
  if (!hasUnit) return Number(plain)
  return total + section + (current ?? 0)
}
