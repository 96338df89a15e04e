/** The ordered list of features: each may import only those before it, through `index.ts` or `contract.ts`. */
export const featureOrder = [
  'accounts',
  'calendar',
  'ledgers',
  'campaigns',
  'checks',
  'leads',
  'problems',
  'selfcheck',
  'supervision',
  'duties',
  'people',
  'papers',
  'overview',
] as const
