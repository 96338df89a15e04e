export interface Community {
  /** As the town lists it. */
  name: string
  /** As a letterhead writes it. */
  official: string
  /** Other ways in which lists name it. */
  variants: string[]
  isUrban: boolean
  dibaoHouseholds: number
  visitors: string[]
}

export const town = '青禾镇'
export const county = '云岭县'

function community(name: string, isUrban: boolean, dibaoHouseholds: number, visitors: string[]): Community {
  const official = name.endsWith('安置点') ? name : `${name}社区`
  const variants = name.endsWith('安置点') ? [name, `${town}${name}`] : [official, `${official}居委会`, `${town}${official}`, name]
  return { name, official, variants, isUrban, dibaoHouseholds, visitors }
}

/** The eight places that a town of any size repeats: two in three are villages. */
const pattern: readonly Community[] = [
  community('青柳', true, 38, ['王秀英', '何玉', '曾小兵']),
  community('桥头', false, 37, ['陈志强', '赵敏', '郑爱国']),
  community('石门', false, 34, ['刘芳', '韩梅', '段成']),
  community('东岭', false, 31, ['谢红梅', '苏婷', '尹江']),
  community('河湾', false, 41, ['马建军', '林洁', '易小春']),
  community('茶场', false, 27, ['彭志刚', '魏兰', '汤建平']),
  community('双井', false, 33, ['彭志明', '白雪', '龚正']),
  community('安居苑安置点', true, 35, ['郭晓东', '田甜', '贺云']),
]

/** Places of a large town beyond the eight. */
const farther = Array.from('竹枫枣榆槐杏梨桂', (tree) => Array.from('溪坪冲岗坝', (ground) => tree + ground)).flat()
const familyNames = Array.from('周吴郑王冯陈褚卫蒋沈韩杨')
const givenNames = ['丽华', '志国', '小燕', '建平', '秀兰']

const communities: readonly Community[] = [
  ...pattern,
  ...farther.map((name, at) => {
    const visitors = [0, 1, 2].map((no) => `${familyNames[(at + no * 5) % familyNames.length] ?? ''}${givenNames[(at + no) % givenNames.length] ?? ''}`)
    const like = pattern[at % pattern.length]
    return community(name, like?.isUrban ?? false, like?.dibaoHouseholds ?? 0, visitors)
  }),
]

export type SizeName = 'small' | 'demo' | 'large'

/** How much there is of everything; a demo town is what people know, a small one is quick, a large one is a big town of 48 communities. */
export interface TownSize {
  name: SizeName
  communities: number
  /** Share of the usual 低保 households of a community. */
  dibaoShare: number
  tekun: number
  cardHolders: number
  children: number
  leftBehind: number
  naturalDeaths: number
  endedFamilies: number
  aids: number
  streetReturns: number
  /** Families in 低保边缘 and with 刚性支出困难. */
  borderline: number
  visitedFamilies: number
  returnedPayments: number
  /** Strangers on the county's lists of deaths and of salaries. */
  strangers: number
  /** How often everything is planted; each time in the next eight communities. */
  plantings: number
  /** Whether wrongs that several programs know are planted in each of them. */
  inEachProgram: boolean
}

export const townSizes: Record<SizeName, TownSize> = {
  small: {
    name: 'small',
    communities: 2,
    dibaoShare: 0.2,
    tekun: 6,
    cardHolders: 14,
    children: 4,
    leftBehind: 6,
    naturalDeaths: 4,
    endedFamilies: 3,
    aids: 6,
    streetReturns: 2,
    borderline: 5,
    visitedFamilies: 6,
    returnedPayments: 2,
    strangers: 40,
    plantings: 1,
    inEachProgram: true,
  },
  demo: {
    name: 'demo',
    communities: 8,
    dibaoShare: 1,
    tekun: 62,
    cardHolders: 130,
    children: 26,
    leftBehind: 58,
    naturalDeaths: 26,
    endedFamilies: 22,
    aids: 44,
    streetReturns: 5,
    borderline: 24,
    visitedFamilies: 45,
    returnedPayments: 9,
    strangers: 260,
    plantings: 1,
    inEachProgram: false,
  },
  large: {
    name: 'large',
    communities: 48,
    dibaoShare: 0.9,
    tekun: 1600,
    cardHolders: 1800,
    children: 200,
    leftBehind: 240,
    naturalDeaths: 160,
    endedFamilies: 130,
    aids: 280,
    streetReturns: 30,
    borderline: 140,
    visitedFamilies: 280,
    returnedPayments: 60,
    strangers: 3000,
    plantings: 6,
    inEachProgram: true,
  },
}

export function communitiesOf(size: TownSize): Community[] {
  return communities.slice(0, size.communities)
}

/** Where a plant meant for one of the eight stands: in a small town in the first place of its kind, in a large one in its planting's eight. */
export function placeOfPlant(meant: number, { size, planting }: { size: TownSize; planting: number }): number {
  if (meant >= pattern.length) return meant
  if (size.communities < pattern.length) return communityAt(meant).isUrban ? 0 : 1
  return meant + planting * pattern.length
}

export function communityAt(index: number): Community {
  const found = communities[index]
  if (found === undefined) throw new Error(`no community ${index}`)
  return found
}
