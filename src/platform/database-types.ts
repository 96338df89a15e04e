import type { ColumnType, Generated } from 'kysely'

// Generated from the migrations by `npm run types`; a test proves it fresh.

// oxlint-disable-next-line no-explicit-any -- what a jsonb column holds is typed where it is read
export type Json = ColumnType<any, string | null, string | null>

interface Account {
  account_id: Generated<string>
  login: string
  name: string
  phone: string | null
  password_hash: string
  must_change_password: Generated<boolean>
  failed_sign_ins: Generated<number>
  locked_until: string | null
  is_active: Generated<boolean>
  created_at: string
}

interface Attachment {
  attachment_id: Generated<string>
  sha256: string
  name: string
  media_type: string
  bytes: number
  division: string
  object_kind: string | null
  object_id: string | null
  created_by: string
  created_at: string
}

interface Batch {
  batch_id: string
  seq: Generated<number>
  ledger: string
  owner: string
  shape: string
  file_name: string
  file_sha256: string
  is_original_kept: boolean
  sheet: string
  why: string
  content_hash: string
  period: string | null
  covers_from: string | null
  covers_to: string | null
  divisions: Generated<string[]>
  division: string
  state: Generated<string>
  rows_seen: number
  rows_accepted: number
  rows_problems: number
  rows_not_data: number
  lake_file: string | null
  lake_sha256: string | null
  supplements: string | null
  giver: string | null
  basis: string | null
  purpose: string | null
  keep_until: string | null
  created_by: string
  created_at: string
  ended_at: string | null
  ended_by: string | null
  end_reason: string | null
}

interface BatchRemark {
  batch_id: string
  kind: string
  sheet: string
  row_number: number
  column_name: string | null
  code: string
  message: string
  value: string | null
  division: string
}

interface Division {
  code: string
  name: string
  aliases: Generated<string[]>
  created_at: string
}

interface Event {
  event_id: Generated<number>
  at: string
  actor_id: string | null
  actor_name: string
  post_id: string | null
  role: string
  origin: string
  action: string
  object_kind: string
  object_id: string
  division: string
  person_id: string | null
  reason: string | null
  before: Json
  after: Json
}

interface Household {
  household_id: Generated<string>
  household_key: string
  division: string
}

interface Installation {
  only_one: Generated<boolean>
  town: string
  division: string
  fixed_date: string | null
  created_at: string
}

interface KeptRow {
  kept_row_id: Generated<string>
  ledger: string
  row_key: string
  division: string
  person_key: number | null
  name: string | null
  period: string | null
  cells: Json
  batch_id: string | null
  sheet: string | null
  source_row: number | null
  created_at: string
  updated_at: string
  edited_by: string | null
}

interface Migration {
  name: string
  hash: string
  applied_at: Generated<string>
}

interface Person {
  person_id: Generated<string>
  person_key: number
  citizen_id: string
  name: string
  division: string
  is_child: Generated<boolean>
  seen_at: string
}

interface Post {
  post_id: Generated<string>
  account_id: string
  role: string
  division: string
  starts_on: string
  ends_on: string | null
}

interface RememberedMapping {
  signature: string
  ledger: string
  mapping: Json
  updated_at: string
}

interface Seal {
  no: number
  event_id: number
  hash: string
}

interface Session {
  token_hash: string
  account_id: string
  post_id: string
  created_at: string
  last_seen_at: string
  ended_at: string | null
}

interface Task {
  task_id: Generated<string>
  kind: string
  input: Json
  actor: Json
  division: string
  state: Generated<string>
  progress: Json
  result: Json
  message: string | null
  attempts: Generated<number>
  is_cancel_wanted: Generated<boolean>
  created_at: string
  started_at: string | null
  finished_at: string | null
}

interface Upload {
  upload_id: Generated<string>
  division: string
  file_name: string
  sha256: string
  bytes: number
  choices: Json
  state: Generated<string>
  created_by: string
  created_at: string
}

export interface Database {
  account: Account
  attachment: Attachment
  batch: Batch
  batch_remark: BatchRemark
  division: Division
  event: Event
  household: Household
  installation: Installation
  kept_row: KeptRow
  migration: Migration
  person: Person
  post: Post
  remembered_mapping: RememberedMapping
  seal: Seal
  session: Session
  task: Task
  upload: Upload
}
