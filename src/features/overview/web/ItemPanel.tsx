import { useState } from 'react'
import { Link } from 'wouter'
import { grouped } from '#src/ui/amounts.ts'
import { Button, ButtonLink } from '#src/ui/Button.tsx'
import { CheckBox } from '#src/ui/Field.tsx'
import { NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { announce } from '#src/ui/notices.tsx'
import { SidePanel } from '#src/ui/Page.tsx'
import { PaperText } from '#src/ui/PaperText.tsx'
import { ErrorState, Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { callCampaigns, useCampaigns, useOverview, type Answering, type Campaign, type Home, type Item, type ItemAnswers } from './overview-api.ts'

const around = 90

interface ItemPanelProps {
  home: Home
  campaign: Campaign
  item: Item
  onClose?: () => void
}

/** One item: the paper's own words, who answers it, how the communities answer. */
export function ItemPanel({ home, campaign, item, onClose }: ItemPanelProps) {
  const { role } = useHere()
  const answering = home.answers.find((each) => each.item === item.item)
  const answers = useOverview('GET /api/campaign-item', { query: { item: item.item } }, { keepsLast: true, isOn: campaign.state !== 'draft' })
  const against = answers.data?.divisions.filter((row) => row.contradicts) ?? []
  const leads = against.reduce((sum, row) => sum + row.openLeads, 0)
  const label = answering?.label ?? ''
  return (
    <SidePanel
      head={`${label} · ${item.source === 'paper' ? '方案原文' : '手工加的事项'}`}
      label={`事项 ${label}`}
      width={344}
      {...(onClose ? { onClose } : {})}
      foot={
        campaign.state === 'draft' || !['clerk', 'leader', 'supervisor'].includes(role) ? null : (
          <ButtonLink to={`/selfcheck?view=side&item=${item.item}`} kind={against.length > 0 && role === 'clerk' ? 'primary' : 'lead'}>
            {against.length > 0 ? `请${against.map((row) => row.name).join('、')}重新核对 ${leads} 条` : `${home.divisions.length} 个社区并排看`}
          </ButtonLink>
        )
      }
    >
      <section>
        <h2>{item.title}</h2>
        <Words campaign={campaign} item={item} />
        {item.sourceNote ? <p className="small ink2">来源：{item.sourceNote}</p> : null}
        <Topics item={item} mayConfirm={role === 'clerk'} />
      </section>
      {item.wordings.length > 0 ? <BesideLaw item={item} /> : null}
      <section>
        <h2>谁来回答</h2>
        {answering ? <Answerers answering={answering} lastRun={home.lastRun} item={item} answers={answers.data?.divisions} /> : null}
      </section>
      {campaign.state === 'draft' ? null : (
        <section>
          <h2>{home.divisions.length > 1 ? `${home.divisions.length} 个社区怎么答` : '社区怎么答'}</h2>
          <Shown of={answers}>{({ divisions }) => <AnswerTable rows={divisions} item={item} />}</Shown>
        </section>
      )}
    </SidePanel>
  )
}

/** Where plan and law say different things, both stand here: the plan is not corrected, the reader knows. */
function BesideLaw({ item }: { item: Item }) {
  return (
    <section aria-label="方案和法律">
      <h2>方案和法律说法不同</h2>
      <dl className="beside-law">
        {item.wordings.map((each) => (
          <div key={`${each.law} ${each.article}`}>
            <dt>方案</dt>
            <dd>“{each.plan}”</dd>
            <dt>法律</dt>
            <dd>
              “{each.quote}”
              <span className="small ink2">
                《{each.law}》{each.article}，{each.from} 起
              </span>
            </dd>
            <dt>{each.isOmission ? '少写' : '怎么办'}</dt>
            <dd>{each.says}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Words({ campaign, item }: { campaign: Campaign; item: Item }) {
  const [isWhole, setWhole] = useState(false)
  if (item.anchor === null || campaign.body === '') return <PaperText text={item.text} />
  const [from, to] = item.anchor
  const start = Math.max(0, from - around)
  const excerpt = campaign.body.slice(start, to + around)
  return (
    <>
      {isWhole ? (
        <div className="paper-whole">
          <PaperText text={campaign.body} mark={{ from, to }} followsMark />
        </div>
      ) : (
        <PaperText text={excerpt} mark={{ from: from - start, to: to - start }} isCut />
      )}
      <Button kind="link" size="row" onClick={() => setWhole(!isWhole)}>
        {isWhole ? '只看这一项' : '看方案全文'}
      </Button>
    </>
  )
}

/** Topics join an item to checks and questions; they are guessed by its words until the clerk confirms. */
function Topics({ item, mayConfirm }: { item: Item; mayConfirm: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const isProposed = item.topics.some((each) => each.state === 'proposed') || item.topics.length === 0
  return (
    <div className="item-topics">
      <p className="small">
        主题：{item.topics.length === 0 ? '没有认出来' : item.topics.map((each) => each.title).join('、')}{' '}
        {isProposed ? <StateWord kind="look" word="按字面认的" /> : <span className="ink3">已确认</span>}
      </p>
      {mayConfirm ? (
        isOpen ? (
          <TopicForm key={item.item} item={item} onDone={() => setOpen(false)} />
        ) : (
          <Button kind="link" size="row" onClick={() => setOpen(true)}>
            {isProposed ? '看对不对，确认' : '改主题'}
          </Button>
        )
      ) : null}
    </div>
  )
}

function TopicForm({ item, onDone }: { item: Item; onDone: () => void }) {
  const topics = useCampaigns('GET /api/topics', {})
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(item.topics.map((each) => each.topic)))
  const save = useAct((codes: string[]) => callCampaigns('PUT /api/items/{item}/topics', { params: { item: item.item }, body: { topics: codes } }))
  return (
    <Shown of={topics}>
      {(data) => (
        <div className="topic-form">
          {data.topics
            .filter((topic) => topic.area === item.area || chosen.has(topic.code))
            .map((topic) => (
              <CheckBox
                key={topic.code}
                isLabelled
                label={topic.title}
                isChecked={chosen.has(topic.code)}
                onChange={(isOn) => setChosen(new Set(isOn ? [...chosen, topic.code] : [...chosen].filter((code) => code !== topic.code)))}
              />
            ))}
          {save.error ? <ErrorState error={save.error} /> : null}
          <div className="form-acts">
            <Button
              kind="lead"
              isBusy={save.isBusy}
              disabled={chosen.size === 0}
              onClick={() =>
                void save.run([...chosen]).then(() => {
                  announce({ text: `已确认“${item.title}”的 ${chosen.size} 个主题` })
                  onDone()
                })
              }
            >
              确认这 {chosen.size} 个主题
            </Button>
            <Button onClick={onDone}>不改</Button>
          </div>
        </div>
      )}
    </Shown>
  )
}

interface AnswerersProps {
  answering: Answering
  lastRun: string | null
  item: Item
  answers: readonly ItemAnswers[] | undefined
}

function Answerers({ answering, lastRun, item, answers }: AnswerersProps) {
  const { role } = useHere()
  const seesChecks = ['clerk', 'leader', 'county', 'auditor'].includes(role)
  const given = answers?.filter((row) => row.answered > 0)
  const silent = answers?.filter((row) => row.answered === 0) ?? []
  if (answering.checks.length === 0 && answering.questions.length === 0) {
    return (
      <p className="am">
        <Icon name="question" size={14} /> 无人回答：没有核查，也没有问题对应。确认主题后再看。
      </p>
    )
  }
  return (
    <ul className="answerers">
      {answering.checks.map((check) => (
        <li key={check.check}>
          <Icon name="drum" size={14} />
          <div>
            {seesChecks ? <Link href={`/checks/${check.check}`}>{check.title}</Link> : check.title}
            <span className="small ink2">
              {check.hits === null ? (
                check.status === null ? (
                  '还没有运行'
                ) : (
                  '没有运行'
                )
              ) : (
                <>
                  {check.population === null ? '' : `看了 ${grouped(check.population)} 条 · `}命中{' '}
                  {check.hits > 0 ? (
                    <NumberLink to={`/leads?check=${check.check}${item.topics.map((each) => `&topic=${each.topic}`).join('')}`}>{check.hits} 条</NumberLink>
                  ) : (
                    '0 条'
                  )}{' '}
                  · {lastRun} 运行
                </>
              )}
            </span>
            {check.missing.map((line) => (
              <span key={line} className="small am">
                缺 {line}
              </span>
            ))}
          </div>
        </li>
      ))}
      {answering.questions.map((question) => (
        <li key={question.code}>
          <Icon name="bubble" size={14} />
          <div>社区答：{question.text}</div>
        </li>
      ))}
      {answering.questions.length > 0 && given !== undefined ? (
        <li className="small ink2">
          <span />
          <div>
            {given.length} 个社区动了笔{silent.length > 0 && given.length > 0 ? `，没答：${silent.map((row) => row.name).join('、')}` : ''}
          </div>
        </li>
      ) : null}
    </ul>
  )
}

function AnswerTable({ rows, item }: { rows: readonly ItemAnswers[]; item: Item }) {
  return (
    <table className="answer-table">
      <thead>
        <tr>
          <th scope="col">社区</th>
          <th scope="col">答复</th>
          <th scope="col" className="right">
            应看
          </th>
          <th scope="col" className="right">
            看了
          </th>
          <th scope="col" className="right">
            疑点
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.division} className={row.contradicts ? 'is-contradicting' : undefined}>
            <th scope="row">
              <Link href={`/selfcheck?community=${row.division}`}>{row.name}</Link>
            </th>
            <td>{sayAnswer(row)}</td>
            <td className="right">{row.should ?? '—'}</td>
            <td className="right">{row.looked ?? '—'}</td>
            <td className="right">{row.openLeads > 0 ? <Link href={leadsOfRow(item, row)}>{row.openLeads}</Link> : <span className="ink3">0</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function sayAnswer(row: ItemAnswers) {
  switch (row.answer) {
    case 'some':
      return `有 ${row.count} 处`
    case 'none':
      return row.contradicts ? <b>无</b> : '无'
    case 'not_applicable':
      return '不适用'
    case 'partly':
      return (
        <span className="ac">
          答了 {row.answered} / {row.of}
        </span>
      )
    case 'unanswered':
      return <span className="am">没答</span>
  }
}

function leadsOfRow(item: Item, row: ItemAnswers): string {
  return `/leads?state=open&division=${row.division}${item.topics.map((each) => `&topic=${each.topic}`).join('')}`
}
