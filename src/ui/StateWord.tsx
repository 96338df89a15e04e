import { Icon } from './Icon.tsx'
import { stateKinds, type StateKind } from './state-kinds.ts'

interface StateWordProps {
  kind: StateKind
  /** Replaces the usual word: “在做 2”, “10-21 明天”. */
  word?: string | undefined
  /** As a bordered chip; in tables leave it bare. */
  isChip?: boolean
}

/** A state as icon and word, so that colour is never alone. */
export function StateWord({ kind, word, isChip = false }: StateWordProps) {
  const { icon, tone, word: usual } = stateKinds[kind]
  return (
    <span className={`state tone-${tone}${isChip ? ' chip' : ''}`}>
      <Icon name={icon} size={14} />
      <span>{word ?? usual}</span>
    </span>
  )
}
