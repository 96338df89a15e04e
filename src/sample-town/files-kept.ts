import { sayMonth } from '../domain/months.ts'
import type { Town } from './town.ts'
import type { CellValue, Mess } from './mess.ts'
import { communityAt, town as townName } from './places.ts'
import { wholeTown } from './files-rosters.ts'
import type { TableFile } from './table.ts'

/** Ledgers that the town and the communities keep themselves. */
export function keptFiles(town: Town, mess: Mess): TableFile[] {
  return [
    temporaryAid(town, mess),
    applications(town, mess),
    ...(town.visits.some((visit) => visit.on < '2026-09') ? [visits(town, mess, ['2026-07', '2026-08'])] : []),
    visits(town, mess, ['2026-09', '2026-09']),
    agreements(town, mess),
    streetReturns(town, mess),
    stops(town, mess),
    kin(town, mess),
    ...['2026-08', '2026-09'].map((month) => reports(town, mess, month)),
  ]
}

function temporaryAid(town: Town, mess: Mess): TableFile {
  const headings = [
    '序号',
    '申请编号',
    '村（社区）',
    '申请人',
    '申请人身份证号',
    '家庭住址',
    '家庭人口',
    '家庭类别',
    '救助类型',
    '困难类型',
    '申请日期',
    '受理日期',
    '公示开始日期',
    '公示结束日期',
    '审批日期',
    '发放日期',
    '救助金额',
    '发放方式',
    '一卡通账号',
    '经办人',
  ]
  const rows = town.aids
    .toSorted((a, b) => a.appliedOn.localeCompare(b.appliedOn) || a.number.localeCompare(b.number))
    .map((aid, at): CellValue[] => [
      at + 1,
      aid.number,
      mess.place(aid.person.community),
      aid.typedName ?? mess.name(aid.person.name),
      aid.typedId ?? mess.id(aid.person.id),
      aid.person.address,
      aid.familySize,
      aid.familyCategory,
      aid.kind,
      aid.cause,
      mess.date(aid.appliedOn, 'dot'),
      mess.date(aid.acceptedOn, 'dot'),
      mess.date(aid.noticeFrom, 'dot'),
      mess.date(aid.noticeTo, 'dot'),
      mess.date(aid.decidedOn, 'dot'),
      mess.date(aid.paidOn, 'dot'),
      mess.money(aid.fen),
      '一卡通',
      aid.person.account,
      '李敏',
    ])
  return {
    file: '临时救助台账（2025年1月-2026年9月）.xlsx',
    ledger: 'temporary_aid',
    ...wholeTown('2025-01', '2026-09'),
    sheets: [
      {
        name: '临时救助',
        title: `${townName}临时救助台账`,
        line: '单位：元',
        headings,
        rows,
        footer: '填报人：李敏　　审核人：陈静　　填报日期：2026年9月30日',
      },
    ],
  }
}

function applications(town: Town, mess: Mess): TableFile {
  const headings = [
    '申请编号',
    '村（社区）',
    '申请人',
    '申请人身份证号',
    '救助项目',
    '申请日期',
    '接收日期',
    '转报日期',
    '受理日期',
    '入户调查日期',
    '调查人',
    '公示开始日期',
    '公示结束日期',
    '确认日期',
    '首次发放日期',
    '审批结果',
    '不予确认原因',
    '申请原因',
    '经办人',
  ]
  const rows = town.applications
    .toSorted((a, b) => a.appliedOn.localeCompare(b.appliedOn) || a.number.localeCompare(b.number))
    .map((row): CellValue[] => [
      row.number,
      mess.place(row.community),
      mess.name(row.person.name),
      row.isWithoutId === true ? null : mess.id(row.person.id),
      row.program,
      mess.date(row.appliedOn, 'serial'),
      mess.date(row.receivedOn, 'serial'),
      mess.date(row.forwardedOn, 'serial'),
      mess.date(row.acceptedOn, 'serial'),
      mess.date(row.surveyedOn, 'serial'),
      row.surveyors,
      mess.date(row.noticeFrom, 'serial'),
      mess.date(row.noticeTo, 'serial'),
      mess.date(row.decidedOn, 'serial'),
      mess.date(row.firstPaidOn, 'serial'),
      row.outcome,
      row.reason === '' ? null : row.reason,
      row.cause,
      '李敏',
    ])
  return {
    file: '社会救助申请受理登记簿.xlsx',
    ledger: 'applications',
    ...wholeTown('2025-01', '2026-09'),
    sheets: [{ name: '申请登记', title: `${townName}社会救助申请受理登记簿（2025年1月至2026年9月）`, headings, rows }],
  }
}

function visits(town: Town, mess: Mess, [from, to]: [from: string, to: string]): TableFile {
  const said = from === to ? sayMonth(from) : `${sayMonth(from)}至${Number(to.slice(5))}月`
  const headings = [
    '走访对象姓名',
    '走访对象身份证号码',
    '所属街道（镇）',
    '所属村居（社区）',
    '走访对象家庭住址',
    '保障类别',
    '走访人姓名',
    '走访内容',
    '发现问题',
    '走访类型',
    '走访时间',
  ]
  const rows = town.visits
    .filter((visit) => from <= visit.on && visit.on.slice(0, 7) <= to)
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id))
    .map((visit): CellValue[] => [
      mess.name(visit.name),
      mess.id(visit.id),
      townName,
      mess.place(visit.community),
      visit.place,
      visit.category,
      visit.by,
      visit.content,
      visit.found,
      visit.kind,
      mess.date(visit.on, 'chinese'),
    ])
  return {
    file: `${said}走访记录表.xlsx`,
    ledger: 'visits',
    ...wholeTown(from, to),
    sheets: [{ name: '走访记录', title: `${townName}${said}走访记录表`, headings, rows }],
  }
}

function agreements(town: Town, mess: Mess): TableFile {
  const headings = ['协议编号', '社区', '协议类型', '照料对象', '照料对象身份证号', '照料人姓名', '照料人身份证号', '与对象关系', '签订日期', '到期日期']
  const rows = town.agreements
    .toSorted((a, b) => a.number.localeCompare(b.number))
    .map((row): CellValue[] => [
      row.number,
      mess.place(row.community),
      row.kind,
      row.name,
      mess.id(row.id),
      row.carer.name,
      mess.id(row.carer.id),
      row.relation,
      mess.date(row.signedOn, 'dash'),
      mess.date(row.endsOn, 'dash'),
    ])
  return {
    file: '委托照料和委托照护协议登记.xlsx',
    ledger: 'agreements',
    ...wholeTown('2024-01', '2026-09'),
    sheets: [{ name: '协议登记', title: `${townName}照料协议、委托照护协议登记`, headings, rows }],
  }
}

function streetReturns(town: Town, mess: Mess): TableFile {
  const headings = ['序号', '姓名', '身份证号', '人员类别', '入站日期', '送返日期', '次数', '送返地', '社区']
  const rows = town.streetReturns
    .toSorted((a, b) => a.returnedOn.localeCompare(b.returnedOn) || a.person.id.localeCompare(b.person.id))
    .map((row, at): CellValue[] => [
      at + 1,
      row.person.name,
      row.typedId ?? mess.id(row.person.id),
      row.category,
      mess.date(row.enteredOn, 'dot'),
      mess.date(row.returnedOn, 'dot'),
      1,
      `${townName}${communityAt(row.person.community).official}`,
      communityAt(row.person.community).official,
    ])
  return {
    file: '2026年9月流散人员送返登记.xlsx',
    ledger: 'street_returns',
    ...wholeTown('2026-09', '2026-09'),
    sheets: [{ name: '送返登记', title: `${townName}2026年9月生活无着的流散人员送返登记表`, headings, rows }],
  }
}

function stops(town: Town, mess: Mess): TableFile {
  const headings = ['序号', '社区', '姓名', '身份证号', '项目', '处理方式', '停发原因', '听取意见日期', '决定日期', '告知日期', '停发月份', '经办人']
  const rows = town.stops
    .toSorted((a, b) => a.decidedOn.localeCompare(b.decidedOn) || a.person.id.localeCompare(b.person.id))
    .map((row, at): CellValue[] => [
      at + 1,
      mess.place(row.person.community),
      mess.name(row.person.name),
      row.isWithoutId === true ? null : mess.id(row.person.id),
      row.program,
      row.action,
      row.reason,
      mess.date(row.heardOn, 'dash'),
      mess.date(row.decidedOn, 'dash'),
      mess.date(row.notifiedOn, 'dash'),
      mess.month(row.stopMonth),
      '李敏',
    ])
  return {
    file: '停发减发登记.xlsx',
    ledger: 'stops',
    ...wholeTown('2025-01', '2026-09'),
    sheets: [{ name: '停发登记', title: `${townName}社会救助停发、减发登记`, headings, rows }],
  }
}

function kin(town: Town, mess: Mess): TableFile {
  const headings = [
    '序号',
    '社区',
    '工作人员姓名',
    '工作人员身份证号',
    '职务（职级）',
    '关系',
    '救助对象姓名',
    '救助对象身份证',
    '社会救助种类',
    '备案日期',
    '县级是否入户',
  ]
  const rows = town.kin.map((row, at): CellValue[] => [
    at + 1,
    mess.place(row.person.community),
    row.staff.person.name,
    mess.id(row.staff.person.id),
    row.staff.post,
    row.relation,
    row.person.name,
    mess.id(row.person.id),
    row.program,
    mess.date(row.registeredOn, 'dash'),
    row.isUnvisited === true ? '否' : '是',
  ])
  return {
    file: '近亲属备案表.xlsx',
    ledger: 'kin_register',
    ...wholeTown('2020-01', '2026-09'),
    sheets: [{ name: '备案表', title: `${townName}社会救助经办人员和两委成员近亲属享受救助备案表`, headings, rows }],
  }
}

function reports(town: Town, mess: Mess, month: string): TableFile {
  const headings = ['月份', '社区', '报告类型', '人数', '零报告', '姓名', '身份证号', '死亡日期', '享受待遇', '处理情况', '报告人', '报告日期']
  const rows = town.reports
    .filter((report) => report.month === month)
    .map((report): CellValue[] => [
      sayMonth(month),
      communityAt(report.community).official,
      report.kind,
      report.count,
      report.count === 0 ? '是' : '否',
      report.person?.name ?? null,
      report.person === null ? null : mess.id(report.person.id),
      mess.date(report.on, 'dot'),
      report.benefit === '' ? null : report.benefit,
      report.handled === '' ? null : report.handled,
      communityAt(report.community).visitors[0] ?? null,
      mess.date(`${month}-28`, 'dash'),
    ])
  return {
    file: `死亡与就业月报（${sayMonth(month)}）.xlsx`,
    ledger: 'monthly_reports',
    period: month,
    ...wholeTown(month, month),
    sheets: [{ name: '月报', title: `${townName}${sayMonth(month)}死亡人员和保障对象就业月报`, headings, rows }],
  }
}
