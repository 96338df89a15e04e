import { client, type OutputOf } from '#src/ui/call.ts'
import { uploader } from '#src/ui/transfer.ts'
import { reader } from '#src/ui/use-call.ts'
import type { api as accountsApi } from '#src/features/accounts/contract.ts'
import type { api } from '../contract.ts'

export const call = client<typeof api>()
export const useRead = reader<typeof api>()
export const useAccounts = reader<typeof accountsApi>()
export const callAccounts = client<typeof accountsApi>()
export const upload = uploader<typeof accountsApi>()

export type Selfcheck = OutputOf<(typeof api)['GET /api/selfcheck']>
export type Item = Selfcheck['items'][number]
export type Question = Item['questions'][number]
export type Year = Item['years'][number]
export type Lack = Selfcheck['lacks'][number]
export type SideBySide = OutputOf<(typeof api)['GET /api/selfcheck/side-by-side']>
export type Log = OutputOf<(typeof api)['GET /api/selfcheck/log']>

export const answerWords = { none: '无', some: '有', not_applicable: '不适用' } as const

export type Kind = keyof typeof answerWords

/** What is said to one question; what is left out stays as it was. */
export interface Given {
  answer: Kind
  count?: number
  text?: string
  explanation?: string
  attachments?: string[]
}

/** The place of a question on the page, for links and keys. */
export const questionId = (cell: string, question: string): string => `q-${cell}-${question}`
export const yearId = (cell: string, year: number): string => `y-${cell}-${year}`
export const cellId = (cell: string): string => `cell-${cell}`

export function placeOfLack(lack: Lack): string {
  if (lack.question !== null) return questionId(lack.cell, lack.question)
  return lack.year === null ? cellId(lack.cell) : yearId(lack.cell, lack.year)
}

/** The open leads of some topics in a community, in the leads' list. */
export function leadsAddress(community: string, topics: readonly string[]): string {
  return `/leads?division=${community}&state=open${topics.map((topic) => `&topic=${topic}`).join('')}`
}
