import pino, { type Logger } from 'pino'

export type Log = Logger

/** Structured log on stderr. Ids, phones and accounts never reach it: the known paths are redacted as a second net. */
export function createLog(level: string): Log {
  return pino({ level, redact: ['*.citizenId', '*.citizen_id', '*.phone', '*.account', '*.password', 'citizenId', 'password'] }, pino.destination(2))
}
