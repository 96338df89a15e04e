import { Facts } from '#src/ui/Facts.tsx'
import { Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useLeads } from './leads-api.ts'

/** What we hold of an article: our rule in one line, its months, what replaced it, the hash; the text itself where the town keeps it. */
export function ArticleText({ law, article }: { law: string; article: string }) {
  const found = useLeads('GET /api/law-articles', { query: { law, article } })
  return (
    <div className="article-text">
      <Shown of={found} what="正在取条文">
        {({ rules, hash, text }) => (
          <>
            {text ? (
              <>
                <blockquote className="paper-text">{text.text}</blockquote>
                <p className="small ink2">
                  {text.file}{' '}
                  {hash === null ? null : text.isSame ? (
                    <StateWord kind="same" word="与引用时的文本一致" />
                  ) : (
                    <StateWord kind="differs" word="与引用时的文本不一致，请核对版本" />
                  )}
                </p>
              </>
            ) : (
              <p className="small ink2">本系统不带法律法规全文。把文本（如“{law}.md”）放进数据目录的 law 文件夹，这里就能看到原文。</p>
            )}
            <Facts
              look="list"
              facts={[
                ...(rules.length === 0 ? [{ label: '要点', value: '这一条来自本镇登记的标准或文件' }] : []),
                ...rules.map((each) => ({
                  label: each.to === null ? `${each.from} 起` : `${each.from} 至 ${each.to}`,
                  value: each.rule,
                  note: [each.supersededBy ? `后由《${each.supersededBy}》代替` : '', each.checks.length > 0 ? `用于：${each.checks.join('、')}` : '']
                    .filter(Boolean)
                    .join('；'),
                })),
                { label: '校验值', value: hash === null ? '未登记' : <span className="hash">{hash}</span> },
              ]}
            />
          </>
        )}
      </Shown>
    </div>
  )
}
