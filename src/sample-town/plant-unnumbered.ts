import type { Application, Stop } from './model.ts'
import { extra, subsidyFen } from './payments.ts'
import type { Person } from './people.ts'
import { communityAt } from './places.ts'
import { inTime } from './plant-overlooked.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const from = '2026-05'
const last = '2026-09'

/** What is wrong with rows that have no number: the name in its list and community is all there is. */
export function plantUnnumbered(register: Register, truth: TruthBook): void {
  plantLate(register, truth)
  plantInquiries(register, truth)
  plantStops(register, truth)
  plantAccounts(register, truth)
}

function grown(register: Register, community: number, born: [number, number] = [1960, 1985]): Person {
  return register.people.make({ born, community })
}

/** An application of April 2026 that was refused in time after everything that is due. */
function apply(register: Register, community: number, program: string, change: Partial<Application>): Person {
  const person = grown(register, community, [1944, 1954])
  register.addApplication(person, {
    program,
    from: '2026-06',
    cause: '年老无依靠',
    change: {
      isWithoutId: true,
      ...inTime,
      firstPaidOn: null,
      outcome: '不予确认',
      reason: '家庭收入超过标准',
      ...change,
    },
  })
  return person
}

function plantLate(register: Register, truth: TruthBook): void {
  const check = 'late-application'
  const open = { noticeFrom: null, noticeTo: null, decidedOn: null, outcome: '', reason: '' }
  truth.wrong({ check, person: apply(register, 3, '特困', open), typedId: '', program: 'tekun', months: [], note: '四月受理，至今没有确认，登记没有证号' })
  const late = { decidedOn: '2026-07-28' }
  truth.wrong({ check, person: apply(register, 0, '低保', late), typedId: '', program: 'dibao', months: [], note: '四月受理，七月底才有结果，登记没有证号' })
  const helped = grown(register, 6)
  register.addAid(helped, {
    on: '2026-05-11',
    kind: '急难型',
    cause: '疾病',
    category: '其他',
    change: { typedId: '', acceptedOn: '2026-05-12', decidedOn: '2026-05-27', paidOn: '2026-05-29' },
  })
  truth.wrong({ check, person: helped, typedId: '', program: 'temporary_aid', months: [], note: '急难型十八天才发放，台账没有证号' })
  const withdrawn = apply(register, 5, '特困', { ...open, outcome: '本人放弃', reason: '投靠女儿' })
  truth.lookAlike({ check, person: withdrawn, typedId: '', program: 'tekun', note: '没有证号，申请人撤回' }, 'withdrawn')
}

function plantInquiries(register: Register, truth: TruthBook): void {
  for (const community of [1, 0]) {
    const single = apply(register, community, '低保', { surveyors: communityAt(register.at(community)).visitors[0] ?? '' })
    truth.wrong({ check: 'one-surveyor', person: single, typedId: '', program: 'dibao', months: ['2026-05'], note: '调查只有一人签名，登记没有证号' })
    const short = apply(register, community, '低保', { noticeTo: '2026-05-12' })
    truth.wrong({ check: 'publicity-short', person: short, typedId: '', program: 'dibao', months: ['2026-05'], note: '公示五天，登记没有证号' })
  }
  const proper = apply(register, 4, '低保', {})
  for (const check of ['one-surveyor', 'publicity-short'])
    truth.lookAlike({ check, person: proper, typedId: '', program: 'dibao', note: '没有证号，两人调查，公示八天' }, 'in order but for the number')
}

function plantStops(register: Register, truth: TruthBook): void {
  const check = 'stop-without-notice'
  const stop = (community: number, given: Pick<Stop, 'reason' | 'heardOn' | 'notifiedOn'>): Person => {
    const person = grown(register, community, [1944, 1958])
    register.town.stops.push({ person, isWithoutId: true, program: '低保', action: '终止', decidedOn: '2026-08-20', stopMonth: '2026-09', ...given })
    return person
  }
  for (const community of [2, 7]) {
    const untold = stop(community, { reason: '家庭收入提高', heardOn: '2026-08-11', notifiedOn: null })
    truth.wrong({ check, person: untold, typedId: '', program: 'dibao', months: ['2026-08'], note: '终止低保没有告知，登记没有证号' })
  }
  const dead = stop(5, { reason: '死亡', heardOn: null, notifiedOn: null })
  truth.lookAlike({ check, person: dead, typedId: '', program: 'dibao', note: '没有证号，因死亡终止' }, 'a death is not told')
}

/** Nobody knows whose money it is; into whose account it went stands there. */
function plantAccounts(register: Register, truth: TruthBook): void {
  const program = 'disability_care'
  const paid = (community: number, holder?: Person): Person => {
    const person = grown(register, community)
    if (holder !== undefined) person.paidInto = { from, account: holder.account, holder: holder.name }
    for (const month of ['2026-05', '2026-06', '2026-07', '2026-08', last]) {
      const fen = subsidyFen({ person, program, level: 2, from, to: null }, month)
      const due = { program, person, month, fen, cardNo: '', size: 1, community: person.community, paidOn: `${month}-18`, item: '重度残疾人护理补贴' }
      register.town.extraPayments.push({ ...extra({ ...due, kind: '正常发放' }), typedId: '' })
    }
    return person
  }
  for (const community of [4, 0]) {
    const staff = grown(register, community, [1970, 1990])
    register.town.staff.push({ person: staff, post: '委员', from: '2022-05' })
    truth.wrong({
      check: 'staff-account',
      person: paid(community, staff),
      typedId: '',
      program,
      from,
      to: last,
      overpaid: null,
      otherwise: 'account-of-another',
      note: '明细没有证号，补贴打进两委委员的账户',
    })
  }
  const stranger = paid(6, grown(register, 6, [1970, 1990]))
  const money = { typedId: '', program, from, to: last, overpaid: null }
  truth.wrong({ check: 'account-of-another', person: stranger, ...money, note: '明细没有证号，账户户名是不相干的人' })
  const own = paid(1)
  for (const check of ['staff-account', 'account-of-another'])
    truth.lookAlike({ check, person: own, typedId: '', program, note: '明细没有证号，打进本人账户' }, 'own account')
}
