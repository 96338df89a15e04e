import { DatePicker, Select } from 'antd'
import { useState } from 'react'
import { AntDesign } from '#src/ui/AntDesign.tsx'
import { BarOfParts } from '#src/ui/BarOfParts.tsx'
import { Button, Key } from '#src/ui/Button.tsx'
import { Checklist } from '#src/ui/Checklist.tsx'
import { Facts } from '#src/ui/Facts.tsx'
import { CheckBox, Field, SelectInput, TextArea } from '#src/ui/Field.tsx'
import { FilePicker, Thumbnails } from '#src/ui/FilePicker.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { Icon, iconNames } from '#src/ui/Icon.tsx'
import { ConfirmBar, Page, SidePanel } from '#src/ui/Page.tsx'
import { PaperText } from '#src/ui/PaperText.tsx'
import { ProblemError } from '#src/ui/problem-error.ts'
import { Segmented } from '#src/ui/Segmented.tsx'
import { EmptyState, ErrorState } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { stateKinds, type StateKind } from '#src/ui/state-kinds.ts'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import type { Column } from '#src/ui/table/columns.ts'
import { Timeline } from '#src/ui/Timeline.tsx'
import { useDraft } from '#src/ui/use-draft.ts'
import { Chip, Due, MaskedId, Money, Month } from '#src/ui/values.tsx'

interface Week {
  community: string
  checked: number
  returned: number
  open: number
  overdue: number
}

const weeks: readonly Week[] = [
  { community: '青柳', checked: 5, returned: 68_100, open: 9, overdue: 0 },
  { community: '桥头', checked: 6, returned: 0, open: 6, overdue: 0 },
  { community: '河湾', checked: 2, returned: 0, open: 1, overdue: 1 },
]

const weekColumns: readonly Column<Week>[] = [
  { key: 'community', title: '社区', width: 120, value: (week) => week.community, render: (week) => <b>{week.community}</b> },
  {
    key: 'checked',
    title: '疑点\n核实',
    kind: 'count',
    band: '本周',
    value: (week) => week.checked,
    render: (week) => <NumberLink to="/gallery">{week.checked}</NumberLink>,
    total: 'sum',
    totalTo: '/gallery',
  },
  { key: 'returned', title: '追回\n（元）', kind: 'money', band: '本周', value: (week) => week.returned, total: 'sum' },
  { key: 'open', title: '疑点\n待核实', kind: 'count', band: '累计', value: (week) => week.open, total: 'sum' },
  {
    key: 'overdue',
    title: '逾期',
    kind: 'count',
    band: '累计',
    value: (week) => week.overdue,
    render: (week) => (week.overdue ? <StateWord kind="overdue" word={String(week.overdue)} /> : 0),
    total: 'sum',
  },
]

const today = '2026-10-20'

/** Every block by itself, with sample data. */
export function BlocksSample() {
  const [verdict, setVerdict] = useState<'confirmed' | 'partly' | undefined>('confirmed')
  const [answer, setAnswer] = useState<'none' | 'some' | 'not_applicable' | undefined>(undefined)
  const { value: draft, change, keptAt } = useDraft('gallery', { note: '' })
  return (
    <Page
      side={
        <SidePanel head="二·三 · 方案原文第 2 页" label="方案原文" width={344} foot={<Button kind="lead">请茶场重新核对 4 人，退回这一格</Button>}>
          <section>
            <h2>贫困重度残疾人底数与台账</h2>
            <PaperText
              isCut
              text="（二）全面排查残疾人福利落实。三是各社区内贫困重度残疾人底数是否清楚，台账是否建立。四是……"
              mark="三是各社区内贫困重度残疾人底数是否清楚，台账是否建立。"
            />
          </section>
          <section>
            <h2>销号还缺 2 件</h2>
            <Checklist
              items={[
                { key: 'a', isDone: true, title: '原因写了，属机制' },
                { key: 'b', isDone: false, title: '余下 1,362.00 元有决定', note: '县民政局，10-13 已报', action: <Button size="row">登记决定</Button> },
                { key: 'c', isDone: false, isContradiction: true, title: '第 1 问答“无”，疑点 2 条', action: <Button size="row">去看</Button> },
              ]}
            />
          </section>
          <section>
            <h2>经过</h2>
            <Timeline
              today={today}
              entries={[
                { key: '1', at: '2026-10-13T08:20:00Z', who: '李敏', did: '报县民政局，时钟停' },
                { key: '2', at: '2025-12-09T02:02:00Z', who: '陈副镇长', did: <>批准减免 681.00 元</> },
              ]}
            />
          </section>
        </SidePanel>
      }
      foot={
        <ConfirmBar note="导入后 7 天内可以撤回本批；原文件照原样留底">
          <Button icon="download">下载批注好的原表</Button>
          <Button>先存着，不导</Button>
          <Button kind="primary">导入低保 631 人、火化 89 条（另有 19 行待修正）</Button>
        </ConfirmBar>
      }
    >
      <FirstLine note="按不办的后果排，最要紧的在上面；每件都能在这里办完">
        有 <NumberLink to="/gallery">11 件</NumberLink>事等您：
        <NumberLink to="/gallery" tone="red">
          1 件
        </NumberLink>
        已逾期
      </FirstLine>
      <h2>状态：图标加词</h2>
      <p style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px' }}>
        {(Object.keys(stateKinds) as StateKind[]).map((kind) => (
          <StateWord key={kind} kind={kind} />
        ))}
        <StateWord kind="unverified" word="未核实：原文还没有上传" isChip />
        <StateWord kind="checking" word="核查中 · 王秀英" isChip />
        <Chip tone="accent">截至 2026-10-20 17:00 已冻结</Chip>
      </p>
      <p style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 14px' }}>
        {iconNames.map((name) => (
          <span key={name} title={name}>
            <Icon name={name} />
          </span>
        ))}
      </p>
      <h2>值</h2>
      <p style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}>
        <Money fen={408_600} /> <Money fen={null} /> <MaskedId id="99910119400101123X" /> <Month from="2026-04" to="2026-09" />{' '}
        <Due date="2026-10-16" today={today} /> <Due date="2026-10-20" today={today} /> <Due date="2026-10-21" today={today} />{' '}
        <Due date="2026-11-02" today={today} /> <Due date={null} today={today} />
      </p>
      <Facts
        facts={[
          { label: '低保', value: '681.00 元', note: '1 人，2026-01-12 到账' },
          { label: '护理补贴', value: <StateWord kind="look" word="没有发" />, tone: 'amber', note: '名册里这一格空着' },
          { label: '残疾人证', value: '有效', note: '精神二级，2025-12-16 换发' },
        ]}
      />
      <Facts
        look="open"
        facts={[
          { label: '原因', value: '机制', note: '两镇名册不互通', action: <a href="/gallery">改</a> },
          { label: '时限', value: '2026-11-06，停着', note: '限期整改；09-21 定，29 个工作日' },
        ]}
      />
      <BarOfParts
        title="读到"
        total={660}
        unit="行"
        parts={[
          { title: '可导入', count: 631, tone: 'accent', to: '/gallery' },
          { title: '待修正', count: 18, tone: 'amber', to: '/gallery' },
          { title: '不是数据', count: 11, tone: 'quiet', to: '/gallery' },
        ]}
        note="待修正：证号 12、金额 4、社区认不出 2"
      />
      <h2>选择与填写</h2>
      <Segmented
        label="怎么判"
        look="cards"
        value={verdict}
        onChange={setVerdict}
        choices={[
          { value: 'confirmed', title: '属实', keyName: '1' },
          { value: 'partly', title: '部分属实', keyName: '2' },
        ]}
      />
      <Segmented
        label="底数有没有不清的"
        value={answer}
        onChange={setAnswer}
        choices={[
          { value: 'none', title: '无' },
          { value: 'some', title: '有 … 处' },
          { value: 'not_applicable', title: '不适用' },
        ]}
      />
      <CheckBox isLabelled label="名单里的证号其实是别人的？" note="对照户口本、同名同村的人" isChecked={false} onChange={() => undefined} />
      <div style={{ maxWidth: 560 }}>
        <Field label="说明" layout="left" hint={keptAt ? `草稿 ${keptAt} 已存在本机` : '写的随时存在本机'}>
          {(ids) => <TextArea {...ids} value={draft.note} onChange={(event) => change({ note: event.target.value })} />}
        </Field>
        <Field label="社区" layout="left" error="请选一个社区">
          {(ids) => <SelectInput {...ids} placeholder="请选" options={[{ value: 'aaaa', title: '青柳' }]} onChange={() => undefined} />}
        </Field>
        <AntDesign>
          <DatePicker aria-label="日期" /> <DatePicker.MonthPicker aria-label="月份" />{' '}
          <Select showSearch placeholder="找人" style={{ width: 160 }} options={[{ value: 1, label: '王秀英' }]} aria-label="谁办" />
        </AntDesign>
      </div>
      <p>
        <Button>普通</Button> <Button kind="lead">这一行最后一步</Button>{' '}
        <Button kind="danger" icon="phone">
          打给青禾派出所
        </Button>{' '}
        <Button isBusy>正在存</Button> <Key>Esc</Key> 关上
      </p>
      <h2>周调度（每个数都能点开）</h2>
      <DataTable
        id="gallery-week"
        label="周调度"
        rows={weeks}
        rowKey={(week) => week.community}
        columns={weekColumns}
        height="natural"
        hasTotals
        unit="个社区"
      />
      <FilePicker
        label="再拖文件进来，多少都行"
        takesPhotos
        send={(_, progress) => new Promise((resolve) => setTimeout(() => resolve(progress(1)), 800))}
        onSent={() => undefined}
      />
      <Thumbnails
        items={[{ key: 'a', src: undefined, title: '两镇名册对照', note: '前 · 09-14', href: '/gallery' }]}
        missing={{ title: '缺 10 月发放回单', note: '上传或拍照', onAdd: () => undefined }}
      />
      <EmptyState title="这里会列出本月名册里的每一户" missing="还缺 2026-10 的低保名册。" action={<Button kind="lead">导入名册</Button>} />
      <ErrorState error={new ProblemError({ code: 'offline' })} onRetry={() => undefined} />
    </Page>
  )
}
