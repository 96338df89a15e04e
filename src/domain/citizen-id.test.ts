import fc from 'fast-check'
import { expect, test } from 'vitest'
import { birthDateOf, checkDigit, maskCitizenId, personKey, readCitizenId, sexOf } from './citizen-id.ts'
import { dateOfDayNumber, dayNumber } from './plain-date.ts'
import { maskLongNumbers } from './mask.ts'

const anyId = fc
  .record({
    region: fc.integer({ min: 999101, max: 999108 }),
    day: fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2025-12-31') }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ region, day, order }) => {
    const first = `${region}${dateOfDayNumber(day).replaceAll('-', '')}${String(order).padStart(3, '0')}`
    return first + checkDigit(first)
  })
const ending = (sign: string): string => {
  for (let order = 1; ; order++) {
    const first = `99910119900101${String(order).padStart(3, '0')}`
    if (checkDigit(first) === sign) return first + sign
  }
}
const withX = ending('X')
const with5 = ending('5')

test('an id with a right check digit is valid, and its key is its first 17 digits', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      const read = readCitizenId(id)
      expect(read).toEqual({ outcome: 'valid', text: id, key: BigInt(id.slice(0, 17)), detail: null })
    }),
  )
})

test('any one changed digit of a valid id is noticed', () => {
  fc.assert(
    fc.property(anyId, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
      const changed = id.slice(0, at) + ((Number(id[at]) + by) % 10) + id.slice(at + 1)
      expect(readCitizenId(changed).outcome).not.toBe('valid')
    }),
  )
})

test('neighbouring ids keep different keys although a JS number would merge them', () => {
  expect(personKey('999101199001010050') - personKey('999101199001010040')).toBe(1n)
  expect(Number('99910119900101005') - Number('99910119900101004')).not.toBe(1)
})

test.each([
  ['lower-case x', withX.replace('X', 'x')],
  ['a multiplication sign for X', withX.replace('X', '×')],
  ['a Roman ten for X', withX.replace('X', 'Ⅹ')],
  ['stars around X', withX.replace('X', '*X*')],
  ['one star for X', withX.replace('X', '*')],
  ['blanks inside and in front', ` ${withX.slice(0, 6)} ${withX.slice(6, 14)}\u00a0${withX.slice(14)}`],
  ['a leading apostrophe', `'${withX}`],
  ['full-width digits', withX.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))],
  ['a disability certificate of 20 digits', `${withX}42`],
  ['a reissued disability certificate', `${withX}42B1`],
  ['a label in front', `身份证：${withX}`],
  ['a note behind', `${withX}（已故）`],
  ['a line break at its end', `${withX}\n`],
  ['the same id twice in one cell', `${withX}\n${withX}`],
])('an id with %s is read', (_, written) => {
  expect(readCitizenId(written)).toMatchObject({ outcome: 'valid', text: withX })
})

test('15 digits become 18 with the century 19', () => {
  const old = with5.slice(0, 6) + with5.slice(8, 17)
  expect(readCitizenId(old)).toMatchObject({ outcome: 'valid', text: with5 })
  expect(readCitizenId(Number(old))).toMatchObject({ outcome: 'valid', text: with5 })
})

test.each([
  ['17 digits that lost their X', withX.slice(0, 17), 'id_length', null],
  ['19 digits', `${with5}1`, 'id_length', null],
  ['a name', '张三', 'id_length', null],
  ['a masked id', maskCitizenId(with5), 'id_length', 'masked'],
  ['two ids joined by 、', `${withX}、${with5}`, 'id_length', 'two_ids'],
  ['two ids on two lines', `${withX}\n${with5}`, 'id_length', 'two_ids'],
  ['a wrong check digit', with5.slice(0, 17) + '6', 'id_check_digit', null],
  ['a month 13', '999101199013010015', 'id_check_digit', 'birth_date'],
  ['scientific notation', '9.99101E+17', 'id_precision_lost', null],
  ['zeros for the last three digits', '999101199001012000', 'id_precision_lost', null],
  ['无', '无', 'id_missing', null],
  ['a slash', '/', 'id_missing', null],
  ['a dash', '—', 'id_missing', null],
  ['办理中', '办理中', 'id_missing', null],
  ['an empty cell', ' ', 'id_missing', null],
])('an id cell with %s is told apart', (_, written, outcome, detail) => {
  const read = readCitizenId(written)
  expect(read).toMatchObject({ outcome, detail, key: null })
})

test('an id that a spreadsheet stored as a number is never repaired, even when its check digit fits', () => {
  const lucky = ['000', '100', '200', '300', '400', '500'].map((order) => `99910119900101${order}`).find((first) => checkDigit(first) === '0')
  for (const number of [Number(with5), Number(`${lucky ?? '99910119900101200'}0`)]) expect(readCitizenId(number).outcome).toBe('id_precision_lost')
})

test('birth date and sex come from the digits', () => {
  expect(birthDateOf('999101199002300015')).toBeNull()
  expect(birthDateOf(with5)).toBe('1990-01-01')
  expect(sexOf('999101199001010011')).toBe('male')
  expect(sexOf('999101199001010020')).toBe('female')
})

test('masks keep six digits in front and four behind', () => {
  expect(maskCitizenId('99910119900101123X')).toBe('999101********123X')
  expect(maskLongNumbers('身份证99910119900101123X，电话13800001111')).toBe('身份证999101********123X，电话13800001111')
})
