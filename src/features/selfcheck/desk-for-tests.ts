import { newCampaignTown, townPassword } from '../../../tests/support/campaign-town.ts'
import type { Installation } from '../../platform/installation.ts'
import { answerQuestion, type NewAnswer } from './answer-question.ts'
import type { Population, PopulationsOf } from './ports.ts'
import { readSelfcheck } from './read-selfcheck.ts'
import { readSideBySide } from './read-side-by-side.ts'
import { signAnswers } from './sign-answers.ts'
import { submitAnswers } from './submit-answers.ts'

export type Desk = Awaited<ReturnType<typeof newDesk>>

/** A town with an approved campaign and short words for what its people do in a self-check; 2025 and 2026 (to June) are covered by lists. */
export async function newDesk(installation: Installation) {
  const town = await newCampaignTown(installation)
  const populations = new Map<number, Population>([
    [2025, { people: 20, to: '2025-12' }],
    [2026, { people: 23, to: '2026-06' }],
  ])
  const populationsOf: PopulationsOf = () => Promise.resolve(populations)
  let leadCount = 0

  const sideBySide = (login: string) => town.as(login, (work) => readSideBySide(work, {}, populationsOf))
  const page = (login: string, community = 'aaaa') => town.as(login, (work) => readSelfcheck(work, { community }, populationsOf))

  async function itemOf(login: string, topic: string, community = 'aaaa') {
    const item = (await page(login, community)).items.find((each) => each.topics.includes(topic))
    if (!item) throw new Error(`no item about ${topic}`)
    return item
  }

  async function answer(login: string, topic: string, given: Partial<NewAnswer> & { at?: number } = {}, community = 'aaaa') {
    const item = await itemOf(login, topic, community)
    const question = item.questions[given.at ?? 0]
    if (!question) throw new Error('no such question')
    const { at: _, ...rest } = given
    return town.as(login, (work) =>
      answerQuestion(work, item.cell, {
        question: question.question,
        answer: 'none',
        text: '',
        explanation: '',
        attachments: [],
        seen: question.answer?.at ?? null,
        ...rest,
      }),
    )
  }

  const submit = (login = 'worker', cells?: string[], community = 'aaaa') =>
    town.as(login, (work) => submitAnswers(work, { campaign: town.campaign, community, cells }, populationsOf))

  async function sign(login = 'secretary', { password = townPassword, community = 'aaaa' } = {}) {
    const { hash } = await page(login, community)
    return town.as(login, (work) => signAnswers(work, { campaign: town.campaign, community, password, hash }))
  }

  /** Answers 无 to everything, sends, signs. */
  async function finish(community = 'aaaa', suffix = '') {
    for (const item of (await page(`worker${suffix}`, community)).items) {
      for (const question of item.questions) {
        await town.as(`worker${suffix}`, (work) =>
          answerQuestion(work, item.cell, { question: question.question, answer: 'none', text: '', explanation: '', attachments: [], seen: null }),
        )
      }
    }
    await submit(`worker${suffix}`, undefined, community)
    await sign(`secretary${suffix}`, { community })
  }

  const states = async (community = 'aaaa') => (await page('clerk', community)).items.map((item) => item.state)

  /** A lead of the topic in the division (which may be a grid). */
  async function lead(topic: string, { state = 'new', division = 'aaaa', outcome = 'new', isChildMatter = false } = {}) {
    const number = `T-${++leadCount}`
    await town.as('clerk', async ({ tx, clock }) => {
      await tx
        .insertInto('lead')
        .values({
          number,
          identity: number,
          topic,
          area: 'dibao',
          severity: 'process',
          subject_kind: 'row',
          subject_name: '刘子涵',
          division,
          sentence: `刘子涵没有签委托照护协议 ${number}`,
          content_hash: '',
          outcome,
          state,
          is_child_matter: isChildMatter,
          created_at: clock.now(),
          updated_at: clock.now(),
        })
        .execute()
    })
  }

  const events = (action: string) =>
    town.as('clerk', ({ tx }) =>
      tx.selectFrom('event').select(['actor_name', 'before', 'after', 'reason']).where('action', '=', action).orderBy('event_id').execute(),
    )

  return { town, populations, page, sideBySide, itemOf, answer, submit, sign, finish, states, lead, events }
}
