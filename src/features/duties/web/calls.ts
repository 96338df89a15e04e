import { client } from '#src/ui/call.ts'
import { uploader } from '#src/ui/transfer.ts'
import { reader } from '#src/ui/use-call.ts'
import type { api as accounts } from '../../accounts/contract.ts'
import type { api as ledgers } from '../../ledgers/contract.ts'
import type { api as problems } from '../../problems/contract.ts'
import type { api } from '../contract.ts'

export const call = client<typeof api>()
export const useRead = reader<typeof api>()
export const callLedgers = client<typeof ledgers>()
export const useLedgers = reader<typeof ledgers>()
export const useProblems = reader<typeof problems>()
export const useAccounts = reader<typeof accounts>()
export const callAccounts = client<typeof accounts>()
const put = uploader<typeof accounts>()

/** Sends one photo or paper as proof and gives its id. */
export async function sendProof(file: File, onProgress: (part: number) => void): Promise<string> {
  const { attachment } = await put('POST /api/attachments', file, { query: { name: file.name }, onProgress })
  return attachment
}
