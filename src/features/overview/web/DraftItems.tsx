import { Button } from '#src/ui/Button.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { callCampaigns, type Campaign, type Home } from './overview-api.ts'

interface DraftItemsProps {
  home: Home
  campaign: Campaign
  chosen: string | undefined
  onItem: (item: string) => void
}

/** A draft: its items with their words and topics, to be looked through before the leader approves. */
export function DraftItems({ home, campaign, chosen, onItem }: DraftItemsProps) {
  return (
    <ul className="draft-items">
      {campaign.items.map((item, at) => {
        const answering = home.answers.find((each) => each.item === item.item)
        const isSettled = item.topics.length > 0 && item.topics.every((each) => each.state === 'confirmed')
        return (
          <li key={item.item} className={item.item === chosen ? 'is-chosen' : undefined}>
            {item.areaNo === campaign.items[at - 1]?.areaNo ? null : <h3>{item.areaTitle}</h3>}
            <button type="button" aria-pressed={item.item === chosen} onClick={() => onItem(item.item)}>
              <span className="ink3">{answering?.label}</span>
              <span>
                <b>{item.title}</b>
                <span className="small ink2 draft-words">{item.text}</span>
              </span>
              <span className="small">
                {item.topics.length === 0 ? <span className="am">没有主题</span> : item.topics.map((each) => each.title).join('、')}{' '}
                {isSettled ? <StateWord kind="done" word="已确认" /> : <StateWord kind="look" />}
              </span>
              <span className="small ink2">
                核查 {answering?.checks.length ?? 0} · 问题 {answering?.questions.length ?? 0}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** The leader's approval: from then on every community has its answers to fill. */
export function Approval({ home, campaign }: { home: Home; campaign: Campaign }) {
  const { role } = useHere()
  const approve = useAct(() => callCampaigns('POST /api/campaigns/{campaign}/approval', { params: { campaign: campaign.campaign } }))
  const unsettled = campaign.items.filter((item) => item.topics.length === 0 || item.topics.some((each) => each.state === 'proposed')).length
  if (role !== 'leader') {
    return (
      <p className="ink2">
        {role === 'clerk' ? `逐项看主题对不对（还有 ${unsettled} 项没确认），缺的补上，再请分管领导批准。` : '方案还没有批准，各社区还没有开始自查。'}
      </p>
    )
  }
  const run = async (): Promise<void> => {
    await approve.run(undefined)
    announce({ text: `已批准“${campaign.title}”` })
  }
  return (
    <div className="approval">
      {unsettled > 0 ? <p className="am">有 {unsettled} 项的主题还是按字面认的，民政办没有确认；批准以后也可以改。</p> : null}
      {approve.error ? <ErrorState error={approve.error} /> : null}
      <Button kind="primary" isBusy={approve.isBusy} onClick={() => void run()}>
        批准，{home.divisions.length} 个社区的 {campaign.items.length} 项自查开始
      </Button>
    </div>
  )
}
