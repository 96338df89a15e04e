import { implement, type Feature } from '../../platform/http/server.ts'
import { enterReceipt, readConsequences, writeConsequence } from './consequences.ts'
import { api } from './contract.ts'
import { decideSample } from './decide-sample.ts'
import { answerNote, examine, readExamination } from './examination/examine.ts'
import { listStatedThresholds, readThresholds, stateThreshold } from './examination/thresholds.ts'
import { drawSample, previewSample } from './draw-sample.ts'
import { followUp, writeFinding, writeInspection } from './inspections.ts'
import { readLadder, signCard, stateLadder } from './ladder.ts'
import { answerOrder, endOrder, giveOrder, readOrders, receiveOrder, remindOrder } from './orders.ts'
import type { SupervisionPorts } from './ports.ts'
import { readInspection, readInspections } from './read-inspection.ts'
import { drawStrata, previewStrata } from './strata/draw-strata.ts'
import { readStrataSample } from './strata/read-strata-sample.ts'

/** Supervision's endpoints; `ports` come from the composition root. */
export function createSupervision(ports: SupervisionPorts): Feature {
  return implement(api, {
    'GET /api/samples/preview': ({ work, query }) => work((unit) => previewSample(unit, query)),
    'POST /api/samples': ({ work, body }) => work((unit) => drawSample(unit, body)),
    'GET /api/strata-samples/preview': ({ work, query }) => work((unit) => previewStrata(unit, query)),
    'POST /api/strata-samples': ({ work, body }) => work((unit) => drawStrata(unit, body)),
    'GET /api/inspections/{inspection}/strata': ({ work, params }) => work((unit) => readStrataSample(unit, params.inspection)),
    'GET /api/inspections': ({ work, query }) => work((unit) => readInspections(unit, query)),
    'POST /api/inspections': ({ work, body }) => work((unit) => writeInspection(unit, body)),
    'GET /api/inspections/{inspection}': ({ work, params }) => work((unit) => readInspection(unit, params.inspection, ports)),
    'POST /api/inspections/{inspection}/decisions': ({ work, params, body }) => work((unit) => decideSample(unit, params.inspection, body)),
    'POST /api/inspections/{inspection}/findings': ({ work, params, body }) => work((unit) => writeFinding(unit, params.inspection, body)),
    'POST /api/findings/{finding}/follow-ups': ({ work, params, body }) => work((unit) => followUp(unit, params.finding, body)),
    'GET /api/orders': ({ work, query }) => work((unit) => readOrders(unit, query)),
    'POST /api/orders': ({ work, body }) => work((unit) => giveOrder(unit, body)),
    'POST /api/orders/{order}/receipt': ({ work, params, body }) => work((unit) => receiveOrder(unit, params.order, body)),
    'POST /api/orders/{order}/answer': ({ work, params, body }) => work((unit) => answerOrder(unit, params.order, body)),
    'POST /api/orders/{order}/reminder': ({ work, params }) => work((unit) => remindOrder(unit, params.order)),
    'POST /api/orders/{order}/end': ({ work, params, body }) => work((unit) => endOrder(unit, params.order, body)),
    'GET /api/examination': ({ work }) => work(readExamination),
    'POST /api/examination': ({ work }) => work(examine),
    'POST /api/examination/{note}/answer': ({ work, params, body }) => work((unit) => answerNote(unit, { ...params, ...body })),
    'GET /api/examination/thresholds': ({ work }) => work(async (unit) => ({ lines: await readThresholds(unit), history: await listStatedThresholds(unit) })),
    'PUT /api/examination/thresholds': ({ work, body }) => work((unit) => stateThreshold(unit, body)),
    'GET /api/ladder': ({ work }) => work(readLadder),
    'PUT /api/ladder': ({ work, body }) => work((unit) => stateLadder(unit, body)),
    'POST /api/ladder/cards': ({ work, body }) => work((unit) => signCard(unit, body)),
    'GET /api/consequences': ({ work, query }) => work((unit) => readConsequences(unit, query)),
    'POST /api/consequences': ({ work, body }) => work((unit) => writeConsequence(unit, body)),
    'POST /api/consequences/{consequence}/receipt': ({ work, params, body }) => work((unit) => enterReceipt(unit, params.consequence, body)),
  })
}
