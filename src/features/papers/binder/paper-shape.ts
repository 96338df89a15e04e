import { z } from 'zod'

/** What a paper is made of; the page prints it and the .docx holds it, from the same pieces. */
export const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  /** Label and value, two pairs a line; a long value takes the whole line. */
  z.object({ kind: z.literal('facts'), rows: z.array(z.object({ label: z.string(), value: z.string() })) }),
  z.object({ kind: z.literal('table'), head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  z.object({ kind: z.literal('signers'), names: z.array(z.string()) }),
])
export type Block = z.infer<typeof block>

export const paper = z.object({
  title: z.string(),
  number: z.string().nullable(),
  /** More columns than an upright sheet bears. */
  isWide: z.boolean(),
  blocks: z.array(block),
})
export type Paper = z.infer<typeof paper>

export const binderPart = z.object({ title: z.string(), papers: z.array(paper) })
export type BinderPart = z.infer<typeof binderPart>

export const problemPaperKinds = ['check', 'mend', 'close'] as const
export type ProblemPaperKind = (typeof problemPaperKinds)[number]
