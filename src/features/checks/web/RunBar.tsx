import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { callChecks, callTasks, type CheckList } from './checks-api.ts'

/** Starts a run, tells check by check how far it is, and can cancel it. */
export function RunBar({ list }: { list: CheckList }) {
  const { role } = useHere()
  const start = useAct(() => callChecks('POST /api/runs'))
  const cancel = useAct((task: string) => callTasks('POST /api/tasks/{task}/cancel', { params: { task } }))
  useFinished(list)
  const { running } = list
  const checks = list.areas.reduce((sum, area) => sum + area.checks.length, 0)
  if (!running) {
    if (role !== 'clerk') return null
    return (
      <div className="run-bar">
        <Button kind="primary" isBusy={start.isBusy} onClick={() => void start.run(undefined)}>
          现在核查，{checks} 项全跑一遍
        </Button>
        {start.error ? <ErrorState error={start.error} /> : null}
      </div>
    )
  }
  const part = running.total > 0 ? running.done / running.total : 0
  return (
    <output className="run-bar">
      <progress value={part} max={1} aria-label="核查进度" />
      <span>
        {running.step}
        {running.check === null ? '' : `：${running.check}`}
        {running.total > 0 ? `（${running.done} / ${running.total}）` : ''}
        {running.cause === null ? '' : `，因${running.cause}`}
      </span>
      {role === 'clerk' ? (
        <Button isBusy={cancel.isBusy} onClick={() => void cancel.run(running.task)}>
          取消，疑点不动
        </Button>
      ) : null}
      {cancel.error ? <ErrorState error={cancel.error} /> : null}
    </output>
  )
}

/** When the run that was watched is no longer there, everything shown is read again and its end is told. */
function useFinished(list: CheckList): void {
  const queries = useQueryClient()
  const watched = useRef<string | undefined>(undefined)
  const task = list.running?.task
  useEffect(() => {
    const before = watched.current
    watched.current = task
    if (before === undefined || task !== undefined) return
    void callTasks('GET /api/tasks/{task}', { params: { task: before } }).then((end) => {
      const words: Record<string, string> = { done: '核查跑完了', cancelled: '核查已取消，疑点没有变', failed: `核查没有完成：${end.message ?? ''}` }
      announce({ text: words[end.state] ?? '核查停了' })
      return queries.invalidateQueries()
    })
  }, [task, queries])
}
