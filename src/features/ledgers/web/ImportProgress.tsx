import { useEffect } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { callTask, useTask } from './calls.ts'

interface Progress {
  done?: number
  of?: number
  file?: string
}

interface Outcome {
  files?: { file: string; state: 'imported' | 'duplicate' | 'unclear' | 'refused' | 'skipped'; why: string }[]
}

/** What became of each table: taken, the same as before, or why not. */
function outcomeWords({ files = [] }: Outcome): string {
  const of = (...states: string[]) => files.filter((file) => states.includes(file.state))
  const [taken, same, left] = [of('imported'), of('duplicate'), of('unclear', 'refused')]
  const parts = [
    ...(taken.length > 0 ? [`导入完成 ${taken.length} 张表；7 天内可在批次里撤回`] : []),
    ...(same.length > 0 ? [`${same.map((each) => `“${each.file}”`).join('、')}与已导入的内容相同，没有重复导入`] : []),
    ...left.map((each) => `“${each.file}”没有导入：${each.why}`),
  ]
  return parts.length > 0 ? parts.join('；') : '没有可导入的表'
}

/** A running import: file by file, may be left open, cancelled, and survives a restart. */
export function ImportProgress({ task, onDone }: { task: string; onDone: (words: string) => void }) {
  const answer = useTask('GET /api/tasks/{task}', { params: { task } }, { every: 500 })
  const cancel = useAct(() => callTask('POST /api/tasks/{task}/cancel', { params: { task } }).then(() => true))
  const state = answer.data?.state
  useEffect(() => {
    if (state === 'done') onDone(outcomeWords((answer.data?.result ?? {}) as Outcome))
    // Called once, when the state turns.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [state])
  return (
    <Shown of={answer}>
      {({ state: now, progress, message }) => {
        const { done = 0, of = 1, file = '' } = progress as Progress
        return (
          <>
            <FirstLine>
              {now === 'failed' || now === 'cancelled' ? `没有导入完：${message ?? ''}` : now === 'queued' ? '排队等导入' : `正在导入 ${file}`}
            </FirstLine>
            <progress value={done} max={of} aria-label="导入进度" />
            <p className="small ink2">可以离开这一页，导入会接着做；已导入的文件一份一份写好，不会写一半。</p>
            {now === 'running' || now === 'queued' ? (
              <Button isBusy={cancel.isBusy} onClick={() => void cancel.run(undefined)}>
                取消还没导入的
              </Button>
            ) : (
              <Button onClick={() => onDone(message ?? '没有导入完')}>看批次</Button>
            )}
          </>
        )
      }}
    </Shown>
  )
}
