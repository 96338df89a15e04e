import type { DueStep } from '../../domain/due-steps.ts'
import type { Work } from '../../platform/events.ts'
import { listApplications, listChildCards, listClues, listStreetCases, readPatrols } from '../duties/index.ts'
import { fold, isField, isOffice, type Line } from './today-line.ts'

/** The day of what is due first, with its arithmetic. */
function firstDue(matters: readonly { dueOn: string | null; dueSteps: DueStep[] }[]): Pick<Line, 'due' | 'dueSteps'> {
  const [first] = matters.filter(({ dueOn }) => dueOn !== null).sort((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1))
  return { due: first?.dueOn ?? null, dueSteps: first?.dueSteps ?? [] }
}

const isConcerned = (work: Work): boolean => isField(work) || isOffice(work)

type Clues = Awaited<ReturnType<typeof listClues>>['clues']
type Cards = Awaited<ReturnType<typeof listChildCards>>['cards']

/** What field work brings to the page, its clues read once: who is in danger, and what else waits. */
export async function fieldLines(work: Work): Promise<{ dangers: Line[]; rest: Line[] }> {
  if (!isConcerned(work)) return { dangers: [], rest: [] }
  const { clues } = await listClues(work)
  const { cards } = await listChildCards(work)
  return { dangers: await fieldDangers(work, clues, cards), rest: await fieldWork(work, clues, cards) }
}

/** Urgent clues and people found in the street who wait for a hand-over; what stands in a report without receipt stands there. */
async function fieldDangers(work: Work, clues: Clues, cards: Cards): Promise<Line[]> {
  const { cases } = await listStreetCases(work)
  const ofClues = clues
    .filter((clue) => clue.isUrgent && !clue.isConcluded && (clue.report === null || clue.hasReceipt))
    .map((clue): Line => ({
      key: clue.clue,
      icon: clue.kind === 'child' ? 'child' : 'triangle',
      tone: 'red',
      title: `${clue.name}（${clue.divisionName}）${clue.event}`,
      note: clue.steps.length === 0 ? `${clue.source}的线索，还没有人去看` : `${clue.source}的线索，还没有办结`,
      due: clue.dueOn,
      dueSteps: clue.dueSteps,
      to: '/clues?show=urgent',
      action: clue.steps.length === 0 ? '今天就去看' : '写结论',
    }))
  const ofCases = cases
    .filter((each) => each.handedAt === null)
    .map((each): Line => ({
      key: each.streetCase,
      icon: each.personKind === 'minor' ? 'child' : 'triangle',
      tone: 'red',
      title: `${each.name}（${each.divisionName} ${each.place}）${each.condition}`,
      note: `街面发现，还没有交接 · ${each.duty}`,
      due: null,
      to: '/patrols',
      action: '记交接',
    }))
  // A card whose reports wait for receipts stands among the reports already.
  const ofCards = cards
    .filter((card) => !card.isEnded && (card.isUnsafe || (card.stage === 'found' && card.told.every((each) => each.receipt !== null))))
    .map((card): Line => ({
      key: card.card,
      icon: 'child',
      tone: 'red',
      title: `${card.name}（${card.divisionName}）${card.what}`,
      note: card.isUnsafe ? '最近一次回访时不安全，要马上换地方' : '没人照看，还没有安置',
      due: null,
      to: `/child-cards?card=${card.card}`,
      action: card.isUnsafe ? '换安置' : '写安置',
    }))
  return fold([...ofCards, ...ofClues, ...ofCases], (n) => ({ title: `另有 ${n} 件紧急的线索和街面发现`, to: '/clues?show=urgent', tone: 'red' }))
}

/** What field work still wants: clues without an end, applications to hand in, points to walk. One line each. */
async function fieldWork(work: Work, clues: Clues, cards: Cards): Promise<Line[]> {
  const today = work.clock.today()
  const open = clues.filter((clue) => !clue.isConcluded && !clue.isUrgent)
  const { applications, late } = await listApplications(work)
  const waiting = applications.filter((each) => each.state === 'waiting' || each.state === 'late')
  const { points } = await readPatrols(work)
  const walks = points.filter((point) => point.dueOn !== null && point.dueOn <= today)
  const looks = cards.filter((card) => card.dueOn !== null && card.dueOn <= today)
  const lines: (Line | false)[] = [
    looks.length > 0 && {
      key: 'child-cards',
      icon: 'child',
      tone: looks.some((card) => card.daysLate > 0) ? 'red' : 'amber',
      title: `${looks.length} 个临时安置的孩子该回访`,
      note: looks
        .slice(0, 3)
        .map((card) => (card.daysLate > 0 ? `${card.name}过了 ${card.daysLate} 天` : card.name))
        .join('、'),
      ...firstDue(looks),
      to: '/child-cards',
      action: '去回访',
    },
    open.length > 0 && {
      key: 'clues',
      icon: 'question',
      tone: 'ink',
      title: `主动发现 ${open.length} 条线索没办结`,
      note: `${open.filter((clue) => clue.steps.length === 0).length} 条还没有人去看`,
      ...firstDue(open),
      to: '/clues',
      action: '去核实',
    },
    waiting.length > 0 && {
      key: 'applications',
      icon: 'paper',
      tone: waiting.some((each) => each.state === 'late') ? 'red' : 'ink',
      title: `${waiting.length} 份申请等转报镇窗口`,
      note: late > 0 ? `晚了的 ${late} 份` : '社区只接收、转报',
      ...firstDue(waiting),
      to: '/applications',
      action: '去转报',
    },
    walks.length > 0 && {
      key: 'patrols',
      icon: 'house',
      tone: 'amber',
      title: `${walks.length} 个点位今天该巡查`,
      note: walks
        .slice(0, 3)
        .map((point) => point.name)
        .join('、'),
      ...firstDue(walks),
      to: '/patrols',
      action: '记巡查',
    },
  ]
  return lines.filter((line) => line !== false)
}
