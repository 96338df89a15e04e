/** Codes of field work that contract, server and tests share; imports nothing, so the browser's check may read it. */
export const clueKinds = ['accident', 'illness', 'disaster', 'child', 'abuse', 'refused', 'hardship'] as const
export type ClueKind = (typeof clueKinds)[number]

export const clueReasons = ['above_limit', 'already_helped', 'not_true', 'elsewhere', 'declined', 'mended'] as const

export const streetKinds = ['minor', 'elder', 'mental', 'disabled', 'ill', 'other'] as const
export type StreetKind = (typeof streetKinds)[number]

export const handKinds = ['station', 'hospital', 'police', 'home', 'declined'] as const
export type HandKind = (typeof handKinds)[number]

/** What makes somebody unfit to look after a child (未成年人保护法第二十一、二十二条): which clause, never a diagnosis. */
export const unfitReasons = ['capacity', 'illness', 'ability', 'excluded', 'unwilling'] as const
export type UnfitReason = (typeof unfitReasons)[number]
