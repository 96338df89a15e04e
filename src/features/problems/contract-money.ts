import { z } from 'zod'
import { moneyKinds, recoveryWays } from '../../domain/problem-words.ts'
import { contract } from '../../platform/http/endpoint.ts'

const problem = z.object({ problem: z.uuid() })
const version = z.number().int()
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期写成 2026-10-31')
const words = z.string().trim().min(1, '请写明').max(2_000)

/** The money of a problem: what is booked, what was booked wrongly, and the parts it is paid back in. */
export const moneyApi = contract({
  'POST /api/problems/{problem}/money': {
    who: ['clerk', 'leader', 'worker', 'child_worker'],
    params: problem,
    body: z.object({
      kind: z.enum(moneyKinds),
      fen: z.number().int().positive('金额要大于 0'),
      way: z.enum(recoveryWays).optional(),
      onDate: date,
      organ: z.string().trim().optional(),
      paper: z.string().trim().optional(),
      note: z.string().trim().optional(),
      /** Number of the receipt, and the receipt itself. */
      receipt: z.string().trim().max(100).optional(),
      attachment: z.uuid().optional(),
    }),
  },
  'POST /api/problems/{problem}/money/{entry}/reversal': {
    who: ['clerk', 'leader', 'worker', 'child_worker'],
    params: problem.extend({ entry: z.uuid() }),
    body: z.object({ reason: words }),
  },
  'PUT /api/problems/{problem}/instalments': {
    who: ['clerk'],
    params: problem,
    body: z.object({ version, parts: z.array(z.object({ due: date, fen: z.number().int().positive('每期金额要大于 0') })).max(60), paper: words }),
  },
})
