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

interface Answer {
  cell_id: string
  division: string
  question: string
  answer: string
  count: number | null
  text: Generated<string>
  explanation: Generated<string>
  attachments: Generated<string[]>
  by_name: string
  at: string
}

interface AnswerPlace {
  answer_place_id: Generated<string>
  cell_id: string
  question: string
  division: string
  problem_id: string
  text: string
  by_name: string
  at: string
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

interface BatchCover {
  batch_id: string
  from_month: string
  to_month: string
  division: string | null
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

interface CalendarStatement {
  no: Generated<number>
  year: string
  holidays: Json
  makeup: Json
  title: string
  number: string
  dated: string | null
  reason: string | null
  stated_by: string
  stated_at: string
}

interface Campaign {
  campaign_id: Generated<string>
  division: string
  title: string
  issuer: string | null
  issue_number: string | null
  issued_on: string | null
  basis: string | null
  look_back_from: string | null
  look_back_to: string | null
  body: string
  file_name: string
  file_sha256: string
  bodies: Json
  warnings: Json
  state: Generated<string>
  approved_by: string | null
  approved_on: string | null
  created_by: string
  created_at: string
  ended_by: string | null
  ended_on: string | null
  end_note: string | null
}

interface CarerAsk {
  carer_ask_id: Generated<string>
  division: string
  person_id: string
  on_date: string
  lives: string
  fitness: string
  unfit_for: Generated<string[]>
  parents_contact_on: string | null
  note: string
  arrangement: string | null
  mandatory_report_id: string | null
  created_by: string
  created_at: string
}

interface Cell {
  cell_id: Generated<string>
  campaign_id: string
  item_id: string
  division: string
  state: Generated<string>
  returned_reason: string | null
  returned_by: string | null
  returned_at: string | null
  submitted_by: string | null
  submitted_at: string | null
  signed_at: string | null
  accepted_by: string | null
  accepted_at: string | null
  updated_at: string
  version: Generated<number>
}

interface CheckSetting {
  check_id: string
  is_on: boolean
  note: string | null
  updated_by: string
  updated_at: string
}

interface ChildArrangement {
  child_arrangement_id: Generated<string>
  child_card_id: string
  division: string
  at: string
  way: string
  place: string
  carer: string
  carer_relation: string | null
  carer_phone: string | null
  arranged_by: string
  created_by: string
  created_at: string
}

interface ChildCard {
  child_card_id: Generated<string>
  division: string
  person_id: string | null
  child_name: string
  birth_date: string | null
  is_at_school: boolean
  cause: string
  what: string
  found_at: string
  found_by: string
  mandatory_report_id: string
  every_days: number | null
  schedule_source: string | null
  end_reason: string | null
  end_paper: string | null
  end_note: string | null
  ended_on: string | null
  ended_by: string | null
  created_by: string
  created_at: string
}

interface ChildFollowUp {
  child_follow_up_id: Generated<string>
  child_card_id: string
  division: string
  on_date: string
  way: string
  lacks: Generated<string[]>
  help: string
  is_safe: boolean
  parents_contact_on: string | null
  note: string
  created_by: string
  created_at: string
}

interface ChildReport {
  child_report_id: Generated<string>
  child_card_id: string
  division: string
  recipient: string
  to_whom: string
  reported_at: string
  receipt: string | null
  created_by: string
  created_at: string
}

interface ClueCard {
  clue: string
  division: string
  kind: string
  address: string | null
  due_on: string | null
  outcome: string | null
  reason: string | null
  application: string | null
  mandatory_report_id: string | null
  created_by: string
  created_at: string
  concluded_by: string | null
  concluded_at: string | null
  due_steps: Json
}

interface ClueEvent {
  event_id: number
}

interface ClueStep {
  clue_step_id: Generated<string>
  clue: string
  division: string
  on_date: string
  way: string
  note: string
  created_by: string
  created_at: string
}

interface Consequence {
  consequence_id: Generated<string>
  division: string
  kind: string
  who: string
  what: string
  basis: string
  on_date: string
  paper: string
  receipt: string | null
  received_on: string | null
  created_by: string
  created_at: string
  problem_id: string | null
  campaign_id: string | null
}

interface DispatchIssue {
  dispatch_issue_id: Generated<string>
  campaign_id: string
  no: number
  as_of: string
  week_from: string
  table_json: Json
  hash: string
  frozen_by: string
  frozen_at: string
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

interface ExaminationNote {
  examination_note_id: Generated<string>
  identity: string
  kind: string
  division: string
  problem_id: string | null
  is_child_matter: Generated<boolean>
  sentence: string
  found_on: string
  seen_on: string
  gone_on: string | null
  answer: string | null
  answered_by: string | null
  answered_at: string | null
}

interface ExaminationRun {
  on_date: string
  ran_at: string
  problems: number
  found: number
}

interface ExaminationThreshold {
  name: string
  division: string
  from_on: string
  value: number
  paper: string
  stated_by: string
  stated_at: string
}

interface FamilyMember {
  head_key: number
  person_key: number
  division: string
}

interface FollowUp {
  follow_up_id: Generated<string>
  finding_id: string
  division: string
  on_date: string
  result: string
  text: string
  created_by: string
  created_at: string
}

interface HandedSheet {
  handed_sheet_id: Generated<string>
  division: string
  file_name: string
  sha256: string
  sheet: string
  header_row: number
  columns: Json
  giver: string
  created_by: string
  created_at: string
}

interface Hit {
  run_id: string
  identity: string
  check_id: string
  content_hash: string
  division: string
  person_id: string | null
  payload: Json
}

interface Household {
  household_id: Generated<string>
  household_key: string
  division: string
}

interface Inspection {
  inspection_id: Generated<string>
  number: string
  kind: string
  title: string
  division: string
  on_date: string
  team: Generated<string>
  note: Generated<string>
  seed: string | null
  size: number | null
  population: number | null
  population_numbers: string[] | null
  created_by: string
  created_at: string
  strata: Json
  strata_by: string | null
  confidence: string | null
  campaign_id: string | null
}

interface InspectionFinding {
  finding_id: Generated<string>
  inspection_id: string
  division: string
  problem_id: string
  text: string
  created_by: string
  created_at: string
}

interface Installation {
  only_one: Generated<boolean>
  division: string
  fixed_date: string | null
  created_at: string
}

interface Instalment {
  instalment_id: Generated<string>
  problem_id: string
  division: string
  due_on: string
  fen: number
  paper: string
  created_by: string
  created_at: string
}

interface Item {
  item_id: Generated<string>
  campaign_id: string
  position: number
  area_no: number
  area: string
  area_title: string
  no: number | null
  is_fragment: Generated<boolean>
  title: string
  text: string
  anchor_from: number | null
  anchor_to: number | null
  source: Generated<string>
  source_note: string | null
}

interface ItemTopic {
  item_id: string
  topic: string
  state: Generated<string>
}

interface KeptMonth {
  ledger: string
  division: string
  month: string
  declared_by: string
  declared_at: string
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

interface LadderRule {
  step: string
  division: string
  days: number
  paper: string
  stated_by: string
  stated_on: string
}

interface Lead {
  lead_id: Generated<string>
  number: string
  identity: string
  source: Generated<string>
  source_number: string | null
  check_id: string | null
  topic: string
  area: string
  severity: string
  subject_kind: string
  person_id: string | null
  household_id: string | null
  subject_name: string
  citizen_id: string | null
  is_child_matter: Generated<boolean>
  division: string
  program: string | null
  months: Generated<string[]>
  identity_columns: Json
  sentence: string
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  basis: Json
  evidence: Json
  steps: Json
  is_unverified: Generated<boolean>
  content_hash: string
  outcome: string
  first_run_id: string | null
  last_run_id: string | null
  state: Generated<string>
  assignee_post: string | null
  due_on: string | null
  due_steps: Json
  explained_until: string | null
  handed_sheet_id: string | null
  handed_row: number | null
  created_at: string
  updated_at: string
  version: Generated<number>
  is_held: Generated<boolean>
  merged_into: string | null
  merged_problem: string | null
  merged_from: string | null
  merged_by: string | null
  merged_at: string | null
  match_score: number | null
  match_why: string | null
  mandatory_report_id: string | null
  waiting_reason: string | null
  waiting_since: string | null
  waiting_until: string | null
  waiting_note: string | null
  is_clue: Generated<boolean>
}

interface LeadRelease {
  run_id: string
  area: string
  offered_at: string
  released_at: string | null
  released_by: string | null
}

interface MadeRule {
  made_rule_id: Generated<string>
  division: string
  title: string
  paper: string
  on_date: string
  cause_kinds: Generated<string[]>
  topics: Generated<string[]>
  created_by: string
  created_at: string
}

interface MandatoryReport {
  mandatory_report_id: Generated<string>
  division: string
  person_id: string | null
  subject_name: string
  person_kind: string
  what: string
  found_at: string
  found_by: string
  recipient: string | null
  reported_at: string | null
  receipt: string | null
  basis: string
  arrangement: string | null
  created_by: string
  created_at: string
}

interface Measure {
  measure_id: Generated<string>
  problem_id: string
  division: string
  text: string
  done_on: string | null
  done_by: string | null
  created_by: string
  created_at: string
  entered_no: Generated<number>
}

interface Mechanism {
  mechanism_id: Generated<string>
  division: string
  title: string
  owner: string
  rhythm: string
  last_turn_on: string | null
  last_turn_note: string | null
  created_by: string
  created_at: string
}

interface Migration {
  name: string
  hash: string
  applied_at: Generated<string>
}

interface MoneyEntry {
  money_entry_id: Generated<string>
  problem_id: string
  division: string
  kind: string
  way: string | null
  fen: number
  on_date: string
  organ: string | null
  paper: string | null
  note: string | null
  created_by: string
  created_at: string
  receipt: string | null
  attachment_id: string | null
}

interface OwnMeasure {
  own_measure_id: Generated<string>
  campaign_id: string
  item_id: string | null
  division: string
  text: string
  created_by: string
  created_at: string
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

interface Problem {
  problem_id: Generated<string>
  number: string
  kind: string
  title: string
  description: Generated<string>
  topic: string | null
  area: string | null
  check_id: string | null
  item_id: string | null
  division: string
  person_id: string | null
  subject_name: string | null
  citizen_id: string | null
  program: string | null
  months: Generated<string[]>
  is_child_matter: Generated<boolean>
  matter: string | null
  state: Generated<string>
  waiting_reason: string | null
  cause_kind: string | null
  cause: string | null
  track: string | null
  responsible_unit: string | null
  owner_post: string | null
  owner_name: string | null
  due_on: string | null
  due_steps: Json
  planned_on: string | null
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  sampled_times: Generated<number>
  is_relapsed: Generated<boolean>
  extended_until: string | null
  returned_reason: string | null
  rectified_by: string | null
  stop_month: string | null
  stop_paper: string | null
  goes_on: Generated<boolean>
  closing_asked_by: string | null
  closing_asked_account: string | null
  closing_asked_at: string | null
  closed_by: string | null
  closed_at: string | null
  transferred_on: string | null
  transferred_to: string | null
  transfer_paper: string | null
  transfer_receipt: string | null
  established_at: string | null
  created_by: string
  created_at: string
  updated_at: string
  version: Generated<number>
  stop_action: string | null
  heard_on: string | null
  decided_on: string | null
  notified_on: string | null
  notice_form: string | null
  campaign_id: string | null
  stop_row: string | null
  is_clue: Generated<boolean>
}

interface ProblemPerson {
  problem_person_id: Generated<string>
  problem_id: string
  division: string
  person_id: string | null
  name: string
  citizen_id: string | null
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  note: string | null
  created_by: string
  created_at: string
}

interface ProblemSource {
  problem_source_id: Generated<string>
  problem_id: string
  division: string
  source: string
  source_number: string | null
  lead_id: string | null
  note: string | null
  at: string
}

interface ProblemWait {
  problem_wait_id: Generated<string>
  problem_id: string
  division: string
  reason: string
  note: string
  from_date: string
  to_date: string | null
  outcome: string | null
  created_by: string
  created_at: string
  until_date: string | null
}

interface Proof {
  proof_id: Generated<string>
  problem_id: string
  division: string
  attachment_id: string | null
  side: string
  note: string
  created_by: string
  created_at: string
}

interface RememberedMapping {
  signature: string
  ledger: string
  mapping: Json
  updated_at: string
}

interface Run {
  run_id: string
  as_of: string
  engine: string
  report: Json
  inputs: Json
  started_at: string
  finished_at: string
  milliseconds: number
  created_by: string
  inputs_destroyed_at: string | null
}

interface Safeguard {
  campaign_id: string
  no: number
  title: string
  text: string
}

interface Sample {
  inspection_id: string
  problem_id: string
  division: string
  position: number
  draw_hash: string
  decision: string | null
  reason: string | null
  decided_by: string | null
  decided_at: string | null
  stratum: string | null
}

interface Seal {
  no: number
  event_id: number
  hash: string
}

interface Search {
  search_id: Generated<string>
  problem_id: string
  question: string
  check_id: string | null
  topic: string | null
  division: string
  run_id: string | null
  ordered_by: string
  ordered_at: string
}

interface SearchResult {
  search_id: string
  division: string
  result: string
  found: number | null
  looked_at: number | null
  note: string | null
  by_name: string | null
  at: string | null
}

interface SecretaryLog {
  log_id: Generated<string>
  division: string
  kind: string
  on_date: string
  text: string
  created_by: string
  created_at: string
}

interface Session {
  token_hash: string
  account_id: string
  post_id: string
  created_at: string
  last_seen_at: string
  ended_at: string | null
}

interface Signature {
  signature_id: Generated<string>
  campaign_id: string
  division: string
  answers_hash: string
  signed_by: string
  account_id: string
  at: string
}

interface Stage {
  stage_id: Generated<string>
  campaign_id: string
  no: number
  name: string
  starts_on: string | null
  ends_on: string | null
  text: Generated<string>
}

interface Standard {
  standard_id: Generated<string>
  name: string
  program: string
  division: string | null
  from_month: string
  to_month: string | null
  value: string
  unit: string
  source: string
  confirmed: string | null
  created_by: string
  created_at: string
}

interface StreetCase {
  street_case_id: Generated<string>
  division: string
  subject_name: string
  person_kind: string
  place: string
  condition: string
  found_at: string
  found_by: string
  handed_at: string | null
  handed_kind: string | null
  handed_to: string | null
  receipt: string | null
  mandatory_report_id: string | null
  created_by: string
  created_at: string
}

interface SupervisionOrder {
  order_id: Generated<string>
  number: string
  division: string
  to_unit: string
  problem_id: string | null
  text: string
  due_on: string
  received_on: string | null
  received_by: string | null
  answer: string | null
  answered_on: string | null
  answered_by: string | null
  reminded_times: Generated<number>
  last_reminded_on: string | null
  is_done: Generated<boolean>
  done_on: string | null
  created_by: string
  created_at: string
  campaign_id: string | null
}

interface TakenLedgerRow {
  identity: string
  problem_id: string
  division: string
  file_name: string
  sha256: string
  sheet: string
  source_row: number
  cells: Json
  taken_by: string
  taken_at: string
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

interface TownCount {
  town_count_id: Generated<string>
  division: string
  kind: string
  on_date: string
  known: number
  covered: number
  checked_with: string
  created_by: string
  created_at: string
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

interface Verification {
  verification_id: Generated<string>
  lead_id: string
  division: string
  result: string
  reason_code: string | null
  note: string
  overpaid: number | null
  underpaid: number | null
  by_account: string | null
  by_post: string | null
  by_name: string
  at: string
  second_result: string | null
  second_note: string | null
  second_account: string | null
  second_name: string | null
  second_at: string | null
  same_as: string | null
  batch: string | null
}

interface YearLook {
  cell_id: string
  division: string
  year: number
  should: number | null
  looked: number
  how: string
  by_name: string
}

export interface Database {
  account: Account
  answer: Answer
  answer_place: AnswerPlace
  attachment: Attachment
  batch: Batch
  batch_cover: BatchCover
  batch_remark: BatchRemark
  calendar_statement: CalendarStatement
  campaign: Campaign
  carer_ask: CarerAsk
  cell: Cell
  check_setting: CheckSetting
  child_arrangement: ChildArrangement
  child_card: ChildCard
  child_follow_up: ChildFollowUp
  child_report: ChildReport
  clue_card: ClueCard
  clue_event: ClueEvent
  clue_step: ClueStep
  consequence: Consequence
  dispatch_issue: DispatchIssue
  division: Division
  event: Event
  examination_note: ExaminationNote
  examination_run: ExaminationRun
  examination_threshold: ExaminationThreshold
  family_member: FamilyMember
  follow_up: FollowUp
  handed_sheet: HandedSheet
  hit: Hit
  household: Household
  inspection: Inspection
  inspection_finding: InspectionFinding
  installation: Installation
  instalment: Instalment
  item: Item
  item_topic: ItemTopic
  kept_month: KeptMonth
  kept_row: KeptRow
  ladder_rule: LadderRule
  lead: Lead
  lead_release: LeadRelease
  made_rule: MadeRule
  mandatory_report: MandatoryReport
  measure: Measure
  mechanism: Mechanism
  migration: Migration
  money_entry: MoneyEntry
  own_measure: OwnMeasure
  person: Person
  post: Post
  problem: Problem
  problem_person: ProblemPerson
  problem_source: ProblemSource
  problem_wait: ProblemWait
  proof: Proof
  remembered_mapping: RememberedMapping
  run: Run
  safeguard: Safeguard
  sample: Sample
  seal: Seal
  search: Search
  search_result: SearchResult
  secretary_log: SecretaryLog
  session: Session
  signature: Signature
  stage: Stage
  standard: Standard
  street_case: StreetCase
  supervision_order: SupervisionOrder
  taken_ledger_row: TakenLedgerRow
  task: Task
  town_count: TownCount
  upload: Upload
  verification: Verification
  year_look: YearLook
}
