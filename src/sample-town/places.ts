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

export const communities: readonly Community[] = [
  community('青柳', true, 38, ['王秀英', '何玉', '曾小兵']),
  community('桥头', false, 37, ['陈志强', '赵敏', '郑爱国']),
  community('石门', false, 34, ['刘芳', '韩梅', '段成']),
  community('东岭', false, 31, ['谢红梅', '苏婷', '尹江']),
  community('河湾', false, 41, ['马建军', '林洁', '易小春']),
  community('茶场', false, 27, ['彭志刚', '魏兰', '汤建平']),
  community('双井', false, 33, ['彭志明', '白雪', '龚正']),
  community('安居苑安置点', true, 35, ['郭晓东', '田甜', '贺云']),
]

export function communityAt(index: number): Community {
  const found = communities[index]
  if (found === undefined) throw new Error(`no community ${index}`)
  return found
}
