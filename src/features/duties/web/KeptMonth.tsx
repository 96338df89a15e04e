import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { useHere } from '#src/ui/here.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { callLedgers, useLedgers } from './calls.ts'

const words = {
  visits: { what: '走访', who: '本社区所有人的走访（连儿童主任、社工、卫生院的）', gone: '没走' },
  patrols: { what: '巡查', who: '本社区点位的巡查（连公安、城管、救助站来走的）', gone: '没巡查' },
}

/** A month that is over: the community says that everybody's visits or patrols are here, so that the checks may call the others missing. */
export function KeptMonth({ ledger, month }: { ledger: keyof typeof words; month: string }) {
  const { what, who, gone } = words[ledger]
  const { role, division } = useHere()
  const declared = useLedgers('GET /api/kept-months', { query: { ledger } })
  const given = { ledger, month }
  const declare = useAct(async () => {
    await callLedgers('POST /api/kept-months', { body: given })
    announce({ text: `已声明 ${month} 的${what}记全了；下次核查会看哪里没走到` })
  })
  const withdraw = useAct(async () => {
    await callLedgers('DELETE /api/kept-months', { query: given })
    announce({ text: `${month} 的声明已收回` })
  })
  const months = declared.data?.months.filter((each) => each.month === month) ?? []
  const own = months.find((each) => each.division === division)
  const maySay = role === 'secretary' || role === 'worker'
  if (!maySay)
    return (
      <p className="small ink2">
        {months.length === 0 ? `还没有社区声明 ${month} 的${what}记全了。` : `声明 ${month} 记全了的：${months.map((each) => each.divisionName).join('、')}。`}
      </p>
    )
  return (
    <div className="duty-line kept-month">
      {own ? (
        <>
          <span>
            <Icon name="tick" /> {own.by} 声明 {month} 的{what}都记在这里了，没记的就是{gone}。
          </span>
          <Button size="row" isBusy={withdraw.isBusy} onClick={() => void withdraw.run(undefined)}>
            收回声明
          </Button>
        </>
      ) : (
        <>
          <span className="ink2">
            {month} {who}都记在这里了吗？声明以后，没记的就算{gone}，核查会看；没有声明，核查不下结论。
          </span>
          <Button kind="lead" isBusy={declare.isBusy} onClick={() => void declare.run(undefined)}>
            声明 {month} 记全了
          </Button>
        </>
      )}
      {declare.error || withdraw.error ? <ErrorState error={declare.error ?? withdraw.error} /> : null}
    </div>
  )
}
