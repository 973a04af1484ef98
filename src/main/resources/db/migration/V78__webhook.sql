-- Receivers of events. Disabled while disabled_at is set; then what happens is kept as failed.
create table webhook_endpoint (
  id text primary key,
  url text not null,
  description text not null,
  event_types text not null,
  disabled_reason text,
  disabled_detail text,
  disabled_at timestamptz,
  -- As the receiver asked, or while its host is left alone.
  paused_until timestamptz,
  created_at timestamptz not null
);

-- What signs: the newest, and older ones until their time ends. Sealed under a key of the endpoint.
create table webhook_key (
  id text primary key,
  endpoint_id text not null references webhook_endpoint (id) on delete cascade,
  sealed bytea not null,
  made_at timestamptz not null,
  ends_at timestamptz
);
create index webhook_key_endpoint on webhook_key (endpoint_id);

-- Events as they are sent: nothing personal.
create table webhook_message (
  id text primary key,
  type text not null,
  body text not null,
  occurred_at timestamptz not null
);
create index webhook_message_occurred on webhook_message (occurred_at);

-- One for each message and endpoint. While one is claimed, next_attempt_at is the end of the lease.
create table webhook_delivery (
  id text primary key,
  message_id text not null references webhook_message (id),
  endpoint_id text not null references webhook_endpoint (id) on delete cascade,
  state text not null check (state in ('pending', 'delivered', 'failed')),
  attempts int not null,
  next_attempt_at timestamptz,
  lease text,
  failure text,
  created_at timestamptz not null,
  queued_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'pending') = (next_attempt_at is not null)),
  check ((state = 'pending') = (ended_at is null))
);
create index webhook_delivery_due on webhook_delivery (endpoint_id, next_attempt_at) where state = 'pending';
create index webhook_delivery_state on webhook_delivery (endpoint_id, state, id);
create index webhook_delivery_message on webhook_delivery (message_id);
create index webhook_delivery_ended on webhook_delivery (ended_at) where ended_at is not null;

create table webhook_attempt (
  id bigint generated always as identity primary key,
  delivery_id text not null references webhook_delivery (id) on delete cascade,
  attempted_at timestamptz not null,
  status int,
  failure text,
  took_millis bigint not null
);
create index webhook_attempt_delivery on webhook_attempt (delivery_id, id);
