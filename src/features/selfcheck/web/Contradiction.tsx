import { useState } from 'react'
import { Link } from 'wouter'
import { Button, ButtonLink } from '#src/ui/Button.tsx'
import { TextInput } from '#src/ui/Field.tsx'
import { NumberLink } from '#src/ui/FirstLine.tsx'
import { Form } from '#src/ui/Form.tsx'
import { useDraft } from '#src/ui/use-draft.ts'
import { answerWords, leadsAddress, type Given, type Item, type Question } from './calls.ts'

interface ContradictionProps {
  item: Item
  question: Question
  community: string
  mayAnswer: boolean
  onGive: (given: Given) => Promise<boolean>
}

/** 无 beside leads: what the data says, and three ways out, none of them an accusation. */
export function Contradiction({ item, question, community, mayAnswer, onGive }: ContradictionProps) {
  const { answer, openLeads, confirmedLeads, leads } = question
  const draft = useDraft(`selfcheck:${item.cell}:${question.question}:why`, { explanation: answer?.explanation ?? '' })
  const [isExplaining, setExplaining] = useState(draft.isRestored)
  if (!answer) return null
  const count = openLeads + confirmedLeads
  const isExplained = answer.explanation.trim() !== ''
  const explain = async (): Promise<void> => {
    if (await onGive({ answer: answer.answer, explanation: draft.value.explanation })) {
      draft.clear()
      setExplaining(false)
    }
  }
  return (
    <div className={`selfcheck-contradiction${isExplained ? ' is-explained' : ''}`}>
      <p>
        <b className="selfcheck-none">{answerWords[answer.answer]}</b> {openLeads > 0 ? '名下还有 ' : '名下有 '}
        <NumberLink to={leadsAddress(community, question.topics)}>{count} 条</NumberLink>
        {openLeads > 0 ? '疑点没核实' : '疑点已核属实'}
        {leads.length > 0 ? '：' : ''}
        {leads.map((lead, n) => (
          <span key={lead.lead}>
            {n > 0 ? '；' : ''}
            <Link href={`/leads/${lead.lead}`}>{lead.sentence}</Link>
          </span>
        ))}
      </p>
      {isExplained ? (
        <p className="ink2">
          理由：{answer.explanation}（{answer.by}）
        </p>
      ) : null}
      {mayAnswer ? (
        <div className="selfcheck-ways">
          <ButtonLink size="row" to={leadsAddress(community, question.topics)}>
            先去核实 {count} 条
          </ButtonLink>
          <Button size="row" onClick={() => void onGive({ answer: 'some', count: Math.max(1, count) })}>
            改成“有 {count} 处”
          </Button>
          <Button size="row" aria-expanded={isExplaining} onClick={() => setExplaining(!isExplaining)}>
            {isExplained ? '改理由' : `仍答“${answerWords[answer.answer]}”，写明理由`}
          </Button>
        </div>
      ) : null}
      {isExplaining && mayAnswer ? (
        <Form className="selfcheck-explain" onSubmit={explain}>
          <TextInput
            value={draft.value.explanation}
            aria-label="理由"
            placeholder="这几条为什么不是问题，凭什么"
            maxLength={1000}
            onChange={(event) => draft.change({ explanation: event.target.value })}
          />
          <Button type="submit" kind="lead" size="row" disabled={draft.value.explanation.trim() === ''}>
            存下理由
          </Button>
        </Form>
      ) : null}
    </div>
  )
}
