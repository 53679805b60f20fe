create table if not exists intake (
  id uuid primary key,
  request_key text not null,
  body jsonb not null,
  phq9 int not null,
  gad7 int not null,
  submitted_at timestamptz not null
);
create table if not exists task (
  id bigserial primary key,
  intake_id uuid not null
);
create table if not exists review (
  seq bigserial primary key,
  intake_id uuid not null unique,
  status text not null,
  opened_at timestamptz not null
);
create index if not exists review_queue on review (status, opened_at);
