import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { messageFor } from './problem-error.ts'

export interface Notice {
  /** What was done: “刚才把 2 条改为 11-02 到期”. */
  text: string
  /** Takes it back; offered for `minutes` (10 unless told). */
  undo?: () => Promise<unknown>
  minutes?: number
}

interface Live extends Notice {
  at: number
  until: number
}

let live: Live | undefined
const listeners = new Set<() => void>()

function set(next: Live | undefined): void {
  live = next
  for (const listener of listeners) listener()
}

/** Acknowledges what was done, where the eye is, and offers to take it back for a while. The newest replaces the older. */
export function announce(notice: Notice): void {
  const at = Date.now()
  set({ ...notice, at, until: at + (notice.minutes ?? 10) * 60_000 })
}

/** The line at the end of each page where the last thing done stands (`Page` shows it). */
export function NoticeLine() {
  const notice = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => live,
  )
  const [now, setNow] = useState(Date.now)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    if (!notice) return
    const timer = setInterval(() => setNow(Date.now()), 20_000)
    return () => clearInterval(timer)
  }, [notice])
  const left = notice ? Math.ceil((notice.until - Math.max(now, notice.at)) / 60_000) : 0
  const takeBack = async (): Promise<void> => {
    if (!notice?.undo) return
    setBusy(true)
    try {
      await notice.undo()
      announce({ text: `已撤销：${notice.text}` })
    } catch (error) {
      announce({ text: `没有撤成：${messageFor(error).detail}` })
    }
    setBusy(false)
  }
  return (
    <output className="notice-line no-print">
      {notice && left > 0 ? (
        <>
          <Icon name="tick-ring" />
          <span>{notice.text}</span>
          {notice.undo ? (
            <>
              <Button kind="link" size="row" icon="back" isBusy={isBusy} onClick={() => void takeBack()}>
                撤销
              </Button>
              <span className="small ink3">{left} 分钟内都可以撤</span>
            </>
          ) : null}
        </>
      ) : null}
    </output>
  )
}
