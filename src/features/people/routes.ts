import { implement } from '../../platform/http/server.ts'
import { api } from './contract.ts'
import { readPerson } from './read-person.ts'
import { searchPeople } from './search-people.ts'
import { showFullId } from './show-full-id.ts'

export const people = implement(api, {
  'GET /api/people': ({ work, query }) => work((unit) => searchPeople(unit, query.q)),
  'GET /api/people/{person}': ({ work, installation, params, query }) =>
    work((unit) => readPerson(unit, installation, { person: params.person, lead: query.lead })),
  'POST /api/people/{person}/id': ({ work, params, body }) => work(async (unit) => ({ citizenId: await showFullId(unit, { ...params, ...body }) })),
})
