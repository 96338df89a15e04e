import { useState } from 'react'
import { Segmented } from '#src/ui/Segmented.tsx'
import { DrawForm } from './DrawForm.tsx'
import { StrataForm } from './StrataForm.tsx'

const ways = [
  { value: 'simple', title: '全镇随机抽' },
  { value: 'strata', title: '分层抽，估出错率' },
] as const

/** The two ways to draw; the simple one stands first. */
export function DrawChoice({ campaign }: { campaign: string | undefined }) {
  const [way, setWay] = useState<(typeof ways)[number]['value']>('simple')
  return (
    <>
      <div className="draw-way">
        <Segmented label="怎么抽" choices={ways} value={way} onChange={setWay} />
      </div>
      {way === 'simple' ? <DrawForm campaign={campaign} /> : <StrataForm campaign={campaign} />}
    </>
  )
}
