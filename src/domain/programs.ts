interface ProgramWords {
  /** On forms and lists. */
  name: string
  /** What a sentence says was paid. */
  paid: string
  /** Where only a few signs have room. */
  short: string
}

const ofTheTown = {
  dibao: { name: '低保', paid: '低保金', short: '低保' },
  marginal: { name: '低保边缘', paid: '低保边缘家庭救助', short: '低保边缘' },
  rigid: { name: '刚性支出困难', paid: '刚性支出困难家庭救助', short: '刚性支出困难' },
  tekun: { name: '特困供养', paid: '特困供养金', short: '特困' },
  disability_living: { name: '困难残疾人生活补贴', paid: '困难残疾人生活补贴', short: '生活补贴' },
  disability_care: { name: '重度残疾人护理补贴', paid: '重度残疾人护理补贴', short: '护理补贴' },
  temporary_aid: { name: '临时救助', paid: '临时救助金', short: '临时救助' },
  orphan: { name: '孤儿基本生活费', paid: '孤儿基本生活费', short: '孤儿' },
  unattended_child: { name: '事实无人抚养儿童补贴', paid: '事实无人抚养儿童基本生活补贴', short: '事实无人抚养' },
  street: { name: '流散人员救助', paid: '流散人员救助', short: '流散救助' },
  left_behind: { name: '留守儿童关爱', paid: '留守儿童关爱', short: '留守儿童' },
} as const satisfies Record<string, ProgramWords>

/** Paid by others: lists name them, and some go with no benefit of the town. */
const ofOthers = {
  injury_care: { name: '工伤生活护理费', paid: '工伤生活护理费', short: '工伤护理费' },
  elderly: { name: '高龄津贴', paid: '高龄津贴', short: '高龄津贴' },
  pension: { name: '养老金', paid: '养老金', short: '养老金' },
} as const satisfies Record<string, ProgramWords>

export type Program = keyof typeof ofTheTown
type Benefit = Program | keyof typeof ofOthers

const words: Readonly<Record<string, ProgramWords>> = { ...ofTheTown, ...ofOthers }

/** Codes of the programs that this town carries out, in the order in which they are listed. */
export const programs = Object.keys(ofTheTown) as [Program, ...Program[]]

/** Whose people only those see who work with children. */
export const childPrograms: readonly string[] = ['orphan', 'unattended_child', 'left_behind'] satisfies Program[]

/** Paid to a household: the head's payment is everybody's. */
export const householdPrograms: readonly string[] = ['dibao', 'marginal', 'rigid'] satisfies Program[]

/** What the 社会救助法 calls 社会救助 and pays regularly; subsidies of the disabled and children's money are welfare. Nobody has two of them. */
export const assistancePrograms: readonly string[] = [...householdPrograms, 'tekun']

/** Codes of everything that a list of payments can name: the town's programs, then those of others. */
export const benefits = Object.keys(words) as [Benefit, ...Benefit[]]

/** A program's code in words; a code that nobody knows stays as it is. */
export function programWord(code: string, form: keyof ProgramWords): string {
  return words[code]?.[form] ?? code
}
