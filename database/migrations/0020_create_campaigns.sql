-- Owner of these tables: campaigns.

create table campaign (
  campaign_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  title text not null,
  issuer text,
  issue_number text,
  issued_on text,
  basis text,
  look_back_from text,
  look_back_to text,
  body text not null,
  file_name text not null,
  file_sha256 text not null,
  bodies jsonb not null default '[]',
  warnings jsonb not null default '[]',
  state text not null default 'draft' check (state in ('draft', 'approved', 'ended')),
  approved_by text,
  approved_on date,
  created_by text not null,
  created_at timestamptz not null
);

create table item (
  item_id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign,
  position integer not null,
  area_no integer not null,
  area text not null check (area in ('dibao', 'disability', 'temporary_aid', 'street', 'tekun_children')),
  area_title text not null,
  no integer,
  is_fragment boolean not null default false,
  title text not null,
  text text not null,
  -- Where the words stand in the campaign's body; null for an item added by hand.
  anchor_from integer,
  anchor_to integer,
  source text not null default 'paper' check (source in ('paper', 'hand')),
  source_note text,
  unique (campaign_id, position)
);

create table item_topic (
  item_id uuid not null references item,
  topic text not null,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed')),
  primary key (item_id, topic)
);

create table stage (
  stage_id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign,
  no integer not null,
  name text not null,
  starts_on date,
  ends_on date,
  text text not null default '',
  unique (campaign_id, no)
);

create table safeguard (
  campaign_id uuid not null references campaign,
  no integer not null,
  title text not null,
  text text not null,
  primary key (campaign_id, no)
);

-- The paper is public to everybody who works on it: campaigns carry no people and no row security beyond the town.
grant select, insert, update, delete on campaign, item, item_topic, stage, safeguard to doudi_app;
