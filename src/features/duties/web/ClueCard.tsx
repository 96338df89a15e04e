import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '#src/ui/Button.tsx'
import { DueDate } from '#src/ui/DueDate.tsx'
import { useHere } from '#src/ui/here.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { MaskedId, Money } from '#src/ui/values.tsx'
import type { Clue } from './rows.ts'
import { ConcludeForm, ReopenForm, StepForm } from './ClueForms.tsx'
import { clueKindWords, clueReasonWords, wayWords, wordOf } from './words.ts'

type Open = 'step' | 'conclude' | 'reopen' | null

/** One clue: what it is, who looked, what comes next. */
export function ClueCard({ clue, mayWork }: { clue: Clue; mayWork: boolean }) {
  const { today, role } = useHere()
  const [open, setOpen] = useState<Open>(null)
  const isRed = clue.isUrgent && !clue.isConcluded
  const toggle = (which: Exclude<Open, null>) => () => setOpen(open === which ? null : which)
  // What was opened while the form was being saved stays open.
  const close = (which: Exclude<Open, null>) => () => setOpen((now) => (now === which ? null : now))
  return (
    <li aria-label={`${clue.name}的线索`}>
      <div className="duty-line">
        <div>
          <b className={isRed ? 'red' : ''}>
            {isRed ? <Icon name={clue.kind === 'child' ? 'child' : 'triangle'} label="紧急" /> : null} {clue.name}（{clue.divisionName}）
            {clueKindWords[clue.kind]}
          </b>{' '}
          {clue.citizenId ? (
            <span className="small ink3">
              <MaskedId id={clue.citizenId} />
            </span>
          ) : null}
          <div>{clue.event}</div>
          <div className="small ink2">
            {clue.foundOn} {clue.source}
            {clue.number ? ` ${clue.number}` : ''}
            {clue.address ? ` · ${clue.address}` : ''}
            {clue.bill === null ? null : (
              <>
                {' '}
                · 自付 <Money fen={clue.bill} />
              </>
            )}
          </div>
          {clue.steps.map((step) => (
            <div className="small" key={`${step.on}${step.note}`}>
              {step.on} {step.by} {wayWords[step.way]}：{step.note}
            </div>
          ))}
          <ReportLine clue={clue} />
          <EndLine clue={clue} />
        </div>
        <div className="duty-next">
          {clue.isConcluded ? null : <DueDate date={clue.dueOn} today={today} steps={clue.dueSteps} placement="below-right" />}
          {mayWork && !clue.isConcluded ? (
            <>
              <Button kind="lead" onClick={toggle('step')}>
                写核实
              </Button>
              <Button kind="lead" disabled={clue.steps.length === 0} onClick={toggle('conclude')}>
                写结论
              </Button>
            </>
          ) : null}
          {clue.isConcluded && role !== 'leader' ? (
            <Button kind="plain" size="row" onClick={toggle('reopen')}>
              重新打开
            </Button>
          ) : null}
        </div>
      </div>
      {open === 'step' ? <StepForm clue={clue} onDone={close('step')} /> : null}
      {open === 'conclude' ? <ConcludeForm clue={clue} onDone={close('conclude')} /> : null}
      {open === 'reopen' ? <ReopenForm clue={clue} onDone={close('reopen')} /> : null}
    </li>
  )
}

/** The duty to report of a child or a beaten person; without receipt it stays red, and no end can be written. */
function ReportLine({ clue }: { clue: Clue }) {
  if (clue.report === null || clue.hasReceipt) return null
  return (
    <div className="small">
      <Link href="/duties?part=dangers" className="red">
        <Icon name="triangle" label="还没有回执" /> 强制报告还没有回执，去登记
      </Link>
    </div>
  )
}

function EndLine({ clue }: { clue: Clue }) {
  if (!clue.isConcluded) return null
  if (clue.outcome === 'helped')
    return (
      <div className="small">
        <Icon name="tick" label="办结" /> {clue.concludedOn} {clue.concludedBy} 已协助申请，<Link href="/applications">{clue.applicationNumber}</Link>
      </div>
    )
  return (
    <div className="small">
      <Icon name="tick" label="办结" /> {clue.concludedOn ?? ''} {clue.concludedBy ?? ''} {clue.reason ? `${wordOf(clueReasonWords, clue.reason)}；` : ''}
      {clue.outcomeWords}
    </div>
  )
}
