-- How an agent decided about somebody whom no wallet verified. Nothing personal: a word, who, when.
create table interaction_fallback (
    id             bigint generated always as identity primary key,
    interaction_id text not null references interaction (id),
    outcome        text not null check (outcome in ('passed', 'failed')),
    decided_by     text not null,
    decided_at     timestamptz not null
);
create index interaction_fallback_by_interaction on interaction_fallback (interaction_id, id);
create index interaction_fallback_by_time on interaction_fallback (decided_at);
