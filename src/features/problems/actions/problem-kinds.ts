export const problemKinds = ['process', 'money', 'right', 'danger', 'data'] as const
export type ProblemKind = (typeof problemKinds)[number]
