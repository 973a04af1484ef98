-- Subscriptions of phones. A phone is an opaque name.
create table push_subscription (
  phone_id text primary key,
  endpoint text not null,
  p256dh bytea not null,
  auth bytea not null,
  saved_at timestamptz not null
);

-- Messages that still have to reach a phone. While one is claimed, next_attempt_at is the end of the lease.
create table push_outbox (
  id text primary key,
  phone_id text not null,
  body text not null,
  reference text not null,
  expires_at timestamptz not null,
  next_attempt_at timestamptz not null,
  attempts integer not null,
  lease text
);

create index push_outbox_due on push_outbox (next_attempt_at);
create index push_outbox_phone on push_outbox (phone_id);
