import { causeWords, trackWords, waitWords, type CauseKind, type WaitReason } from '#src/domain/problem-words.ts'
import { addDays } from '#src/domain/plain-date.ts'
import { sayDue } from '#src/ui/DueDate.tsx'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { ActionForm } from './ActionForm.tsx'
import { callProblems, options, useOwners, type ProblemDetail } from './problems-api.ts'

export interface FormProps {
  problem: ProblemDetail
  today: string
  onClose: () => void
}

const blank = (text: string | undefined): boolean => (text ?? '').trim() === ''

function CauseFields({ values, change }: { values: Record<string, string>; change: (part: Record<string, string>) => void }) {
  return (
    <>
      <Field label="哪方面的原因" layout="left" isRequired>
        {() => (
          <Segmented
            label="哪方面的原因"
            look="cards"
            choices={options(causeWords)}
            value={(blank(values['cause']) ? undefined : values['cause']) as CauseKind | undefined}
            onChange={(cause) => change({ cause })}
          />
        )}
      </Field>
      <Field label="原因" layout="left" isRequired hint="为什么会这样，写到能对着它定措施">
        {(field) => <TextArea {...field} value={values['causeText'] ?? ''} onChange={(event) => change({ causeText: event.target.value })} />}
      </Field>
    </>
  )
}

function OwnerField({ division, value, onChange }: { division: string; value: string; onChange: (post: string) => void }) {
  const owners = useOwners(division)
  return (
    <Field label="责任人" layout="left" isRequired>
      {(field) => (
        <SelectInput
          {...field}
          value={value}
          placeholder="请选"
          options={owners.map((each) => ({ value: each.post, title: each.words }))}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

const usualDays = 14

/**
 * Cause, measures, owner and deadline in one form; what stands already is filled in. Of a registered problem the office establishes
 * it in the same act; then the first of the community's people and two weeks are proposed, both in sight and changeable.
 */
export function PlanForm({ problem, today, onClose }: FormProps) {
  const isNew = problem.state === 'registered'
  const owners = useOwners(problem.division)
  const ownerOf = (values: Record<string, string>): string => (blank(values['owner']) && isNew ? (owners[0]?.post ?? '') : (values['owner'] ?? ''))
  const lines = (text: string | undefined): string[] =>
    (text ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  return (
    <ActionForm
      draft={`problem:${problem.problem}:plan`}
      title={isNew ? '认定并定措施' : '定措施'}
      initial={{
        track: problem.track ?? 'by_deadline',
        cause: problem.cause ?? '',
        causeText: problem.causeText ?? '',
        measures: '',
        owner: problem.ownerPost ?? '',
        due: problem.dueOn ?? (isNew ? addDays(today, usualDays) : ''),
      }}
      note="限期整改要有原因、措施、责任人、时限；立行立改要有原因和责任人"
      verb={(values) =>
        (isNew ? '认定，' : '') +
        (values['track'] === 'at_once' ? '定为立行立改' : blank(values['due']) ? '定为限期整改' : `定为限期整改，${values['due'] ?? ''} 到期`)
      }
      // Nothing is established before the plan is whole: both happen, or neither.
      lacks={
        isNew
          ? (values) => [
              blank(values['cause']) || blank(values['causeText']) ? '原因' : '',
              values['track'] === 'by_deadline' && blank(values['measures']) ? '措施' : '',
              blank(ownerOf(values)) ? '责任人' : '',
              values['track'] === 'by_deadline' && blank(values['due']) ? '时限' : '',
            ]
          : undefined
      }
      send={async (values) => {
        const params = { problem: problem.problem }
        if (isNew) await callProblems('POST /api/problems/{problem}/establishment', { params, body: { version: problem.version } })
        return callProblems('POST /api/problems/{problem}/plan', {
          params,
          body: {
            version: isNew ? problem.version + 1 : problem.version,
            track: values['track'] as 'at_once',
            ...(blank(values['cause']) || blank(values['causeText']) ? {} : { cause: { kind: values['cause'] as CauseKind, text: values['causeText'] ?? '' } }),
            measures: lines(values['measures']),
            ...(blank(ownerOf(values)) ? {} : { owner: ownerOf(values) }),
            ...(blank(values['due']) || (values['track'] === 'at_once' && problem.dueOn !== null) ? {} : { due: values['due'] }),
          },
        })
      }}
      done={(values) => `${isNew ? '认定了，' : ''}定为${trackWords[values['track'] as 'at_once']}`}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="怎样改" layout="left">
            {() => (
              <Segmented
                label="怎样改"
                look="cards"
                choices={options(trackWords)}
                value={values['track'] as 'at_once'}
                onChange={(track) => change({ track })}
              />
            )}
          </Field>
          <CauseFields values={values} change={change} />
          <Field
            label="措施"
            layout="left"
            isRequired={values['track'] === 'by_deadline'}
            hint={problem.measures > 0 ? `已有 ${problem.measures} 条，这里写要加的，一行一条` : '一行一条'}
          >
            {(field) => <TextArea {...field} value={values['measures'] ?? ''} onChange={(event) => change({ measures: event.target.value })} />}
          </Field>
          <OwnerField division={problem.division} value={ownerOf(values)} onChange={(owner) => change({ owner })} />
          <Field
            label="时限"
            layout="left"
            isRequired={values['track'] === 'by_deadline'}
            hint={values['track'] === 'at_once' ? '立行立改可以不写，按天数计' : undefined}
          >
            {(field) => <TextInput {...field} type="date" value={values['due'] ?? ''} onChange={(event) => change({ due: event.target.value })} />}
          </Field>
        </>
      )}
    </ActionForm>
  )
}

export function CauseForm({ problem, onClose }: FormProps) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:cause`}
      title="原因"
      initial={{ cause: problem.cause ?? '', causeText: problem.causeText ?? '' }}
      verb={() => '写下原因'}
      lacks={(values) => [blank(values['cause']) ? '哪一方面' : '', blank(values['causeText']) ? '原因' : '']}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/cause', {
          params: { problem: problem.problem },
          body: { version: problem.version, kind: values['cause'] as CauseKind, text: values['causeText'] ?? '' },
        })
      }
      done={() => '原因写好了'}
      onClose={onClose}
    >
      {(values, change) => <CauseFields values={values} change={change} />}
    </ActionForm>
  )
}

export function MeasureForm({ problem, onClose }: FormProps) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:measure`}
      title="加一条措施"
      initial={{ text: '' }}
      verb={() => '加 1 条措施'}
      lacks={(values) => [blank(values['text']) ? '措施' : '']}
      send={(values) => callProblems('POST /api/problems/{problem}/measures', { params: { problem: problem.problem }, body: { text: values['text'] ?? '' } })}
      done={() => '加了 1 条措施'}
      onClose={onClose}
    >
      {(values, change) => (
        <Field label="做什么" layout="left" isRequired>
          {(field) => <TextArea {...field} value={values['text'] ?? ''} onChange={(event) => change({ text: event.target.value })} />}
        </Field>
      )}
    </ActionForm>
  )
}

export function OwnerForm({ problem, onClose }: FormProps) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:owner`}
      title={problem.ownerPost === null ? '定责任人' : '移交给别人'}
      initial={{ owner: '', unit: problem.unit ?? '', reason: '' }}
      verb={() => (problem.ownerPost === null ? '定为责任人' : `从${problem.ownerName ?? ''}移交给他`)}
      lacks={(values) => [blank(values['owner']) ? '责任人' : '']}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/owner', {
          params: { problem: problem.problem },
          body: {
            version: problem.version,
            post: values['owner'] ?? '',
            ...(blank(values['unit']) ? {} : { unit: values['unit'] }),
            ...(blank(values['reason']) ? {} : { reason: values['reason'] }),
          },
        })
      }
      done={() => '责任人定了'}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <OwnerField division={problem.division} value={values['owner'] ?? ''} onChange={(owner) => change({ owner })} />
          <Field label="责任单位" layout="left" hint="不写就用他所在的社区或办公室">
            {(field) => <TextInput {...field} value={values['unit'] ?? ''} onChange={(event) => change({ unit: event.target.value })} />}
          </Field>
          <Field label="为什么" layout="left">
            {(field) => <TextInput {...field} value={values['reason'] ?? ''} onChange={(event) => change({ reason: event.target.value })} />}
          </Field>
        </>
      )}
    </ActionForm>
  )
}

export function WaitForm({ problem, today, onClose }: FormProps) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:wait`}
      title="要等别人决定，时钟停下"
      initial={{ reason: '', note: '', from: today, until: '' }}
      verb={(values) => (blank(values['reason']) ? '转入等待，时钟停下' : `${waitWords[values['reason'] as WaitReason]}，时钟从 ${values['from'] ?? ''} 停下`)}
      lacks={(values) => [blank(values['reason']) ? '等什么' : '', blank(values['note']) ? '说明' : '']}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/waiting', {
          params: { problem: problem.problem },
          body: {
            version: problem.version,
            reason: values['reason'] as WaitReason,
            note: values['note'] ?? '',
            ...(blank(values['from']) ? {} : { from: values['from'] }),
            ...(blank(values['until']) ? {} : { until: values['until'] }),
          },
        })
      }
      done={() => '时钟停了'}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="等什么" layout="left" isRequired>
            {() => (
              <Segmented
                label="等什么"
                look="cards"
                choices={options(waitWords)}
                value={(blank(values['reason']) ? undefined : values['reason']) as WaitReason | undefined}
                onChange={(reason) => change({ reason })}
              />
            )}
          </Field>
          <Field label="说明" layout="left" isRequired hint="报给谁，等他决定什么">
            {(field) => <TextArea {...field} value={values['note'] ?? ''} onChange={(event) => change({ note: event.target.value })} />}
          </Field>
          <Field label="从哪天起" layout="left">
            {(field) => (
              <TextInput {...field} type="date" max={today} value={values['from'] ?? ''} onChange={(event) => change({ from: event.target.value })} />
            )}
          </Field>
          <UntilField problem={problem} today={today} reason={values['reason'] ?? ''} value={values['until'] ?? ''} onChange={(until) => change({ until })} />
        </>
      )}
    </ActionForm>
  )
}

interface UntilFieldProps {
  problem: ProblemDetail
  today: string
  reason: string
  value: string
  onChange: (until: string) => void
}

/** Until when at the latest: the article's last day where one limits the others, else a day of one's own. */
function UntilField({ problem, today, reason, value, onChange }: UntilFieldProps) {
  const waiting = problem.waitings.find((each) => each.reason === reason)
  const hint = waiting ? `${waiting.isLimited ? '不能再晚：' : '不写就是：'}${sayDue(waiting.dueSteps, today)}` : '先选等什么'
  return (
    <Field label="最晚等到" layout="left" hint={hint}>
      {(field) => <TextInput {...field} type="date" value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  )
}

export function EndWaitForm({ problem, today, onClose }: FormProps) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:end-wait`}
      title={endWaitVerb(problem)}
      initial={{ outcome: '', to: today }}
      note={problem.clock.explanation}
      verb={(values) => `${values['to'] ?? ''} 结束等待，时钟接着走`}
      lacks={(values) => [blank(values['outcome']) ? '结果' : '']}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/waiting/end', {
          params: { problem: problem.problem },
          body: { version: problem.version, outcome: values['outcome'] ?? '', ...(blank(values['to']) ? {} : { to: values['to'] }) },
        })
      }
      done={() => '时钟接着走了'}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="结果" layout="left" isRequired hint="谁决定了什么，文号">
            {(field) => <TextArea {...field} value={values['outcome'] ?? ''} onChange={(event) => change({ outcome: event.target.value })} />}
          </Field>
          <Field label="哪天收到" layout="left">
            {(field) => <TextInput {...field} type="date" max={today} value={values['to'] ?? ''} onChange={(event) => change({ to: event.target.value })} />}
          </Field>
        </>
      )}
    </ActionForm>
  )
}

const endWords: Record<WaitReason, string> = {
  authority_decision: '登记确认机关的决定，时钟接着走',
  hearing: '登记听取的意见，时钟接着走',
  public_notice: '公示期满，时钟接着走',
  recovery: '登记追缴结果，时钟接着走',
  police_search: '登记查找结果，时钟接着走',
}

export function endWaitVerb(problem: Pick<ProblemDetail, 'waitingReason'>): string {
  return problem.waitingReason ? endWords[problem.waitingReason] : '结束等待，时钟接着走'
}

/** A leader grants more time; the community asks for it. */
export function ExtendForm({ problem, isAsking, onClose }: FormProps & { isAsking: boolean }) {
  const asked = problem.extensionAsked
  return (
    <ActionForm
      draft={`problem:${problem.problem}:${isAsking ? 'ask-extension' : 'extend'}`}
      title={isAsking ? '申请延期' : '批准延期'}
      initial={{ due: isAsking ? '' : (asked?.due ?? ''), reason: '' }}
      note={
        isAsking
          ? `现在的时限是 ${problem.dueOn ?? ''}；由分管领导批准`
          : asked
            ? `${asked.on} ${asked.by}申请延到 ${asked.due}：${asked.reason}`
            : `现在的时限是 ${problem.dueOn ?? ''}`
      }
      verb={(values) => (blank(values['due']) ? (isAsking ? '申请延期' : '批准延期') : `${isAsking ? '申请' : '批准'}延到 ${values['due'] ?? ''}`)}
      lacks={(values) => [blank(values['due']) ? '新的时限' : '', blank(values['reason']) ? '理由' : '']}
      send={(values) =>
        isAsking
          ? callProblems('POST /api/problems/{problem}/extension-request', {
              params: { problem: problem.problem },
              body: { due: values['due'] ?? '', reason: values['reason'] ?? '' },
            })
          : callProblems('POST /api/problems/{problem}/extension', {
              params: { problem: problem.problem },
              body: { version: problem.version, due: values['due'] ?? '', reason: values['reason'] ?? '' },
            })
      }
      done={(values) => (isAsking ? '申请交上去了' : `延到 ${values['due'] ?? ''}`)}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="延到" layout="left" isRequired>
            {(field) => <TextInput {...field} type="date" value={values['due'] ?? ''} onChange={(event) => change({ due: event.target.value })} />}
          </Field>
          <Field label="理由" layout="left" isRequired>
            {(field) => <TextArea {...field} value={values['reason'] ?? ''} onChange={(event) => change({ reason: event.target.value })} />}
          </Field>
        </>
      )}
    </ActionForm>
  )
}
