-- How a machine client uses CIBA (OpenID CIBA Core 1.0 section 4).
create table ciba_client (
    client_id             text primary key references access_client (id) on delete cascade,
    mode                  text not null check (mode in ('POLL', 'PING', 'PUSH')),
    notification_endpoint text,
    request_signing_alg   text,
    profile               text not null check (profile in ('PLAIN', 'FAPI')),
    options               text not null,
    -- What it may ask for, separated by spaces; the first is meant when it names none.
    purposes              text not null
);

-- Requests, by the hash of their auth_req_id: who reads this table cannot collect tokens with it.
create table ciba_request (
    id                 text primary key,
    auth_req_id_hash   bytea not null unique,
    client_id          text not null,
    challenge_id       text not null unique references consent_challenge (id),
    interaction_id     text not null references interaction (id),
    -- Whether the conversation began with this request, and so ends with it.
    own_interaction    boolean not null,
    customer_id        text not null,
    mode               text not null check (mode in ('POLL', 'PING', 'PUSH')),
    -- client_notification_token, sealed under the customer's key.
    notification_token bytea,
    interval_seconds   int not null,
    last_polled_at     timestamptz,
    asked_at           timestamptz not null,
    expires_at         timestamptz not null,
    collected_at       timestamptz,
    interaction_ended  boolean not null default false
);
create index ciba_request_own on ciba_request (expires_at) where own_interaction and not interaction_ended;
create index ciba_request_by_time on ciba_request (expires_at);

-- What a client calls a customer (OpenID Connect Core 1.0 section 8.1, pairwise).
create table ciba_subject (
    subject     text primary key,
    client_id   text not null,
    customer_id text not null
);
create index ciba_subject_by_customer on ciba_subject (customer_id);

-- Secrets without which nothing is sent to a customer's phone by CIBA; Argon2id.
create table ciba_user_code (
    customer_id text primary key,
    code_hash   text not null,
    set_at      timestamptz not null
);
