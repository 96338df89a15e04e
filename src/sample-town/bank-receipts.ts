import { addDays } from '../domain/plain-date.ts'
import type { ListCell, Payment } from './model.ts'
import { lastMonth } from './payments.ts'
import { accountIn } from './people.ts'
import type { Register } from './register.ts'

/** The bank's answers of September, order by order: for 特困, or for every benefit; what it returned may be credited some days later. */
export function addReceipts(register: Register, payments: readonly Payment[]): void {
  for (const payment of payments) {
    if (payment.month !== lastMonth || payment.status !== '成功') continue
    if (payment.program !== 'tekun' && !register.size.inEachProgram) continue
    const { account, holder } = accountIn(payment.person, payment.month)
    const order = (fen: number): ListCell[] => [holder, account, { id: payment.person.id }, payment.item, { fen }]
    const answered = register.town.bankAnswers.get(`${payment.program} ${payment.person.id}`)
    if (answered === 'no answer') continue
    const day = addDays(payment.paidOn, 1)
    if (answered === 'returned' || answered === 'credited later')
      register.addRow('bank_receipts', ...order(payment.fen), payment.bankBatch, { date: day }, '退回', '账户状态异常')
    if (answered === 'returned') continue
    const fen = typeof answered === 'number' ? answered : payment.fen
    register.addRow('bank_receipts', ...order(fen), payment.bankBatch, { date: answered === 'credited later' ? addDays(day, 6) : day }, '成功', null)
  }
}
