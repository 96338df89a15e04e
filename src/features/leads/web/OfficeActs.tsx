import { useState } from 'react'
import { sayDue } from '#src/ui/DueDate.tsx'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { CheckBox, Field, TextArea, TextInput } from '#src/ui/Field.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { leadLooks } from '#src/ui/state-kinds.ts'
import { useHandOut } from './LeadBatch.tsx'
import { callLeads, proofAddress, useLeads, type LeadDetail } from './leads-api.ts'

/** What the office does on a lead's page: hand it out, or look a second time. For field posts: begin. */
export function OfficeActs({ lead }: { lead: LeadDetail }) {
  return (
    <>
      {lead.may.includes('assign') ? <HandOut lead={lead} /> : null}
      {lead.may.includes('lookAgain') ? <SecondLook lead={lead} /> : null}
      {lead.may.includes('start') ? <Begin lead={lead} /> : null}
    </>
  )
}

function HandOut({ lead }: { lead: LeadDetail }) {
  const { data: choices } = useLeads('GET /api/leads/choices', {})
  const { assign } = useHandOut([lead.lead], () => undefined)
  const posts = choices?.posts.filter((post) => lead.division.startsWith(post.division)) ?? []
  const [chosen, setChosen] = useState('')
  const post = posts.find((each) => each.post === chosen) ?? posts.find((each) => each.role === (lead.isChildMatter ? 'child_worker' : 'worker')) ?? posts[0]
  const verb = lead.state === 'assigned' ? '改派给' : '分派给'
  return (
    <section className="decide decide-done" aria-label="分派">
      {posts.length === 0 ? (
        <span className="ink2">{lead.community || '镇里'}还没有能核实的岗位，请先在“账号”里给社区专干开号。</span>
      ) : (
        <>
          <select className="input decide-who" aria-label="谁去核实" value={post?.post ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {posts.map((each) => (
              <option key={each.post} value={each.post}>
                {each.name}（手上 {each.open} 条）
              </option>
            ))}
          </select>
          <span className="small ink2" title={choices && sayDue(choices.dueSteps, choices.dueOn)}>
            从今天起 10 个工作日
          </span>
          <Button
            kind={lead.state === 'assigned' ? 'plain' : 'primary'}
            isBusy={assign.isBusy}
            onClick={() => post && void assign.run({ to: post.post, words: post.name })}
          >
            {verb}
            {post?.name}
            {lead.state === 'assigned' && lead.dueOn ? '，到期日不变' : `，${choices?.dueOn.slice(5) ?? ''} 到期`}
          </Button>
        </>
      )}
      {assign.error ? <ErrorState error={assign.error} /> : null}
    </section>
  )
}

function Begin({ lead }: { lead: LeadDetail }) {
  const begin = useAct(() => callLeads('POST /api/leads/{lead}/start', { params: { lead: lead.lead }, body: { version: lead.version } }))
  return (
    <div className="decide-begin">
      <Button isBusy={begin.isBusy} onClick={() => void begin.run(undefined)}>
        我开始核查（镇里会看到“核查中”）
      </Button>
      {begin.error ? <ErrorState error={begin.error} /> : null}
    </div>
  )
}

/** The second look at 不属实 and 部分属实: what the first person found, then agree or send back. */
function SecondLook({ lead }: { lead: LeadDetail }) {
  const [first] = lead.verifications
  const draft = useDraft(`look:${lead.lead}`, { note: '', until: lead.explainedUntil ?? '', withSame: true })
  const look = useAct(async (result: 'agreed' | 'sent_back') => {
    const done = await callLeads('POST /api/leads/{lead}/second-look', {
      params: { lead: lead.lead },
      body: {
        version: lead.version,
        result,
        note: draft.value.note,
        ...(result === 'agreed' && lead.sameWaiting > 0 ? { withSame: draft.value.withSame } : {}),
        ...(first?.result === 'unfounded' ? { explainedUntil: draft.value.until || null } : {}),
      },
    })
    draft.clear()
    announce({
      text:
        result === 'agreed'
          ? `复看同意：${lead.number}${done.same > 0 ? `，连同同一说明的 ${done.same} 条` : ''}`
          : `退回${first?.byName ?? ''}再查：${lead.number}`,
    })
  })
  if (!first) return null
  return (
    <section className="decide" aria-label="复看">
      <p>
        <b>
          {first.byName} 报{leadLooks[first.result]?.word}
        </b>
        {first.reason ? `：${first.reason}` : ''}
        {first.note ? `　${first.note}` : ''}
        {first.proofs.map((proof) => (
          <a
            key={proof.attachment}
            href={proofAddress('GET /api/attachments/{attachment}', { params: { attachment: proof.attachment } })}
            target="_blank"
            rel="noreferrer"
          >
            　{proof.name}
          </a>
        ))}
        {first.proofs.length === 0 ? <span className="small ink3">　没有附文件</span> : null}
      </p>
      <div className="decide-line">
        <div className="decide-note">
          <TextArea
            value={draft.value.note}
            aria-label="复看的意见"
            placeholder="复看的意见；退回时写明再看什么"
            onChange={(event) => draft.change({ note: event.target.value })}
          />
        </div>
        {first.result === 'unfounded' ? (
          <Field label="说明管到" layout="left">
            {(ids) => <TextInput {...ids} type="date" value={draft.value.until} onChange={(event) => draft.change({ until: event.target.value })} />}
          </Field>
        ) : null}
      </div>
      {lead.sameWaiting > 0 ? (
        <CheckBox
          isLabelled
          label={`同一说明还用在 ${lead.sameWaiting} 条上，一起同意`}
          isChecked={draft.value.withSame}
          onChange={(withSame) => draft.change({ withSame })}
        />
      ) : null}
      <div className="decide-line">
        <span className="small ink2 decide-kept">
          复看的人不能是核实的人。{first.result === 'partly' ? '同意后，属实的部分立为问题。' : '同意后这条结束，不会因为再核查又冒出来。'}
        </span>
        <Button disabled={draft.value.note.trim().length < 2} isBusy={look.isBusy} onClick={() => void look.run('sent_back')}>
          退回{first.byName}再查
        </Button>
        <Button kind="primary" isBusy={look.isBusy} onClick={() => void look.run('agreed')}>
          {first.result === 'partly' ? '同意，属实部分立为问题' : '同意不属实，这条结束'}
        </Button>
      </div>
      {look.error ? <ErrorState error={look.error} /> : null}
    </section>
  )
}
