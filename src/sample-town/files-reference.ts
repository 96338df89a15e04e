import { addDays } from '../domain/plain-date.ts'
import type { Death } from './model.ts'
import type { Town } from './town.ts'
import type { CellValue, Mess } from './mess.ts'
import { two } from './people.ts'
import type { Person } from './people.ts'
import { communityAt, county, town as townName } from './places.ts'
import { levels, wholeTown } from './files-rosters.ts'
import { listFiles } from './files-lists.ts'
import { custodyAndPropertyFiles } from './files-custody-and-property.ts'
import { from, stranger } from './outside.ts'
import type { Register } from './register.ts'
import type { TableFile } from './table.ts'

/** Lists of other departments: people of the town among strangers of the whole county. */
export function referenceFiles(register: Register, mess: Mess): TableFile[] {
  const { town } = register
  return [
    cremations(register, mess),
    cancellations(register, mess),
    certificates(register, mess),
    payroll(register, mess),
    cards(town, mess),
    staff(town, mess),
    ...custodyAndPropertyFiles(register, mess),
    ...listFiles(register, mess),
  ]
}

function strangerDeaths(register: Register, count: number): { person: Person; on: string }[] {
  return Array.from({ length: count }, () => ({
    person: stranger(register, [1926, 1970]),
    on: `${register.random.int(2020, 2025)}-${two(register.random.int(1, 12))}-${two(register.random.int(1, 28))}`,
  }))
}

/** Deaths that the offices heard of under the person's own id. */
function registeredDeaths({ town }: Register): Death[] {
  return town.deaths.filter((death) => death.typedId === undefined)
}

function byDay(a: { on: string; person: Person }, b: { on: string; person: Person }): number {
  return a.on.localeCompare(b.on) || a.person.id.localeCompare(b.person.id)
}

const otherTowns = ['白沙镇', '云川镇', '石桥镇', '大坪镇']

function cremations(register: Register, mess: Mess): TableFile {
  const own = register.town.deaths.map(({ person, on, typedId }) => ({ person, id: typedId ?? person.id, on, address: person.address }))
  const others = strangerDeaths(register, register.size.strangers).map(({ person, on }) => ({
    person,
    id: person.id,
    on,
    address: `${county}${register.random.pick(otherTowns)}`,
  }))
  const rows = [...own, ...others]
    .toSorted(byDay)
    .map(({ person, id, on, address }, at): CellValue[] => [
      at + 1,
      person.name,
      mess.id(id),
      person.sex,
      mess.date(on, 'serial'),
      mess.date(addDays(on, 2 + (at % 3)), 'serial'),
      address,
      `HH${on.slice(0, 4)}${String(at + 1).padStart(5, '0')}`,
    ])
  const headings = ['序号', '逝者姓名', '身份证号', '性别', '死亡日期', '火化日期', '户籍地址', '火化证号']
  return {
    file: `参照/${county}殡仪馆火化名单（2020年1月-2026年9月）.xlsx`,
    ledger: 'cremations',
    ...wholeTown('2020-01', '2026-09'),
    authority: from(`${county}殡仪馆`, '云民函〔2026〕41号'),
    sheets: [{ name: '火化名单', title: `${county}殡仪馆火化人员名单`, headings, rows }],
  }
}

function cancellations(register: Register, mess: Mess): TableFile {
  const own = registeredDeaths(register).map(({ person, on, cancelledOn }) => ({ person, on, cancelledOn, address: person.address }))
  const others = strangerDeaths(register, Math.round((register.size.strangers * 240) / 260)).map(({ person, on }) => ({
    person,
    on,
    cancelledOn: addDays(on, 15),
    address: `${county}${register.random.pick(otherTowns)}`,
  }))
  const rows = [...own, ...others]
    .toSorted(byDay)
    .map(({ person, on, cancelledOn, address }): CellValue[] => [
      person.name,
      mess.id(person.id),
      mess.date(cancelledOn, 'compact'),
      '死亡注销',
      mess.date(on, 'compact'),
      address,
    ])
  return {
    file: `参照/${county}公安局死亡注销户口名单.xlsx`,
    ledger: 'cancellations',
    ...wholeTown('2020-01', '2026-09'),
    authority: from(`${county}公安局`, '云民函〔2026〕42号'),
    sheets: [{ name: '死亡注销', headings: ['姓名', '公民身份号码', '注销日期', '注销原因', '死亡日期', '户籍地址（乡镇/村）'], rows }],
  }
}

function certificates(register: Register, mess: Mess): TableFile {
  const own = registeredDeaths(register).filter((death) => death.hasCertificate)
  const others = strangerDeaths(register, Math.round((register.size.strangers * 120) / 260)).filter(({ on }) => on >= '2024-01-01')
  const rows = [...own, ...others]
    .toSorted(byDay)
    .map(({ person, on }): CellValue[] => [person.name, mess.id(person.id), mess.date(on, 'dash'), person.address, '青禾镇卫生院'])
  return {
    file: '参照/死亡医学证明登记（2024年1月-2026年9月）.xlsx',
    ledger: 'death_certificates',
    ...wholeTown('2024-01', '2026-09'),
    authority: from('青禾镇卫生院', '云民函〔2026〕43号'),
    sheets: [{ name: '死亡证明', title: '死亡医学证明登记', headings: ['死者姓名', '死者身份证号', '死亡日期', '常住地址', '报告单位'], rows }],
  }
}

function payroll(register: Register, mess: Mess): TableFile {
  const units = ['云岭县教育局', '云岭县人民医院', '云岭县林业局', '白沙镇人民政府', '云岭县交通运输局']
  const others = Array.from({ length: Math.round((register.size.strangers * 320) / 260) }, () => ({
    person: stranger(register, [1966, 2000]),
    unit: register.random.pick(units),
    from: `${register.random.int(1992, 2024)}-${two(register.random.int(1, 12))}`,
  }))
  const rows: CellValue[][] = [
    ...register.town.payroll.map((row): CellValue[] => [
      row.name,
      mess.id(row.id),
      row.unit,
      row.identity,
      row.post,
      row.status,
      mess.month(row.from),
      row.to === null ? null : mess.month(row.to),
    ]),
    ...others.map(({ person, unit, from: since }): CellValue[] => [
      person.name,
      person.id,
      unit,
      register.random.pick(['公务员', '事业人员', '事业人员']),
      '工作人员',
      '在职',
      mess.month(since),
      null,
    ]),
  ]
  return {
    file: `参照/${county}财政供养人员名单（2026年9月）.xlsx`,
    ledger: 'payroll',
    ...wholeTown('2020-01', '2026-09'),
    authority: from(`${county}财政局`, '云民函〔2026〕44号'),
    sheets: [
      {
        name: '财政供养',
        headings: ['姓名', '身份证号', '单位名称', '人员身份', '职务', '状态', '起薪年月', '停薪年月'],
        rows: register.random.shuffled(rows),
      },
    ],
  }
}

function cards(town: Town, mess: Mess): TableFile {
  const rows = town.cardHolders
    .flatMap((person) => person.cards.map((card) => ({ person, card })))
    .toSorted((a, b) => a.person.community - b.person.community || a.card.no.localeCompare(b.card.no))
    .map(({ person, card }): CellValue[] => [
      person.name,
      mess.id(person.id),
      card.no,
      card.kind,
      levels[card.level] ?? null,
      mess.date(card.firstIssued, 'dash'),
      mess.date(card.issuedOn, 'dash'),
      mess.date(card.validTo, 'dash'),
      card.status,
      mess.date(card.statusOn, 'dash'),
      townName,
      communityAt(person.community).official,
    ])
  return {
    file: '参照/持证残疾人名单（青禾镇，2026年9月）.xlsx',
    ledger: 'disability_cards',
    ...wholeTown('2026-01', '2026-09'),
    authority: from(`${county}残疾人联合会`, '云民函〔2026〕45号'),
    sheets: [
      {
        name: '残疾人证',
        title: '青禾镇持证残疾人名单',
        headings: [
          '姓名',
          '身份证号',
          '残疾证号',
          '残疾类别',
          '残疾等级',
          '首次发证日期',
          '换发日期',
          '有效期至',
          '证件状态',
          '状态变更日期',
          '户籍乡镇',
          '户籍村（社区）',
        ],
        rows,
      },
    ],
  }
}

function staff(town: Town, mess: Mess): TableFile {
  const rows = town.staff.map((row, at): CellValue[] => [
    at + 1,
    communityAt(row.person.community).official,
    row.person.name,
    mess.id(row.person.id),
    row.post,
    mess.month(row.from),
    row.person.account,
  ])
  return {
    file: '参照/社区两委成员名册.xlsx',
    ledger: 'committee_members',
    ...wholeTown('2020-01', '2026-09'),
    authority: from(`${townName}党委组织办`, '青社救组〔2026〕1号'),
    sheets: [
      {
        name: '两委成员',
        title: `${townName}社区两委成员和经办人员名册`,
        headings: ['序号', '社区', '姓名', '身份证号', '职务', '任职时间', '银行账号'],
        rows,
        mergeColumn: 1,
      },
    ],
  }
}
