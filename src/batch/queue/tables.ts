/** The schema that holds runs over several machines; pg-boss keeps its own beside it. */
export const SCHEMA = 'yakkan_batch'
export const BOSS_SCHEMA = 'yakkan_boss'

/**
 * Everything that enqueuer and workers share. A result is unique by run and file, however often a file was taken; `json`
 * and not `jsonb`, since the order of keys belongs to a result.
 */
export const TABLES = `
create schema if not exists ${SCHEMA};
create table if not exists ${SCHEMA}.run (
  id uuid primary key,
  folder uuid not null,
  base text not null,
  library text not null,
  version text not null,
  reading json not null,
  shared text,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
create table if not exists ${SCHEMA}.file (
  run uuid not null references ${SCHEMA}.run on delete cascade,
  id uuid not null,
  path text not null,
  sha256 text not null,
  at text,
  entry text,
  before text,
  primary key (run, id)
);
create table if not exists ${SCHEMA}.content (
  run uuid not null,
  file uuid not null,
  bytes bytea,
  before_bytes bytea,
  primary key (run, file),
  foreign key (run, file) references ${SCHEMA}.file on delete cascade
);
create table if not exists ${SCHEMA}.result (
  run uuid not null,
  file uuid not null,
  number bigserial,
  worker uuid,
  "row" json not null,
  result bytea,
  page bytea,
  change bytea,
  collected boolean not null default false,
  primary key (run, file),
  foreign key (run, file) references ${SCHEMA}.file on delete cascade
);
create index if not exists result_open on ${SCHEMA}.result (run, number) where not collected;
create table if not exists ${SCHEMA}.worker (
  id uuid primary key,
  host text not null,
  process integer not null,
  library text not null,
  version text not null,
  threads integer not null,
  alive_until timestamptz not null
);
create table if not exists ${SCHEMA}.claim (
  run uuid not null,
  file uuid not null,
  worker uuid not null references ${SCHEMA}.worker on delete cascade,
  primary key (run, file),
  foreign key (run, file) references ${SCHEMA}.file on delete cascade
);
`
