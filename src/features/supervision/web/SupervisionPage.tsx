import { CampaignChooser } from '#src/ui/Campaigns.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { Page } from '#src/ui/Page.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { useRead, useReaderOf } from './calls.ts'
import { ConsequenceList } from './ConsequenceList.tsx'
import { Entered } from './Entered.tsx'
import { Examination } from './Examination.tsx'
import { InspectionList } from './InspectionList.tsx'
import { Ladder } from './Ladder.tsx'
import { OrderList } from './OrderList.tsx'
import { SampleList } from './SampleList.tsx'
import './supervision.css'

const parts = [
  { value: 'samples', title: '抽查', for: ['supervisor', 'leader', 'clerk'] },
  { value: 'inspections', title: '督查与暗访', for: ['supervisor', 'leader', 'clerk'] },
  { value: 'orders', title: '督办', for: ['supervisor', 'leader', 'clerk', 'secretary', 'worker'] },
  { value: 'examination', title: '夜间自检', for: ['supervisor', 'leader'] },
  { value: 'ladder', title: '催办亮牌', for: ['supervisor', 'leader'] },
  { value: 'consequences', title: '追责', for: ['supervisor', 'leader'] },
] as const
type Part = (typeof parts)[number]['value']

/** What people enter in each part; a draw and its decisions are final, rules are stated anew. */
const entered: Record<Part, string[]> = {
  samples: [],
  inspections: ['inspection', 'follow_up'],
  orders: ['order', 'order_receipt', 'order_answer'],
  examination: [],
  ladder: ['consequence'],
  consequences: ['consequence', 'consequence_receipt'],
}

/** 督查: samples of closed problems, inspections, orders to units, consequences. Each post sees the parts that are its own. */
export function SupervisionPage() {
  const { role } = useReaderOf()
  const { query, change } = useUrlQuery()
  const shown = parts.filter((part) => part.for.some((each) => each === role))
  const wanted = query.get('part')
  const part: Part | undefined = shown.find((each) => each.value === wanted)?.value ?? shown[0]?.value
  const sees = (which: Part): boolean => shown.some((each) => each.value === which)
  const campaign = query.get('campaign') ?? undefined
  const inspections = useRead('GET /api/inspections', { query: { campaign } }, { isOn: sees('samples') })
  const orders = useRead('GET /api/orders', { query: { campaign } }, { isOn: sees('orders') })
  const consequences = useRead('GET /api/consequences', { query: { campaign } }, { isOn: sees('consequences') })
  const all = inspections.data?.inspections ?? []
  const samples = all.filter((each) => each.kind === 'sampling')
  const openFindings = all.reduce((sum, each) => sum + each.openFindings, 0)
  const undecided = samples.reduce((sum, each) => sum + (each.size ?? 0) - each.decided, 0)
  const openOrders = (orders.data?.orders ?? []).filter((order) => !order.isDone)
  const overdue = openOrders.filter((order) => order.daysOverdue > 0).length
  return (
    <Page>
      <PageHead crumbs={[{ text: '督查' }]} note={<CampaignChooser shown={campaign} to="/supervision" all="全部" />} />
      <CampaignChooser shown={campaign} to="/supervision" all="全部" isInPage />
      <FirstLine note={orders.data?.campaignEndedOn ? `方案各阶段 ${orders.data.campaignEndedOn} 已收官；没办结的督办不因此结束。` : undefined}>
        {sees('samples') ? (
          <>
            抽查 <NumberLink to="/supervision?part=samples">{samples.length} 次</NumberLink>，{undecided} 件还没有结论，退回{' '}
            {samples.reduce((sum, each) => sum + each.sentBack, 0)} 件；督查发现 <NumberLink to="/supervision?part=inspections">{openFindings} 条</NumberLink>
            没改；
          </>
        ) : null}
        督办 <NumberLink to="/supervision?part=orders">{openOrders.length} 件</NumberLink>在办
        {overdue > 0 ? (
          <>
            ，其中{' '}
            <NumberLink to="/supervision?part=orders" tone="red">
              {overdue} 件逾期
            </NumberLink>
          </>
        ) : (
          '，没有逾期'
        )}
        {sees('consequences') ? (
          <>
            ；追责 <NumberLink to="/supervision?part=consequences">{consequences.data?.consequences.length ?? 0} 条</NumberLink>
          </>
        ) : null}
      </FirstLine>
      {shown.length > 1 && part ? (
        <div>
          <Segmented
            label="看哪一部分"
            value={part}
            choices={shown.map(({ value, title }) => ({ value, title }))}
            onChange={(next) => change({ part: next })}
          />
        </div>
      ) : null}
      {part === 'samples' ? <SampleList samples={samples} campaign={campaign} mayDraw={role === 'supervisor'} /> : null}
      {part === 'inspections' ? (
        <InspectionList inspections={all.filter((each) => each.kind !== 'sampling')} campaign={campaign} mayWrite={role === 'supervisor'} />
      ) : null}
      {part === 'orders' ? <OrderList orders={orders.data?.orders ?? []} campaign={campaign} role={role} /> : null}
      {part === 'examination' ? <Examination mayAnswer={role === 'supervisor'} /> : null}
      {part === 'ladder' ? <Ladder maySign={role === 'supervisor'} /> : null}
      {part === 'consequences' ? (
        <ConsequenceList consequences={consequences.data?.consequences ?? []} campaign={campaign} mayWrite={role === 'supervisor'} />
      ) : null}
      {part === undefined || entered[part].length === 0 ? null : <Entered kinds={entered[part]} />}
    </Page>
  )
}
