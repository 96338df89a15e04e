import type { Area } from '../../../domain/problem-words.ts'

export interface Topic {
  code: string
  title: string
  area: Area
  /** Found in an item's text; parts separated by a space must all be found, `a|b` is either. */
  words: string[]
}

export const warningKinds = [
  'omission',
  'missing_section',
  'numbering_gap',
  'count_mismatch',
  'watermark',
  'placeholder',
  'doubled',
  'year_inferred',
  'gap',
  'overlap',
  'reversed',
  'outside',
] as const
export type WarningKind = (typeof warningKinds)[number]

/** Half-open range of UTF-16 offsets in the text that was given to the parser. */
export type Range = [start: number, end: number]

export interface PlanWarning {
  kind: WarningKind
  /** The place in the paper's own numbers, such as （五）四是. */
  where: string
  message: string
  at: Range | null
}

/** Where a part of the plan was read: in the body, or only in the table of contents because the body lost it. */
export type FoundIn = 'body' | 'contents'

export interface PlanItem {
  /** The paper's own number; null when the beginning is lost or the paper gave none. */
  no: number | null
  /** True exactly when `no` is null. */
  fragment: boolean
  text: string
  topics: string[]
  /** True when the end is lost (an omission follows or the sentence breaks off). */
  cut: boolean
  /** For a fragment right before item n: n − 1. */
  likelyNo: number | null
  foundIn: FoundIn
  /** Units in a trailing bracket 【责任单位：…】. */
  responsible: string[]
  /** The bracket's 完成时限 in the paper's words. */
  due: string | null
  anchor: Range
}

export interface PlanArea {
  no: number | null
  /** Null when neither title nor words name one of the five groups: a person chooses. */
  code: Area | null
  title: string
  foundIn: FoundIn
  items: PlanItem[]
  anchor: Range | null
}

export interface PlanStage {
  no: number
  name: string
  /** YYYY-MM-DD, or YYYY-MM where no day is written, or null. */
  start: string | null
  end: string | null
  /** The first and the last full day that `start` and `end` mean (months, 上旬, 底前 worked out). */
  startsOn: string | null
  endsOn: string | null
  text: string
  foundIn: FoundIn
  anchor: Range
}

export interface PlanSafeguard {
  no: number
  title: string
  text: string
  foundIn: FoundIn
  anchor: Range
}

/** A body and what the paper makes it do, in the paper's words. */
export interface PlanRole {
  name: string
  role: string
  anchor: Range
}

/** A recurring duty in the paper's words, such as 每月走访 or 每周五17:00前. */
export interface PlanRhythm {
  every: string
  text: string
  anchor: Range
}

/** What `plan FILE` prints (contract.md), with the places of the words in the text. */
export interface Plan {
  title: string | null
  issuer: string | null
  issueNumber: string | null
  date: string | null
  basis: string | null
  lookBack: { from: string | null; to: string | null }
  areas: PlanArea[]
  stages: PlanStage[]
  bodies: string[]
  safeguards: PlanSafeguard[]
  warnings: PlanWarning[]
  roles: PlanRole[]
  rhythms: PlanRhythm[]
}
