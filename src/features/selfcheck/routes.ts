import { implement, type Feature } from '../../platform/http/server.ts'
import { answerQuestion } from './answer-question.ts'
import { api } from './contract.ts'
import { fillYears } from './fill-years.ts'
import type { SelfcheckPorts } from './ports.ts'
import { readSelfcheck } from './read-selfcheck.ts'
import { readSideBySide } from './read-side-by-side.ts'
import { acceptCells, returnCell } from './review-cell.ts'
import { readLog, writeLog, writeMeasure } from './secretary-log.ts'
import { signAnswers } from './sign-answers.ts'
import { submitAnswers } from './submit-answers.ts'
import { writePlace } from './write-place.ts'

/** The self-check's endpoints; `ports` come from the composition root. */
export function createSelfcheck(ports: SelfcheckPorts): Feature {
  return implement(api, {
    'GET /api/selfcheck': async ({ work, query, installation }) => {
      const populationsOf = await ports.openPopulations(installation)
      return work((unit) => readSelfcheck(unit, query, populationsOf))
    },
    'GET /api/selfcheck/side-by-side': async ({ work, query, installation }) => {
      const populationsOf = await ports.openPopulations(installation)
      return work((unit) => readSideBySide(unit, query, populationsOf))
    },
    'PUT /api/cells/{cell}/answer': ({ work, params, body }) => work((unit) => answerQuestion(unit, params.cell, body)),
    'PUT /api/cells/{cell}/years': ({ work, params, body }) => work((unit) => fillYears(unit, params.cell, body.years)),
    'POST /api/cells/{cell}/places': ({ work, params, body }) => work((unit) => writePlace(unit, params.cell, body)),
    'POST /api/cells/{cell}/return': ({ work, params, body }) => work((unit) => returnCell(unit, params.cell, body)),
    'POST /api/selfcheck/acceptance': ({ work, body }) => work((unit) => acceptCells(unit, body.cells)),
    'POST /api/selfcheck/submission': async ({ work, body, installation }) => {
      const populationsOf = await ports.openPopulations(installation)
      return work((unit) => submitAnswers(unit, body, populationsOf))
    },
    'POST /api/selfcheck/signature': ({ work, body }) => work((unit) => signAnswers(unit, body)),
    'GET /api/selfcheck/log': ({ work, query }) => work((unit) => readLog(unit, query)),
    'POST /api/selfcheck/log': ({ work, body }) => work((unit) => writeLog(unit, body)),
    'POST /api/selfcheck/measures': ({ work, body }) => work((unit) => writeMeasure(unit, body)),
  })
}
