import { addMonthsToDate } from '../domain/plain-date.ts'
import { from, stranger } from './outside.ts'
import { wholeTown } from './files-rosters.ts'
import type { CellValue, Mess } from './mess.ts'
import { two } from './people.ts'
import { county } from './places.ts'
import type { Register } from './register.ts'
import type { TableFile } from './table.ts'

/** Prison and detention, vehicles, businesses; people of the town among strangers. */
export function custodyAndPropertyFiles(register: Register, mess: Mess): TableFile[] {
  return [custody(register, mess), vehicles(register, mess), enterprises(register, mess)]
}

function someDay(register: Register): string {
  return `${register.random.int(2020, 2025)}-${two(register.random.int(1, 12))}-${two(register.random.int(1, 28))}`
}

function custody(register: Register, mess: Mess): TableFile {
  const others = Array.from({ length: 40 }, () => {
    const since = someDay(register)
    return { person: stranger(register, [1965, 2002]), kind: '服刑', from: since, to: addMonthsToDate(since, 30) }
  })
  const rows = register.random
    .shuffled([...register.town.custody, ...others])
    .map((row): CellValue[] => [
      row.person.name,
      mess.id(row.person.id),
      row.kind,
      mess.date(row.from, 'dash'),
      mess.date(row.to, 'dash'),
      row.kind === '服刑' ? '云川监狱' : `${county}公安局`,
    ])
  return {
    file: `参照/${county}服刑和社区矫正人员名单.xlsx`,
    ledger: 'custody',
    ...wholeTown('2020-01', '2026-09'),
    authority: from(`${county}司法局`, '云民函〔2026〕46号'),
    sheets: [{ name: '服刑人员', headings: ['姓名', '身份证号', '人员类别', '起始日期', '终止日期', '场所'], rows }],
  }
}

function vehicles(register: Register, mess: Mess): TableFile {
  const others = Array.from({ length: 60 }, () => ({
    person: stranger(register, [1962, 2000]),
    kind: '小型轿车',
    model: '长安牌',
    registeredOn: someDay(register),
    use: '非营运',
    status: '正常',
  }))
  const rows = register.random
    .shuffled([...register.town.vehicles, ...others])
    .map((row, at): CellValue[] => [
      row.person.name,
      mess.id(row.person.id),
      `云Q${String(10_000 + at * 7)}`,
      row.kind,
      row.model,
      mess.date(row.registeredOn, 'dash'),
      row.use,
      row.status,
    ])
  return {
    file: `参照/${county}机动车登记名单.xlsx`,
    ledger: 'vehicles',
    ...wholeTown('2020-01', '2026-09'),
    authority: from(`${county}公安局交警大队`, '云民函〔2026〕47号'),
    sheets: [
      { name: '机动车', headings: ['机动车所有人', '身份证明号码', '号牌号码', '车辆类型', '品牌型号', '初次登记日期', '使用性质', '机动车状态'], rows },
    ],
  }
}

function enterprises(register: Register, mess: Mess): TableFile {
  const others = Array.from({ length: 60 }, (_, at) => ({
    person: stranger(register, [1962, 2000]),
    name: `${county}第${at + 1}便民商店`,
    kind: '个体工商户',
    role: '经营者',
    foundedOn: someDay(register),
    endedOn: null,
    status: '存续',
  }))
  const rows = register.random
    .shuffled([...register.town.enterprises, ...others])
    .map((row, at): CellValue[] => [
      row.name,
      `92999101MA${String(at + 1).padStart(8, '0')}`,
      row.kind,
      row.person.name,
      mess.id(row.person.id),
      row.role,
      mess.date(row.foundedOn, 'dash'),
      mess.date(row.endedOn, 'dash'),
      row.status,
    ])
  return {
    file: `参照/${county}市场主体登记名单.xlsx`,
    ledger: 'enterprises',
    ...wholeTown('2020-01', '2026-09'),
    authority: from(`${county}市场监督管理局`, '云民函〔2026〕48号'),
    sheets: [
      {
        name: '市场主体',
        headings: ['市场主体名称', '统一社会信用代码', '市场主体类型', '姓名', '身份证号', '人员类型', '成立日期', '注销日期', '登记状态'],
        rows,
      },
    ],
  }
}
