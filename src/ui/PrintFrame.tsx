import type { ReactNode } from 'react'

interface PrintFrameProps {
  title: string
  /** Number and span: “第 6 期 本周：…”. */
  period?: string
  /** What is filtered, in words: `filterSentence`. */
  scope: string
  /** “2026-10-20 17:00（已冻结）”. */
  asOf: string
  /** Who signs, left to right. */
  signers?: readonly string[]
  /** “青禾镇民政办 李敏 打印于 2026-10-20 17:06”. */
  printedBy: string
  /** Brings the same numbers again. */
  checkNumber?: string
  notes?: ReactNode
  children: ReactNode
}

/** What only paper shows around a list on A4 landscape: title, span, filter, 截至, notes, signatures, who printed it. Page numbers come from the print sheet. */
export function PrintFrame({ title, period, scope, asOf, signers = ['制表', '负责人', '日期'], printedBy, checkNumber, notes, children }: PrintFrameProps) {
  return (
    <>
      <header className="print-only print-head">
        <h1>{title}</h1>
        <p>
          <span>{period}</span>
          <span>范围：{scope}</span>
          <b>截至 {asOf}</b>
        </p>
      </header>
      {children}
      <footer className="print-only print-foot">
        {notes ? <div className="print-notes">{notes}</div> : null}
        <p className="print-signers">
          {signers.map((signer) => (
            <span key={signer}>{signer}</span>
          ))}
        </p>
        <p className="print-by">
          <span>{printedBy}</span>
          {checkNumber ? <span>核对号 {checkNumber}：凭此号再出一份，数字相同</span> : null}
        </p>
      </footer>
    </>
  )
}
