-- What happened in an interaction, step by step. Each row is committed to by an entry of the log, and names the one before it.
-- What it says is sealed under the customer's key; nothing here tells anything personal.
create table interaction_timeline (
    interaction_id text not null references interaction (id),
    position       integer not null check (position >= 0),
    entry_type     text not null,
    happened_at    timestamptz not null,
    commitment     bytea not null check (octet_length(commitment) = 32),
    entry_id       bigint not null unique,
    -- Under whose key it is sealed: the customer's, or the interaction's where it has none.
    owner          text not null,
    sealed         bytea not null,
    primary key (interaction_id, position)
);

-- Which event of which source stands where. A source's names may say whose they are: only a keyed hash is kept.
create table interaction_event (
    interaction_id text not null,
    event_key      bytea not null check (octet_length(event_key) = 32),
    position       integer not null,
    primary key (interaction_id, event_key),
    foreign key (interaction_id, position) references interaction_timeline (interaction_id, position)
);

-- Who read a timeline, and when.
create table interaction_timeline_view (
    interaction_id text not null references interaction (id),
    viewer         text not null,
    viewed_at      timestamptz not null
);
create index interaction_timeline_view_by_interaction on interaction_timeline_view (interaction_id);
