import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { ConfirmBar, Page } from '#src/ui/Page.tsx'
import { EmptyState, ErrorState, Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, put, useRead, type Choices, type Reading } from './calls.ts'
import { ImportCard } from './ImportCard.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { SheetView } from './SheetView.tsx'
import './import.css'

/** Files in: each becomes a card that says what it is taken for and why; only then the button. */
export function ImportPage() {
  const uploads = useRead('GET /api/uploads', {})
  const { value: choices, change } = useDraft<Record<string, Choices>>('import-choices', {})
  const [readings, setReadings] = useState<Readonly<Record<string, Reading>>>({})
  const [open, setOpen] = useState<string | null>(null)
  const [task, setTask] = useState<string | null>(null)
  const [, navigate] = useLocation()
  const files = useMemo(() => uploads.data?.uploads ?? [], [uploads.data])
  const shown = open ?? files[0]?.upload ?? null
  const counts = useMemo(() => countAll(files.map((file) => readings[file.upload])), [files, readings])
  const ready = files.filter((file) => isReady(readings[file.upload], choices[file.upload]))
  const unknown = [
    ...new Set(
      Object.values(readings).flatMap((reading) =>
        reading.sheets.flatMap((sheet) => (sheet.owner === 'received' ? sheet.communities.filter((each) => !each.isKnown).map((each) => each.name) : [])),
      ),
    ),
  ]
  const start = useAct(() =>
    call('POST /api/imports', {
      body: { files: ready.map((file) => ({ upload: file.upload, choices: choices[file.upload] ?? {} })), addDivisions: unknown.length > 0 },
    }),
  )
  const begin = async (): Promise<void> => {
    const answer = await start.run(undefined)
    if (answer) setTask(answer.task)
  }
  const choose = (upload: string, next: Choices): void => change({ [upload]: next })
  if (task !== null) {
    return (
      <Page>
        <ImportProgress
          task={task}
          onDone={(words) => {
            setTask(null)
            announce({ text: words })
            navigate('/ledgers?part=batches')
          }}
        />
      </Page>
    )
  }
  return (
    <Page
      foot={
        files.length > 0 ? (
          <ConfirmBar note="还没有写进台账，关掉也留着；导入后可以撤回，原文件照原样留底">
            {start.error ? <ErrorState error={start.error} /> : null}
            <Button kind="primary" disabled={ready.length === 0} isBusy={start.isBusy} onClick={() => void begin()}>
              {buttonText(
                ready.map((file) => readings[file.upload]),
                files.length - ready.length,
              )}
            </Button>
          </ConfirmBar>
        ) : undefined
      }
    >
      <FirstLine note={unknown.length > 0 ? `文件里有 ${unknown.length} 个没登记过的社区：${unknown.join('、')}，导入时一并登记` : undefined}>
        {files.length === 0
          ? '把台账和名单拖进来'
          : `${files.length} 个文件读到 ${counts.seen} 行：可导入 ${counts.accepted} 行，待修正 ${counts.problems} 行，不是数据 ${counts.notData} 行`}
      </FirstLine>
      <Shown of={uploads}>
        {() => (
          <div className="import-layout">
            <div className="import-cards">
              {files.map((file) => (
                <ImportCard
                  key={file.upload}
                  upload={file}
                  choices={choices[file.upload] ?? {}}
                  isOpen={file.upload === shown}
                  onOpen={() => setOpen(file.upload)}
                  onChoose={(next) => choose(file.upload, next)}
                  onRead={(reading) => setReadings((all) => (all[file.upload] === reading ? all : { ...all, [file.upload]: reading }))}
                />
              ))}
              <FilePicker
                label={files.length === 0 ? '选文件，或拖到这里，多少都行' : '再拖文件进来，多少都行'}
                accept=".xlsx,.xls,.et,.csv,.html,.txt"
                hint="花名册、发放表、残疾证名单、火化名单……表头不用改，文件名随意"
                send={(file, onProgress) => put('POST /api/uploads', file, { query: { name: file.name }, onProgress })}
                onSent={({ upload }) => {
                  setOpen(upload)
                  void uploads.refetch()
                }}
              />
            </div>
            <div className="import-sheet">
              {shown && readings[shown] ? (
                <SheetView reading={readings[shown]} choices={choices[shown] ?? {}} onChoose={(next) => choose(shown, next)} />
              ) : (
                <EmptyState title="这里照原样显示表格" missing="选一个文件，看每一列成了什么、每一行为什么。" />
              )}
            </div>
          </div>
        )}
      </Shown>
    </Page>
  )
}

function countAll(readings: readonly (Reading | undefined)[]): { seen: number; accepted: number; problems: number; notData: number } {
  const sum = { seen: 0, accepted: 0, problems: 0, notData: 0 }
  for (const sheet of readings.flatMap((reading) => reading?.sheets ?? [])) {
    sum.seen += sheet.counts.seen
    sum.accepted += sheet.counts.accepted
    sum.problems += sheet.counts.problems
    sum.notData += sheet.counts.notData
  }
  return sum
}

function isReady(reading: Reading | undefined, choices: Choices | undefined): boolean {
  const tables = reading?.sheets.filter((sheet) => sheet.state !== 'skipped') ?? []
  if (tables.length === 0 || tables.some((sheet) => sheet.state === 'unclear')) return false
  return tables.every((sheet) => sheet.owner !== 'reference' || isComplete(choices?.authority))
}

function isComplete(authority: Choices['authority']): boolean {
  return authority !== undefined && [authority.giver, authority.basis, authority.purpose, authority.until].every((text) => text.trim() !== '')
}

/** “导入低保 631 人、火化 89 条（另有 19 行待修正）”: the label names each ledger's count. */
function buttonText(readings: readonly (Reading | undefined)[], waiting: number): string {
  const byLedger = new Map<string, number>()
  let problems = 0
  for (const sheet of readings.flatMap((reading) => reading?.sheets ?? [])) {
    if (sheet.ledgerTitle === null) continue
    byLedger.set(sheet.ledgerTitle, (byLedger.get(sheet.ledgerTitle) ?? 0) + sheet.counts.accepted)
    problems += sheet.counts.problems
  }
  if (byLedger.size === 0) return '还没有可以导入的文件'
  const names = [...byLedger].slice(0, 4).map(([title, count]) => `${title} ${count} 行`)
  const more = byLedger.size > 4 ? ` 等 ${byLedger.size} 本台账` : ''
  const rest = [...(problems > 0 ? [`另有 ${problems} 行待修正`] : []), ...(waiting > 0 ? [`${waiting} 个文件还要您点头`] : [])]
  return `导入${names.join('、')}${more}${rest.length > 0 ? `（${rest.join('，')}）` : ''}`
}
