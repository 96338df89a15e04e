import { Link } from 'wouter'
import { EmptyState } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import type { Inspections } from './calls.ts'
import { DrawChoice } from './DrawChoice.tsx'

/** All draws, and the forms for the next. */
export function SampleList({ samples, campaign, mayDraw }: { samples: Inspections; campaign: string | undefined; mayDraw: boolean }) {
  return (
    <>
      {mayDraw ? <DrawChoice campaign={campaign} /> : null}
      {samples.length === 0 ? (
        <EmptyState title="这里是已销号问题的抽查" missing="还没有抽过。督查组定件数和种子，系统按编号的散列顺序抽，谁来抽都是同样几件。" />
      ) : null}
      <ul className="supervision-list">
        {samples.map((sample) => (
          <li key={sample.inspection}>
            <Link href={`/supervision/${sample.inspection}`}>
              {sample.number} {sample.title}
            </Link>
            <span className="ink2">
              {sample.on} · {sample.by} · {sample.population} 件里抽 {sample.size} 件，种子 {sample.seed}
            </span>
            {sample.decided < (sample.size ?? 0) ? (
              <StateWord kind="working" word={`已看 ${sample.decided} / ${sample.size}`} />
            ) : (
              <StateWord kind={sample.sentBack > 0 ? 'returned' : 'done'} word={sample.sentBack > 0 ? `退回 ${sample.sentBack} 件` : '全部属实'} />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
