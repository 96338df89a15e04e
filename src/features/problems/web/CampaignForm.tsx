import { campaignOptions, useAllCampaigns } from '#src/ui/Campaigns.tsx'
import { Field, SelectInput } from '#src/ui/Field.tsx'
import { ActionForm } from './ActionForm.tsx'
import type { FormProps } from './PlanForms.tsx'
import { callProblems } from './problems-api.ts'

/** Which campaign a problem is counted in; daily work belongs to none. */
export function CampaignForm({ problem, onClose }: FormProps) {
  const options = campaignOptions(useAllCampaigns()).filter((each) => !each.title.includes('（草稿）'))
  const titleOf = (campaign: string | undefined): string => options.find((each) => each.value === campaign)?.title ?? '日常工作'
  return (
    <ActionForm
      draft={`problem:${problem.problem}:campaign`}
      title="归到另一个专项行动"
      initial={{ campaign: problem.campaign?.campaign ?? '' }}
      note="以后的调度、抽查和对账按新的归；已经冻结的各期不变"
      verb={(values) => `归到${titleOf(values['campaign'])}`}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/campaign', {
          params: { problem: problem.problem },
          body: { version: problem.version, campaign: values['campaign'] === '' ? null : (values['campaign'] ?? null) },
        })
      }
      done={(values) => `问题 ${problem.number} 归到${titleOf(values['campaign'])}`}
      onClose={onClose}
    >
      {(values, change) => (
        <Field label="专项行动" layout="left">
          {(field) => (
            <SelectInput
              {...field}
              value={values['campaign'] ?? ''}
              placeholder="日常工作，不属于专项行动"
              options={options}
              onChange={(campaign) => change({ campaign })}
            />
          )}
        </Field>
      )}
    </ActionForm>
  )
}
