-- Which claims of an identity stay covered on an agent's screen, as JSON paths; null: by the usual names (before this release).
alter table verified_identity add column covered text;

-- Who uncovered which claim of a person, when; never the value. Kept after the data itself is gone.
create table identity_reveal (
    id             bigint generated always as identity primary key,
    challenge_id   text not null,
    interaction_id text not null,
    viewer         text not null,
    claim_path     text not null,
    revealed_at    timestamptz not null
);
create index identity_reveal_by_viewer on identity_reveal (viewer, revealed_at);
create index identity_reveal_by_interaction on identity_reveal (interaction_id, revealed_at);
