import { CampaignChooser } from '#src/ui/Campaigns.tsx'
import { SelectInput } from '#src/ui/Field.tsx'
import { Page } from '#src/ui/Page.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { ButtonLink } from '#src/ui/Button.tsx'
import { useRead, type Selfcheck } from './calls.ts'
import { CommunityAnswers } from './CommunityAnswers.tsx'
import { SideBySideView } from './SideBySideView.tsx'
import './selfcheck.css'

/** 自查: one community's answers on one page, or for the town all communities beside each other, item by item. */
export function SelfcheckPage() {
  const { query } = useUrlQuery()
  const [campaign, community] = [query.get('campaign') ?? undefined, query.get('community') ?? undefined]
  const read = useRead('GET /api/selfcheck', { query: { campaign, community } }, { keepsLast: true })
  return (
    <Shown of={read}>
      {(selfcheck) => {
        if (!selfcheck.campaign) return <NoCampaign />
        if (!selfcheck.community) return <NoCommunity />
        if (selfcheck.may.compare && query.get('view') === 'side') {
          return (
            <Page>
              <PageHead crumbs={[{ text: '自查并排看' }]} note={<CampaignChooser shown={selfcheck.campaign.campaign} to="/selfcheck" />} />
              <CampaignChooser shown={selfcheck.campaign.campaign} to="/selfcheck" isInPage />
              <Chooser selfcheck={selfcheck} view="side" />
              <SideBySideView campaign={selfcheck.campaign.campaign} />
            </Page>
          )
        }
        return (
          <CommunityAnswers
            key={selfcheck.community.code}
            selfcheck={selfcheck}
            community={selfcheck.community}
            chooser={<Chooser selfcheck={selfcheck} view="one" />}
          />
        )
      }}
    </Shown>
  )
}

/** For the town: which community, or all beside each other. */
function Chooser({ selfcheck, view }: { selfcheck: Selfcheck; view: 'one' | 'side' }) {
  const { change } = useUrlQuery()
  if (!selfcheck.may.compare) return null
  return (
    <div className="selfcheck-chooser no-print">
      <Segmented
        label="看法"
        value={view}
        choices={[
          { value: 'one', title: '一个社区' },
          { value: 'side', title: '各社区并排' },
        ]}
        onChange={(next) => change({ view: next === 'side' ? 'side' : undefined })}
      />
      {view === 'one' ? (
        <SelectInput
          aria-label="社区"
          value={selfcheck.community?.code}
          options={selfcheck.communities.map((each) => ({ value: each.code, title: each.name }))}
          onChange={(community) => change({ community })}
        />
      ) : null}
    </div>
  )
}

function NoCampaign() {
  return (
    <Page>
      <PageHead crumbs={[{ text: '自查' }]} />
      <EmptyState
        title="这里答方案的每一项：无、有几处、不适用"
        missing="还没有批准的专项行动。镇民政办导入方案、镇领导批准以后，各社区就在这里自查。"
        action={<ButtonLink to="/campaign">看专项行动</ButtonLink>}
      />
    </Page>
  )
}

function NoCommunity() {
  return (
    <Page>
      <PageHead crumbs={[{ text: '自查' }]} />
      <EmptyState title="这里是各社区的自查" missing="还没有登记社区。导入名册时会带出社区，也可以由镇民政办添加。" />
    </Page>
  )
}
