create table interaction (
    id            text primary key,
    channel       text not null,
    direction     text not null,
    external_id   text,
    customer_id   text,
    -- What the agent may read before anything is verified: a masked name, sealed like every personal value.
    customer_hint bytea,
    agent         text,
    state         text not null,
    opened_at     timestamptz not null,
    closed_at     timestamptz
);
create index interaction_by_agent on interaction (agent, state, id);
create index interaction_by_customer on interaction (customer_id);
create unique index interaction_by_external_id on interaction (channel, external_id) where external_id is not null and state = 'open';

create table verified_identity (
    challenge_id   text primary key,
    interaction_id text not null references interaction (id),
    customer_id    text not null,
    attributes     bytea not null,
    retention      text not null,
    verified_at    timestamptz not null,
    visible_until  timestamptz not null
);
create index verified_identity_by_interaction on verified_identity (interaction_id);
create index verified_identity_by_time on verified_identity (visible_until);

-- Who looked at a person's data, when. Kept after the data itself is gone.
create table identity_view (
    id             bigint generated always as identity primary key,
    challenge_id   text not null,
    interaction_id text not null,
    viewer         text not null,
    viewed_at      timestamptz not null
);
create index identity_view_by_interaction on identity_view (interaction_id);
