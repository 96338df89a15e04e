import { sayMonth } from '../domain/months.ts'
import { lastDayOf } from '../domain/plain-date.ts'
import type { OldIds } from './model.ts'
import type { Town } from './town.ts'
import type { Mess, CellValue } from './mess.ts'
import { careFen, childFen, isActive, isOnRoster, livingFen, protectedMembers, subsidyFen } from './payments.ts'
import { accountIn, asWritten } from './people.ts'
import { communityAt, county, town as townName } from './places.ts'
import type { TableFile, TableSheet } from './table.ts'

export const levels = ['', '一级', '二级', '三级', '四级']

export function wholeTown(from: string, to: string): { covers: { from: string; to: string } } {
  return { covers: { from, to } }
}

/** The last day of a month as the province's export writes it into the file's name. */
export function stamp(month: string): string {
  return lastDayOf(month).replaceAll('-', '')
}

export function tekunFamilies(town: Town, mess: Mess, month: string): TableFile {
  const list = town.tekun.filter((tekun) => isActive(tekun, month)).toSorted((a, b) => a.community - b.community)
  const rows = list.map((tekun, at): CellValue[] => [
    at + 1,
    mess.place(tekun.community),
    mess.name(tekun.person.name),
    mess.id(tekun.person.id),
    1,
    tekun.support,
    tekun.isUrban ? '城市' : '农村',
    mess.money(livingFen(tekun, month)),
    mess.money(careFen(tekun, month)),
    mess.money(livingFen(tekun, month) + careFen(tekun, month)),
    tekun.cardNo,
    tekun.person.address,
  ])
  const headings = [
    '序号',
    '所属社（区）',
    '户主姓名',
    '户主身份证号',
    '特困人员（数）',
    '供养方式',
    '户籍类型',
    '基本生活总费用（元）',
    '照料护理总费用（元）',
    '合计（元）',
    '低保（特困）证号',
    '户籍住址',
  ]
  return {
    file: `特困人员家庭查询_${stamp(month)}.xlsx`,
    ledger: 'tekun_family',
    period: month,
    ...wholeTown(month, month),
    sheets: [{ name: '特困人员家庭查询', headings, rows }],
  }
}

export function tekunPersons(town: Town, mess: Mess, { month, oldIds }: { month: string; oldIds: OldIds }): TableFile {
  const isOld = month === '2025-12'
  const list = town.tekun.filter((tekun) => isActive(tekun, month)).toSorted((a, b) => a.community - b.community)
  const rows = list.map((tekun, at): CellValue[] => {
    const { person, carer } = tekun
    return [
      at + 1,
      isOld ? communityAt(tekun.community).official : mess.place(tekun.community),
      mess.name(person.name),
      asWritten(person, month).sex,
      mess.date(asWritten(person, month).birth, isOld ? 'dot' : 'compact'),
      town.typedInRosters.get(`tekun ${person.id}`) ?? (isOld ? oldIds.get(person.id) : undefined) ?? mess.id(person.id),
      tekun.selfCare,
      tekun.support,
      tekun.support === '集中供养' ? `${townName}敬老院` : null,
      mess.money(livingFen(tekun, month)),
      mess.money(careFen(tekun, month)),
      mess.money(livingFen(tekun, month) + careFen(tekun, month)),
      carer?.person.name ?? null,
      carer === null ? null : mess.id(carer.person.id),
      carer?.relation ?? null,
      mess.date(carer?.signedOn ?? null, 'chinese'),
      mess.month(tekun.from),
      person.address,
      tekun.cardNo,
    ]
  })
  const headings = [
    '序号',
    '社区',
    '姓名',
    '性别',
    '出生年月',
    '身份证号',
    '自理能力',
    '供养方式',
    '供养机构',
    '基本生活费',
    '照料护理费',
    '合计（元）',
    '照料人姓名',
    '照料人身份证号',
    '与对象关系',
    '协议签订时间',
    '纳入时间',
    '住址',
    '特困证号',
  ]
  const sheet: TableSheet = isOld
    ? {
        name: '特困',
        title: `${townName}特困人员台账（${sayMonth(month)}）`,
        line: '单位：元',
        headings,
        rows,
        mergeColumn: 1,
        footer: '审核人：陈静　　填报日期：2025年12月31日',
      }
    : { name: '特困人员查询', title: `${townName}${sayMonth(month)}特困人员名册`, headings, rows }
  return {
    file: isOld ? `${townName}特困人员台账2025年12月.xlsx` : `特困人员查询_${stamp(month)}.xlsx`,
    ledger: 'tekun_person',
    period: month,
    ...wholeTown(month, month),
    sheets: [sheet],
  }
}

export function disabilitySubsidies(town: Town, mess: Mess, { month, ending }: { month: string; ending: 'xls' | 'csv' | 'xlsx' }): TableFile {
  const list = town.subsidies
    .filter((subsidy) => isActive(subsidy, month) && !town.unlisted.has(`${subsidy.program} ${subsidy.person.id} ${month}`))
    .toSorted((a, b) => a.person.community - b.person.community || a.person.id.localeCompare(b.person.id))
  const inDibao = new Set(
    town.households.flatMap((household) => (isOnRoster(household, month) ? protectedMembers(household, month).map((member) => member.person.id) : [])),
  )
  const rows = list.map((subsidy, at): CellValue[] => {
    const { person } = subsidy
    const card = person.cards.findLast((each) => each.issuedOn.slice(0, 7) <= month)
    return [
      at + 1,
      county,
      townName,
      mess.place(person.community),
      mess.name(person.name),
      asWritten(person, month).sex,
      town.typedInRosters.get(`${subsidy.program} ${person.id}`) ?? mess.id(person.id),
      card?.no ?? null,
      card === undefined ? null : card.kind,
      card === undefined ? null : (levels[card.level] ?? null),
      subsidy.program === 'disability_living' ? '困难生活补贴' : '重度护理补贴',
      mess.money(subsidyFen(subsidy, month)),
      1,
      mess.money(subsidyFen(subsidy, month)),
      inDibao.has(person.id) ? '是' : '否',
      accountIn(person, month).holder,
      ending === 'csv' ? `\t${accountIn(person, month).account}` : accountIn(person, month).account,
      mess.month(subsidy.from),
    ]
  })
  const headings = [
    '序号',
    '县（区）',
    '乡镇',
    '村（社区）',
    '姓名',
    '性别',
    '身份证号',
    '残疾证号',
    '残疾类别',
    '残疾等级',
    '补贴类型',
    '补贴标准(元/月)',
    '发放月数',
    '实发金额',
    '是否低保',
    '开户名',
    '账号',
    '纳入时间',
  ]
  return {
    file: `${townName}残疾人两项补贴名册（${sayMonth(month)}）.${ending}`,
    ledger: 'disability_subsidy',
    period: month,
    ...wholeTown(month, month),
    sheets: [
      {
        name: '两项补贴',
        title: `${townName}${sayMonth(month)}残疾人两项补贴名册`,
        headings,
        rows,
        ...(ending === 'xlsx' ? { subtotal: { by: 2, sum: 13 } } : {}),
      },
    ],
  }
}

export function childrenRoster(town: Town, mess: Mess, { month, program }: { month: string; program: 'orphan' | 'unattended_child' }): TableFile {
  const title = program === 'orphan' ? '孤儿' : '事实无人抚养儿童'
  const rows = town.children
    .filter((child) => child.program === program && isActive(child, month))
    .map((child, at): CellValue[] => [
      at + 1,
      child.childNo,
      mess.place(child.person.community),
      child.person.name,
      asWritten(child.person, month).sex,
      town.typedInRosters.get(`${program} ${child.person.id}`) ?? mess.id(child.person.id),
      mess.date(asWritten(child.person, month).birth, 'chinese'),
      program === 'orphan' ? '社会散居孤儿' : '社会散居事实无人抚养',
      child.father.person.name,
      mess.id(child.father.person.id),
      child.father.situation,
      child.mother.person.name,
      mess.id(child.mother.person.id),
      child.mother.situation,
      child.guardian.person.name,
      mess.id(child.guardian.person.id),
      child.guardian.relation,
      mess.month(child.from),
      mess.money(childFen(child, month)),
      child.guardian.person.name,
      child.person.account,
      child.school,
      child.isAtSchool ? '是' : '否',
    ])
  const headings = [
    '序号',
    '儿童编号',
    '社区',
    '儿童姓名',
    '性别',
    '身份证号',
    '出生日期',
    '儿童类别',
    '父亲姓名',
    '父亲身份证号',
    '父亲情形',
    '母亲姓名',
    '母亲身份证号',
    '母亲情形',
    '监护人',
    '监护人身份证号',
    '与儿童关系',
    '纳入时间',
    '发放标准',
    '领取人',
    '银行账号',
    '就读学校',
    '是否在校',
  ]
  return {
    file: `${townName}${title}台账（${sayMonth(month)}）.xlsx`,
    ledger: program === 'orphan' ? 'orphans' : 'unattended_children',
    period: month,
    ...wholeTown(month, month),
    sheets: [{ name: title, title: `${townName}${title}台账（${sayMonth(month)}）`, headings, rows, footer: '填报人：何玉　　审核人：李敏' }],
  }
}

export function leftBehindRoster(town: Town, mess: Mess, month: string): TableFile {
  const rows = town.leftBehind
    .toSorted((a, b) => a.person.community - b.person.community)
    .map((child, at): CellValue[] => [
      at + 1,
      communityAt(child.person.community).official,
      child.person.name,
      asWritten(child.person, month).sex,
      child.typedId ?? mess.id(child.person.id),
      child.school === '' ? null : child.school,
      child.grade,
      child.father.name,
      mess.id(child.father.id),
      child.fatherPlace,
      child.father.phone,
      child.mother.name,
      mess.id(child.mother.id),
      child.motherPlace,
      child.mother.phone,
      '双方外出',
      ...(child.isCarerUnnamed === true
        ? [null, null, null, null, null]
        : [child.carer.name, mess.id(child.carer.id), child.relation, child.carer.phone, '良好']),
      child.stated.isSigned ? '是' : '否',
      mess.date(child.stated.on, 'dot'),
      child.stated.number,
      '每周一次',
      '低',
    ])
  const headings = [
    '序号',
    '社区',
    '儿童姓名',
    '性别',
    '身份证号',
    '就读学校',
    '年级',
    '父亲姓名',
    '父亲身份证号',
    '父亲务工地',
    '父亲电话',
    '母亲姓名',
    '母亲身份证号',
    '母亲务工地',
    '母亲电话',
    '留守类型',
    '被委托人姓名',
    '被委托人身份证号',
    '被委托人关系',
    '被委托人电话',
    '被委托人健康',
    '委托照护协议（是否签订）',
    '委托照护协议签订日期',
    '确认书编号',
    '联系频次',
    '风险等级',
  ]
  return {
    file: `${townName}留守儿童信息表（${sayMonth(month)}）.xlsx`,
    ledger: 'left_behind',
    period: month,
    ...wholeTown(month, month),
    sheets: [{ name: '留守儿童', title: `${townName}留守儿童信息表（${sayMonth(month)}）`, headings, rows, mergeColumn: 1 }],
  }
}
