import { sql } from 'kysely'
import type { z } from 'zod'
import type { Work } from '../../platform/events.ts'
import { allTopics } from '../campaigns/index.ts'
import { dueFrom } from './assign-leads.ts'
import type { api } from './contract.ts'
import { conditionOf } from './filter-leads.ts'
import type { LeadPorts } from './ports.ts'
import { listFieldPosts } from './store.ts'

type Answer = z.input<(typeof api)['GET /api/leads/choices']['output']>

/** What the filters and the batch bar of the list offer in the actor's range. */
export async function listChoices(work: Work, ports: LeadPorts): Promise<Answer> {
  const found = await sql<{ check_id: string | null; topic: string }>`select distinct check_id, topic from lead where ${conditionOf(work, {})}`.execute(work.tx)
  const checks = [...new Set(found.rows.map((row) => row.check_id))].filter((check) => check !== null).sort()
  const topics = new Set(found.rows.map((row) => row.topic))
  const due = await dueFrom(work)
  return {
    checks: checks.map((check) => ({ check, title: ports.checkOf(check)?.title ?? check })),
    topics: allTopics()
      .filter((topic) => topics.has(topic.code))
      .map((topic) => ({ topic: topic.code, title: topic.title, area: topic.area })),
    posts: (await listFieldPosts(work)).map((post) => ({ ...post, role: post.role as Answer['posts'][number]['role'] })),
    dueOn: due.on,
    dueSteps: due.steps,
  }
}
