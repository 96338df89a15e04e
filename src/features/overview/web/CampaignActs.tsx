import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useNarrow } from '#src/ui/use-narrow.ts'
import { callCampaigns, campaignAddress, type Campaign } from './overview-api.ts'

type Act = 'end' | 'resume' | 'remove'

const words = {
  end: {
    button: '收官…',
    label: '收官的依据或结论',
    verb: '收官：自查答复不再改，没办完的问题和督办接着办',
    done: '已收官；误点了可以恢复',
  },
  resume: { button: '恢复…', label: '为什么恢复', verb: '恢复这个专项行动', done: '已恢复，各社区可以接着答' },
  remove: { button: '删掉草稿…', label: '', verb: '删掉这份草稿，方案原件仍存着', done: '草稿删掉了' },
} as const

/** The campaign as a file for other towns, and the acts that begin or end it: a draft goes, a running one is ended by the leader and may be resumed. */
export function CampaignActs({ campaign }: { campaign: Campaign }) {
  const { role } = useHere()
  const isNarrow = useNarrow()
  const [opened, setOpened] = useState<Act | null>(null)
  const [note, setNote] = useState('')
  const [, navigate] = useLocation()
  const params = { campaign: campaign.campaign }
  const run = useAct(async (act: Act) => {
    if (act === 'end') await callCampaigns('POST /api/campaigns/{campaign}/end', { params, body: { note } })
    if (act === 'resume') await callCampaigns('POST /api/campaigns/{campaign}/resumption', { params, body: { note } })
    if (act === 'remove') await callCampaigns('POST /api/campaigns/{campaign}/removal', { params })
    announce({ text: words[act].done })
    setOpened(null)
    setNote('')
    if (act === 'remove') navigate('/campaign', { replace: true })
  })
  const act: Act | null =
    role === 'leader' && campaign.state === 'approved'
      ? 'end'
      : role === 'leader' && campaign.state === 'ended'
        ? 'resume'
        : role === 'clerk' && campaign.state === 'draft'
          ? 'remove'
          : null
  if (isNarrow || !['clerk', 'leader', 'county'].includes(role)) return null
  return (
    <div className="small ink2 campaign-acts">
      <p>
        <a href={campaignAddress('GET /api/campaigns/{campaign}/file', { params })}>导出专项行动</a>
        ：事项、主题、阶段和原文成一个文件，别的乡镇在“传方案”处导入就是一份草稿；不含答复和人员。
        {act && opened === null ? (
          <Button kind="link" size="row" onClick={() => setOpened(act)}>
            {words[act].button}
          </Button>
        ) : null}
      </p>
      {act && opened === act ? (
        <Form className="row" onSubmit={() => run.run(act)}>
          {words[act].label === '' ? null : (
            <Field label={words[act].label} layout="left" isRequired>
              {(ids) => <TextInput {...ids} value={note} maxLength={1000} onChange={(event) => setNote(event.target.value)} />}
            </Field>
          )}
          <Button type="submit" kind="lead" isBusy={run.isBusy} disabled={words[act].label !== '' && note.trim().length < 2}>
            {words[act].verb}
          </Button>
          <Button onClick={() => setOpened(null)}>先不做</Button>
        </Form>
      ) : null}
      {run.error ? <ErrorState error={run.error} /> : null}
    </div>
  )
}
