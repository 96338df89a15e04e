/** Codes of the emergency card of a child; imports nothing, so the contract may read it. */
export const cardCauses = ['street', 'missing', 'unable', 'refuses', 'abets', 'harms', 'other'] as const
export type CardCause = (typeof cardCauses)[number]

export const arrangementWays = ['relative', 'foster', 'rescue', 'institution', 'committee', 'hospital'] as const
export type ArrangementWay = (typeof arrangementWays)[number]

export const recipients = ['civil_affairs', 'police', 'education'] as const
export type Recipient = (typeof recipients)[number]

export const lackKinds = ['food', 'home', 'school', 'health', 'mind', 'money', 'papers'] as const
export type LackKind = (typeof lackKinds)[number]

export const endReasons = ['guardian_back', 'new_guardian', 'long_term', 'adopted', 'adult', 'handed_on', 'no_need'] as const
export type EndReason = (typeof endReasons)[number]
