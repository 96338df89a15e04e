import { useEffect, useState } from 'react'
import { announce } from '#src/ui/notices.tsx'
import { Button, ButtonLink, Key } from '#src/ui/Button.tsx'
import { TextInput } from '#src/ui/Field.tsx'
import { DueDate } from '#src/ui/DueDate.tsx'
import { Facts } from '#src/ui/Facts.tsx'
import { Form } from '#src/ui/Form.tsx'
import { useHere } from '#src/ui/here.ts'
import { SidePanel } from '#src/ui/Page.tsx'
import { Popover } from '#src/ui/Popover.tsx'
import { Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { MaskedId, Money } from '#src/ui/values.tsx'
import { EvidenceTable, MonthStrip } from './EvidenceTable.tsx'
import { settled } from './lead-columns.tsx'
import { useHandOut } from './LeadBatch.tsx'
import { moneyOf } from './lead-money.ts'
import { callLeads, canStillCheck, isOffice, sheetsOf, useLeads, useReader, type Choices, type Lead, type LeadDetail } from './leads-api.ts'

interface LeadPanelProps {
  lead: Lead
  of: number
  /** Address of the lead's own page, with the list's filter. */
  page: string
  choices: Choices | undefined
  onClose: () => void
}

/** Reading a lead without leaving the list. */
export function LeadPanel({ lead, of, page, choices, onClose }: LeadPanelProps) {
  const isResting = useRest(lead.lead)
  const detail = useLeads('GET /api/leads/{lead}', { params: { lead: lead.lead } }, { isOn: isResting })
  const { role } = useReader()
  const owner = choices?.posts.filter(
    (post) => lead.division.startsWith(post.division) && (post.role === (lead.isChildMatter ? 'child_worker' : 'worker') || post.role === 'worker'),
  )[0]
  const { assign } = useHandOut([lead.lead], () => undefined)
  const canAssign = isOffice(role) && ['new', 'assigned', 'unclear'].includes(lead.state)
  return (
    <SidePanel
      label="疑点"
      head={
        <span className="small ink2">
          疑点 {lead.number} · 共 {of} 条 <Key>k</Key> <Key>j</Key>
        </span>
      }
      onClose={onClose}
      foot={
        <>
          <OpenButton page={page} />
          <div className="panel-acts">
            {canAssign && owner ? (
              <Button isBusy={assign.isBusy} onClick={() => void assign.run({ to: owner.post, words: owner.name })}>
                分派给{owner.name}
              </Button>
            ) : null}
            {canStillCheck(lead) ? <ButtonLink to={sheetsOf([lead])}>核查单</ButtonLink> : null}
            <Remark lead={lead.lead} />
          </div>
          <p className="small ink3">
            <Key>Enter</Key> 打开　<Key>Esc</Key> 关上，列表停在原处
          </p>
        </>
      }
    >
      <h2>{lead.sentence}</h2>
      <p className="small ink2">
        {lead.community || '镇'} · <MaskedId id={lead.citizenId} />
        {lead.isUnverified ? ' · 依据未核实' : ''}
      </p>
      <Shown of={detail}>{(found) => <Reading lead={found} />}</Shown>
    </SidePanel>
  )
}

function Reading({ lead }: { lead: LeadDetail }) {
  const { today } = useHere()
  const money = moneyOf(lead)
  return (
    <>
      <Facts
        facts={[
          { label: money.label, value: <Money fen={money.fen} />, note: money.note },
          {
            label: '到期',
            value: <DueDate date={lead.dueOn} today={today} steps={lead.dueSteps} placement="below-right" isQuiet={settled.includes(lead.state)} />,
            ...(lead.dueOn ? {} : { tone: 'quiet' as const }),
            note: dueWords(lead.dueSteps),
          },
        ]}
      />
      <EvidenceTable lead={lead} isShort />
      {moneyOf(lead).steps.length > 0 ? <MonthStrip lead={lead} /> : null}
      <Facts
        look="list"
        facts={[
          {
            label: '条文',
            value:
              lead.basis.length === 0
                ? '付款事实，不靠条文'
                : lead.basis
                    .slice(0, 2)
                    .map((basis) => `${basis.law}${basis.article}`)
                    .join('；'),
          },
          { label: '正常情况', value: lead.innocent.length === 0 ? '没有列' : `${lead.innocent.length} 种，先问：${lead.innocent[0]?.ask ?? ''}` },
          { label: '别的疑点', value: lead.others.length === 0 ? '没有' : `${lead.others.length} 条：${lead.others[0]?.checkTitle ?? ''}` },
          ...(lead.verifications[0]
            ? [{ label: '最近核实', value: `${lead.verifications[0].byName}：${lead.verifications[0].note || (lead.verifications[0].reason ?? '')}` }]
            : []),
        ]}
      />
    </>
  )
}

const restMs = 150

/** True once the reader rests on a lead: walking on with `j` neither fetches nor counts as having read it. */
function useRest(lead: string): boolean {
  const [rested, setRested] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setRested(lead), restMs)
    return () => clearTimeout(timer)
  }, [lead])
  return rested === lead
}

/** The arithmetic in short: “10-20 起 10 个工作日”, “周丽指定”; with what came later. */
export function dueWords(steps: LeadDetail['dueSteps']): string {
  const [first, ...later] = steps
  if (!first) return '分派后起算 10 个工作日'
  const begun = first.kind === 'counted' ? `${first.from.slice(5)} 起 ${first.count} 个工作日` : first.kind === 'set' ? `${first.by ?? ''}指定` : ''
  return [begun, ...later.map((step) => (step.kind === 'waited' ? `等待顺延 ${step.workdays} 个工作日` : step.kind === 'recounted' ? '按新日历重算' : ''))]
    .filter(Boolean)
    .join('，')
}

function OpenButton({ page }: { page: string }) {
  return (
    <ButtonLink to={page} kind="lead">
      打开这一条去判断
    </ButtonLink>
  )
}

/** 写一句: a word that is no decision. */
export function Remark({ lead }: { lead: string }) {
  const [note, setNote] = useState('')
  const write = useAct(async (close: () => void) => {
    await callLeads('POST /api/leads/{lead}/notes', { params: { lead }, body: { note } })
    setNote('')
    close()
    announce({ text: '写下了，在“谁看过、谁做过”里' })
  })
  return (
    <Popover placement="above" className="btn btn-plain btn-usual" button="写一句">
      {(close) => (
        <Form className="filter-form" onSubmit={() => write.run(close)}>
          <b>写一句（不是结论）</b>
          <TextInput value={note} aria-label="写一句" onChange={(event) => setNote(event.target.value)} />
          <Button type="submit" disabled={note.trim() === ''} isBusy={write.isBusy}>
            写下
          </Button>
        </Form>
      )}
    </Popover>
  )
}
