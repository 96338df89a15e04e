import { ageOn, addDays, addMonthsToDate } from '../../../domain/plain-date.ts'

export interface Facts {
  kind: 'tekun' | 'left_behind'
  /** The person's own birth date, from the id. */
  birthDate: string | null
  carerName: string | null
  carerBirthDate: string | null
  carerHealth: string | null
  /** How many people on the rosters this carer looks after. */
  caresFor: number
  areParentsAway: boolean
  /** The newest agreement that the register or the roster shows. */
  agreement: { signedOn: string | null; endsOn: string | null } | null
  ask: { on: string; lives: string; fitness: string; parentsContactOn: string | null } | null
}

export interface Rules {
  /** The town's own age above which a carer is asked about; without it nobody is. */
  askAge: number | null
  isAgreementRequired: boolean
  today: string
}

export type Question =
  | 'alone'
  | 'no_carer'
  | 'unfit'
  | 'carer_is_minor'
  | 'carer_age'
  | 'carer_health'
  | 'cares_for_many'
  | 'no_agreement'
  | 'agreement_over'
  | 'agreement_due'
  | 'contact_late'
  | 'never_asked'

/** These want somebody there today: a child alone, nobody who cares, a carer found unfit. */
export const urgentQuestions: readonly Question[] = ['alone', 'no_carer', 'unfit', 'carer_is_minor']

const isWorrying = (health: string): boolean => !/健康|良好|一般|正常|无/.test(health) && health.trim() !== ''

/**
 * What there is to ask about somebody's care. Age, health and number are questions, never a finding (they say 请核实);
 * unfitness is what a person found by 未成年人保护法第二十一、二十二条. Parents are in touch at least weekly (第二十三条, from
 * 2021-06-01): later than two weeks is asked about, since one missed note is no missed call.
 */
export function questionsOf(facts: Facts, { askAge, isAgreementRequired, today }: Rules): Question[] {
  const isChild = facts.kind === 'left_behind'
  const age = facts.birthDate === null ? null : ageOn(facts.birthDate, today)
  const carerAge = facts.carerBirthDate === null ? null : ageOn(facts.carerBirthDate, today)
  const { agreement, ask } = facts
  const has: [Question, boolean][] = [
    ['alone', ask?.lives === 'alone' && (!isChild || age === null || age < 16)],
    ['no_carer', facts.carerName === null && ask?.lives !== 'at_school' && ask?.fitness !== 'fit' && (!isChild || facts.areParentsAway)],
    ['unfit', ask?.fitness === 'unfit'],
    ['carer_is_minor', carerAge !== null && carerAge < 18],
    ['carer_age', askAge !== null && carerAge !== null && carerAge >= askAge && ask?.fitness !== 'fit'],
    ['carer_health', facts.carerHealth !== null && isWorrying(facts.carerHealth) && ask?.fitness !== 'fit'],
    ['cares_for_many', facts.caresFor > 2 && ask?.fitness !== 'fit'],
    ['no_agreement', isAgreementRequired && agreement === null && facts.carerName !== null],
    ['agreement_over', agreement !== null && agreement.endsOn !== null && agreement.endsOn <= today],
    ['agreement_due', agreement !== null && agreement.endsOn !== null && agreement.endsOn > today && agreement.endsOn <= addDays(today, 30)],
    ['contact_late', isChild && ask !== null && (ask.parentsContactOn === null || ask.parentsContactOn < addDays(ask.on, -14))],
    ['never_asked', ask === null || ask.on < addMonthsToDate(today, -12)],
  ]
  return has.filter(([, is]) => is).map(([question]) => question)
}
