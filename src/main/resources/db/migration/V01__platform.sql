-- Messages to whoever listens to a topic; ids grow inside a topic. Pruned after a day.
create table platform_event (
    id bigint generated always as identity primary key,
    topic text not null,
    type text not null,
    data text not null,
    published_at timestamptz not null
);
create index platform_event_topic on platform_event (topic, id);
create index platform_event_published_at on platform_event (published_at);

-- Answers to requests that carried an Idempotency-Key.
create table platform_idempotent_request (
    caller text not null,
    key_hash bytea not null,
    request_hash bytea not null,
    started_at timestamptz not null,
    status integer,
    headers text,
    body bytea,
    primary key (caller, key_hash)
);
create index platform_idempotent_request_started_at on platform_idempotent_request (started_at);

-- One encryption key an owner, wrapped by the organisation's key. Destroying the row erases what was sealed.
create table platform_personal_key (
    owner text primary key,
    wrapped bytea not null,
    created_at timestamptz not null
);
