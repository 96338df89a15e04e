import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { Form } from '#src/ui/Form.tsx'
import { useHere } from '#src/ui/here.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { callCampaigns, uploadPlan, useCampaigns, type Campaign, type Home } from './overview-api.ts'

const planFiles = '.docx,.doc,.pdf,.txt,.md,.json'

/** What the paper lost and what nothing answers, with the ways to fill it. */
export function NobodyAnswers({ home, campaign }: { home: Home; campaign: Campaign }) {
  const { role } = useHere()
  const { query, change } = useUrlQuery()
  const part = query.get('add')
  const lost = home.unanswered.filter((each) => each.item === null)
  const idle = home.unanswered.filter((each) => each.item !== null)
  const cut = campaign.warnings.filter((warning) => warning.kind === 'omission')
  const words = (list: typeof lost): string => list.map((each) => each.label).join('、')
  return (
    <section className="nobody" aria-label="无人回答">
      {home.unanswered.length > 0 ? (
        <p>
          <b className="am">
            <Icon name="question" size={14} /> 无人回答 {home.unanswered.length} 项：
          </b>
          {[
            ...cut.map((warning) => warning.message.replace(/。$/, '')),
            ...(lost.length > 0 ? [`${words(lost)}只剩编号`] : []),
            ...(idle.length > 0 ? [`${words(idle)}没有核查，也没有问题对应`] : []),
          ].join('；')}
          。
        </p>
      ) : (
        <p className="ink2">每一项都有核查或问题来回答。</p>
      )}
      {role === 'clerk' ? (
        <p className="nobody-acts">
          <Button kind="link" onClick={() => change({ add: part === 'item' ? undefined : 'item' })}>
            {lost.length > 0 ? '补写一项' : '加一项'}
          </Button>
          <Button kind="link" onClick={() => change({ add: part === 'plan' ? undefined : 'plan' })}>
            {lost.length > 0 || cut.length > 0 ? '上传完整方案' : '导入另一份方案'}
          </Button>
        </p>
      ) : null}
      {role === 'clerk' && part === 'item' ? <AddItem home={home} campaign={campaign} onDone={() => change({ add: undefined })} /> : null}
      {role === 'clerk' && part === 'plan' ? <UploadPlan onDone={() => change({ add: undefined, campaign: undefined, item: undefined })} /> : null}
      {campaign.warnings.length > 0 ? (
        <details className="plan-warnings">
          <summary>原文有 {campaign.warnings.length} 处残缺或存疑</summary>
          <ul className="small">
            {campaign.warnings.map((warning) => (
              <li key={`${warning.kind} ${warning.where} ${warning.message}`}>
                <span className="ink2">{warning.where}</span> {warning.message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

export function UploadPlan({ onDone }: { onDone: () => void }) {
  const queries = useQueryClient()
  return (
    <FilePicker
      label="把方案拖进来：Word、PDF、文本，或别处导出的专项行动"
      hint="读出事项、阶段和保障措施，另建一个专项行动的草稿，正在办的不动；逐项看过、分管领导批准后各社区才开始自查。"
      accept={planFiles}
      isMultiple={false}
      send={(file, onProgress) => uploadPlan('POST /api/campaigns', file, { query: { name: file.name }, onProgress })}
      onSent={() => {
        announce({ text: '方案已读成草稿' })
        onDone()
        void queries.invalidateQueries()
      }}
    />
  )
}

interface Written {
  areaNo: string
  no: string
  text: string
  sourceNote: string
}

/** An item by hand: the words it must have and the paper it comes from. Usual matters of the area that no item covers are offered. */
function AddItem({ home, campaign, onDone }: { home: Home; campaign: Campaign; onDone: () => void }) {
  const lost = home.unanswered.find((each) => each.item === null)
  const areas = [...new Map(campaign.items.map((item) => [item.areaNo, item])).values()]
  const draft = useDraft<Written>(`campaign-item-${campaign.campaign}`, {
    areaNo: String(lost?.areaNo ?? areas[0]?.areaNo ?? 1),
    no: lost?.no ? String(lost.no) : '',
    text: '',
    sourceNote: '',
  })
  const { value: written, change: write } = draft
  const topics = useCampaigns('GET /api/topics', {})
  const [hasTried, setTried] = useState(false)
  const add = useAct(() =>
    callCampaigns('POST /api/campaigns/{campaign}/items', {
      params: { campaign: campaign.campaign },
      body: { areaNo: Number(written.areaNo), no: written.no === '' ? null : Number(written.no), text: written.text, sourceNote: written.sourceNote },
    }),
  )
  const area = areas.find((item) => item.areaNo === Number(written.areaNo))?.area
  const covered = new Set(campaign.items.flatMap((item) => item.topics.map((each) => each.topic)))
  const usual = (topics.data?.topics ?? []).filter((topic) => topic.area === area && !covered.has(topic.code))
  const save = async (): Promise<void> => {
    setTried(true)
    const answer = await add.run(undefined)
    if (!answer) return
    draft.clear()
    announce({ text: `已加上一项，来源：${written.sourceNote}` })
    onDone()
  }
  return (
    <Form className="add-item" onSubmit={save}>
      <Field label="哪个方面">
        {(ids) => (
          <SelectInput
            {...ids}
            value={written.areaNo}
            options={areas.map((item) => ({ value: String(item.areaNo), title: item.areaTitle }))}
            onChange={(areaNo) => write({ areaNo })}
          />
        )}
      </Field>
      <Field label="编号" hint="不在原文编号里的留空">
        {(ids) => <TextInput {...ids} inputMode="numeric" value={written.no} onChange={(event) => write({ no: event.target.value.replace(/\D/g, '') })} />}
      </Field>
      <Field label="事项的话" isRequired error={hasTried && written.text.trim().length < 4 ? '请写事项的原话' : undefined}>
        {(ids) => <TextArea {...ids} value={written.text} onChange={(event) => write({ text: event.target.value })} />}
      </Field>
      {usual.length > 0 ? (
        <p className="small add-usual">
          这个方面通行、而方案没写到的：
          {usual.slice(0, 8).map((topic) => (
            <Button key={topic.code} size="row" onClick={() => write({ text: `排查${topic.title}方面是否存在问题。` })}>
              {topic.title}
            </Button>
          ))}
        </p>
      ) : null}
      <Field
        label="来源"
        isRequired
        hint="如“2026 年县民政局通知第三条”；照通行做法补的，写“按通行事项补写”"
        error={hasTried && written.sourceNote.trim().length < 2 ? '请写来源' : undefined}
      >
        {(ids) => <TextInput {...ids} value={written.sourceNote} onChange={(event) => write({ sourceNote: event.target.value })} />}
      </Field>
      {add.error ? <ErrorState error={add.error} /> : null}
      <div className="form-acts">
        <Button type="submit" kind="primary" isBusy={add.isBusy}>
          加上这一项，{home.divisions.length} 个社区都要答
        </Button>
        <Button onClick={onDone}>先不加</Button>
      </div>
    </Form>
  )
}
