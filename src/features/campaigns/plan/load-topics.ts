import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { areaCodes } from './plan-shape.ts'
import type { Topic } from './plan-shape.ts'

const topicSchema = z.strictObject({
  code: z.string().regex(/^[a-z]+(?:-[a-z]+)+$/),
  title: z.string().min(2),
  area: z.enum(areaCodes),
  words: z.array(z.string().min(1)).min(1),
})

/** Reads `topics.yml` of a catalog folder. Throws when a topic is malformed or named twice. */
export async function loadTopics(catalogFolder: string): Promise<Topic[]> {
  const file = join(catalogFolder, 'topics.yml')
  const topics = z.array(topicSchema).parse(parse(await readFile(file, 'utf8')))
  const twice = topics.find((topic, i) => topics.findIndex((other) => other.code === topic.code) !== i)
  if (twice) throw new Error(`${file}: topic ${twice.code} is named twice`)
  return topics
}
