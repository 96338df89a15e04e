import { useState } from 'react'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { EmptyState, ErrorState, Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import type { api } from '../contract.ts'
import { call, useRead } from './calls.ts'

type Batch = OutputOf<(typeof api)['GET /api/batches']>['batches'][number]

const stateWords = { active: '在用', withdrawn: '已撤回', destroyed: '已销毁' } as const

/** Every import of a file into a ledger, newest first, and taking one back. */
export function BatchList() {
  const answer = useRead('GET /api/batches', {})
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Shown of={answer}>
      {({ batches }) =>
        batches.length === 0 ? (
          <EmptyState title="这里列出每次导入" missing="还没有导入过。" />
        ) : (
          <ul className="plain-list batch-list">
            {batches.map((batch) => (
              <li key={batch.batch}>
                <div className="row">
                  <b className="grow">
                    {batch.ledgerTitle} · {batch.file}
                  </b>
                  <span className="small ink2">
                    {batch.period ?? ''} {batch.rows.seen} 行 ＝ {batch.rows.accepted} ＋ {batch.rows.problems} ＋ {batch.rows.notData}
                  </span>
                  <span className="small ink3">
                    {stateWords[batch.state]} · {batch.by}
                  </span>
                  <Button size="row" onClick={() => setOpen(open === batch.batch ? null : batch.batch)}>
                    {open === batch.batch ? '收起' : '看这一批'}
                  </Button>
                </div>
                {open === batch.batch ? <BatchDetail batch={batch} /> : null}
              </li>
            ))}
          </ul>
        )
      }
    </Shown>
  )
}

function BatchDetail({ batch }: { batch: Batch }) {
  const remarks = useRead('GET /api/batches/{batch}/remarks', { params: { batch: batch.batch } })
  const [reason, setReason] = useState('')
  const withdraw = useAct(() => call('POST /api/batches/{batch}/withdrawal', { params: { batch: batch.batch }, body: { reason } }))
  const submit = async (): Promise<void> => {
    const answer = await withdraw.run(undefined)
    if (answer) announce({ text: `已撤回“${batch.file}”；原文件还在，可以再导入${answer.left > 0 ? `；有 ${answer.left} 行被人改过，留着` : ''}` })
  }
  return (
    <div className="batch-detail">
      {batch.authority ? (
        <p className="small">
          {batch.authority.giver} · {batch.authority.basis} · {batch.authority.purpose} · 保留到 {batch.authority.until}
        </p>
      ) : null}
      <Shown of={remarks}>
        {({ problems, flags }) => (
          <ul className="remarks small">
            {problems.length + flags.length === 0 ? <li>每一行都读好了。</li> : null}
            {problems.map((remark) => (
              <li key={`${remark.sheet}${remark.row}${remark.column}${remark.code}`} className="amber">
                待修正 {remark.sheet} 第 {remark.row} 行 {remark.column ?? ''}：{remark.message}
              </li>
            ))}
            {flags.map((remark) => (
              <li key={`${remark.sheet}${remark.row}${remark.column}${remark.code}`}>
                请看一眼 {remark.sheet} 第 {remark.row} 行 {remark.column ?? ''}：{remark.message}
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {batch.state === 'active' ? (
        <>
          <Field label="撤回的原因" layout="left">
            {(ids) => <TextInput {...ids} value={reason} onChange={(event) => setReason(event.target.value)} />}
          </Field>
          {withdraw.error ? <ErrorState error={withdraw.error} /> : null}
          <Button isBusy={withdraw.isBusy} onClick={() => void submit()}>
            撤回这一批 {batch.rows.accepted} 行
          </Button>
        </>
      ) : null}
    </div>
  )
}
