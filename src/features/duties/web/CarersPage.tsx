import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { Chip, MaskedId } from '#src/ui/values.tsx'
import { useRead } from './calls.ts'
import { AgreementForm, AskForm, EndAgreementForm } from './CarerForms.tsx'
import type { Cared, Carers } from './rows.ts'
import { NewChildCardForm } from './NewChildCardForm.tsx'
import { ContactCoverage } from './ContactCoverage.tsx'
import { FieldPage } from './FieldPage.tsx'
import { fitnessWords, livesWords, questionWords, unfitWords, wordOf } from './words.ts'

type Question = Cared['questions'][number]

const shows = [
  { value: 'ask', title: '有要问的' },
  { value: 'urgent', title: '今天就去' },
  { value: 'agreement', title: '协议' },
  { value: 'contact', title: '父母联系' },
  { value: 'all', title: '全部' },
] as const
type Show = (typeof shows)[number]['value']
const urgent: readonly Question[] = ['alone', 'no_carer', 'unfit', 'carer_is_minor']
const agreements: readonly Question[] = ['no_agreement', 'agreement_over', 'agreement_due']

const isShown = ({ questions, isUrgent, kind }: Cared, show: Show): boolean => {
  if (show === 'all') return true
  if (show === 'urgent') return isUrgent
  if (show === 'agreement') return questions.some((each) => agreements.includes(each))
  if (show === 'contact') return kind === 'left_behind' && questions.includes('contact_late')
  return questions.some((each) => each !== 'never_asked')
}

/** Who looks after whom: carer, agreement, what there is to ask, and when a child's parents were last in touch. */
export function CarersPage() {
  const answer = useRead('GET /api/carers', {})
  const { role } = useHere()
  const { query, change } = useUrlQuery()
  const show: Show = shows.find((each) => each.value === query.get('show'))?.value ?? 'ask'
  const mayAsk = role === 'worker' || role === 'secretary' || role === 'child_worker' || role === 'grid'
  return (
    <FieldPage entered={['carer_ask', 'agreement']}>
      <Shown of={answer}>
        {(data) => {
          const shown = data.people.filter((each) => isShown(each, show))
          return (
            <>
              <FirstLine note={<Basis data={data} />}>
                分散特困 {data.tekun} 人、留守儿童 {data.children} 人；今天就要去{' '}
                <NumberLink to="/carers?show=urgent" {...(data.urgent > 0 ? { tone: 'red' as const } : {})}>
                  {data.urgent} 人
                </NumberLink>
                ，没有协议或已到期 <NumberLink to="/carers?show=agreement">{data.noAgreement} 人</NumberLink>，30 天内到期 {data.renewal} 人，父母联系要问{' '}
                <NumberLink to="/carers?show=contact">{data.contactLate} 人</NumberLink>，一年内没问过{' '}
                <NumberLink to="/carers?show=all">{data.neverAsked} 人</NumberLink>
              </FirstLine>
              <Segmented label="看哪些" choices={shows} value={show} onChange={(value) => change({ show: value }, { isStep: true })} />
              {show === 'contact' && role !== 'grid' ? <ContactCoverage /> : null}
              {data.total === 0 ? <EmptyState title="这里列出分散特困和留守儿童由谁照料" missing="还没有导入特困人员名册、留守儿童台账。" /> : null}
              {data.total > 0 && shown.length === 0 ? <p className="ink2">这一类没有人。</p> : null}
              <ul className="duty-list" aria-label="照料情况">
                {shown.slice(0, 200).map((each) => (
                  <CaredRow key={`${each.kind}${each.person}`} cared={each} mayAsk={mayAsk} maySign={mayAsk || role === 'clerk'} />
                ))}
              </ul>
              {shown.length > 200 ? <p className="small ink3">先列 200 人，共 {shown.length} 人；要看全部请导出名册。</p> : null}
            </>
          )
        }}
      </Shown>
    </FieldPage>
  )
}

const kindWords = { tekun: '分散特困', left_behind: '留守儿童' } as const

function Basis({ data }: { data: Carers }) {
  return (
    <>
      {data.askAge.length > 0
        ? `照料人年龄要问一问：${data.askAge.map((each) => `${kindWords[each.kind]}满 ${each.value} 岁（${each.source}）`).join('、')}；年龄、身体只是问题，不是结论`
        : '镇里没有写明几岁要问，不按年龄问'}
      {data.agreementBasis.length > 0
        ? `；须签协议：${data.agreementBasis.map((each) => `${kindWords[each.kind]}（${each.source}）`).join('、')}`
        : '；镇里没有写明须签协议，不催协议'}
    </>
  )
}

function CaredRow({ cared, mayAsk, maySign }: { cared: Cared; mayAsk: boolean; maySign: boolean }) {
  const [open, setOpen] = useState<'ask' | 'sign' | 'end' | 'card' | null>(null)
  const { agreement, ask } = cared
  const toggle = (which: 'ask' | 'sign' | 'end' | 'card') => () => setOpen(open === which ? null : which)
  const close = (which: 'ask' | 'sign' | 'end' | 'card') => () => setOpen((now) => (now === which ? null : now))
  return (
    <li aria-label={`${cared.name}的照料`}>
      <div className="duty-line">
        <div>
          <b className={cared.isUrgent ? 'red' : ''}>
            {cared.isUrgent ? <Icon name={cared.kind === 'left_behind' ? 'child' : 'triangle'} label="今天就去" /> : null} {cared.name}
          </b>{' '}
          <span className="small ink3">
            <MaskedId id={cared.citizenId} />
          </span>{' '}
          （{cared.divisionName}，{kindWords[cared.kind]}）
          <div>
            照料人 {cared.carerName ?? '—'}
            {cared.carerRelation ? `（${cared.carerRelation}）` : ''}
            {cared.carerBirthDate ? `，${cared.carerBirthDate} 年生` : ''}
            {cared.caresFor > 1 ? `，照料 ${cared.caresFor} 人` : ''}
          </div>
          <div className="small ink2">
            {agreement
              ? `协议 ${agreement.number ?? ''} ${agreement.signedOn ?? '没写日期'} 签${agreement.endsOn ? `，到 ${agreement.endsOn}` : ''}`
              : '没有协议'}
            {ask
              ? ` · ${ask.on} ${ask.by} 问过：${livesWords[ask.lives]}，${fitnessWords[ask.fitness]}${ask.unfitFor.length > 0 ? `（${ask.unfitFor.map((each) => wordOf(unfitWords, each)).join('、')}）` : ''}；${ask.note}`
              : ''}
            {cared.kind === 'left_behind' && ask ? ` · 父母最近联系 ${ask.parentsContactOn ?? '没问到'}` : ''}
          </div>
          <div className="duty-chips">
            {cared.questions.map((question) => (
              <Chip key={question} tone={urgent.includes(question) ? 'red' : question === 'never_asked' ? 'quiet' : 'amber'}>
                {questionWords[question]}
              </Chip>
            ))}
          </div>
        </div>
        <div className="duty-next">
          {mayAsk ? (
            <Button kind="lead" onClick={toggle('ask')}>
              问照料情况
            </Button>
          ) : null}
          {maySign && cared.kind === 'left_behind' && cared.isUrgent ? <Button onClick={toggle('card')}>建应急卡</Button> : null}
          {maySign ? <Button onClick={toggle('sign')}>{agreement ? '续签或换人' : '登记协议'}</Button> : null}
          {maySign && agreement?.agreement && !cared.questions.includes('agreement_over') ? <Button onClick={toggle('end')}>终止协议</Button> : null}
        </div>
      </div>
      {open === 'ask' ? <AskForm cared={cared} onDone={close('ask')} /> : null}
      {open === 'card' ? (
        <NewChildCardForm known={{ name: cared.name, person: cared.person, ...(ask ? { what: ask.note } : {}) }} onDone={close('card')} />
      ) : null}
      {open === 'sign' ? <AgreementForm cared={cared} onDone={close('sign')} /> : null}
      {open === 'end' && agreement?.agreement ? <EndAgreementForm cared={cared} agreement={agreement.agreement} onDone={close('end')} /> : null}
    </li>
  )
}
