import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Segmented } from '#src/ui/Segmented.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { useRead } from './calls.ts'
import { ClueCard } from './ClueCard.tsx'
import type { Clue } from './rows.ts'
import { NewClueForm } from './NewClueForm.tsx'
import { FieldPage } from './FieldPage.tsx'

const shows = [
  { value: 'open', title: '没办结' },
  { value: 'urgent', title: '紧急' },
  { value: 'overdue', title: '过期' },
  { value: 'done', title: '已办结' },
  { value: 'all', title: '全部' },
] as const
type Show = (typeof shows)[number]['value']

const isShown = (clue: Clue, { show, today }: { show: Show; today: string }): boolean => {
  if (show === 'all') return true
  if (show === 'done') return clue.isConcluded
  if (clue.isConcluded) return false
  return show === 'open' || (show === 'urgent' ? clue.isUrgent : clue.dueOn !== null && clue.dueOn < today)
}

/** 主动发现: who may need help, who looked, how it ended. No card is without an end. */
export function CluesPage() {
  const answer = useRead('GET /api/clues', {})
  const { role, today } = useHere()
  const { query, change } = useUrlQuery()
  const show: Show = shows.find((each) => each.value === query.get('show'))?.value ?? 'open'
  const [isAdding, setAdding] = useState(false)
  const mayWork = role !== 'leader' && role !== 'supervisor'
  return (
    <FieldPage entered={['clue', 'clue_step']}>
      <Shown of={answer}>
        {(data) => (
          <>
            <FirstLine
              note={data.basis ? `紧急的当天办；其余 ${data.basis}` : '紧急的当天办；其余没有时限（缺依据：镇里还没有写明“线索核实时限”）'}
              actions={
                mayWork && !isAdding ? (
                  <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
                    登记一条线索
                  </Button>
                ) : null
              }
            >
              主动发现线索 {data.total} 条，没办结 <NumberLink to="/clues?show=open">{data.open} 条</NumberLink>
              {data.urgent > 0 ? (
                <>
                  ，其中紧急{' '}
                  <NumberLink to="/clues?show=urgent" tone="red">
                    {data.urgent} 条
                  </NumberLink>
                </>
              ) : null}
              {data.overdue > 0 ? (
                <>
                  ，过期{' '}
                  <NumberLink to="/clues?show=overdue" tone="red">
                    {data.overdue} 条
                  </NumberLink>
                </>
              ) : null}
              ；已协助申请 {data.helped} 条，不符合 {data.notEligible} 条
            </FirstLine>
            {isAdding ? <NewClueForm onDone={() => setAdding(false)} /> : null}
            <Segmented label="看哪些" choices={shows} value={show} onChange={(value) => change({ show: value }, { isStep: true })} />
            {data.total === 0 ? (
              <EmptyState
                title="这里每条线索一张卡：谁、在哪、出了什么事、谁去看过、怎样办结"
                missing="走访、热线、医院大额自付、火灾和交通事故里发现的困难，都可以登记；成批的线索表从“导入”进来，各社区的自动到各社区。"
              />
            ) : null}
            <ul className="duty-list" aria-label="线索">
              {data.clues
                .filter((clue) => isShown(clue, { show, today }))
                .map((clue) => (
                  <ClueCard key={clue.clue} clue={clue} mayWork={mayWork} />
                ))}
            </ul>
          </>
        )}
      </Shown>
    </FieldPage>
  )
}
