-- How long interactions are kept after their end. No channels: for all. No purposes: whatever was asked.
create table retention_rule (
    name     text primary key,
    channels text[] not null,
    purposes text[] not null,
    -- Years, months and days in ISO 8601.
    keep     text not null
);

create table retention_rule_change (
    id         bigint generated always as identity primary key,
    name       text not null,
    -- The new period, or 'removed'.
    change     text not null,
    changed_by text not null,
    changed_at timestamptz not null
);

-- What must not go. No foreign keys: a hold outlives nothing, but the record of it does.
create table retention_hold (
    id                    text primary key,
    interaction_id        text,
    customer_id           text,
    sealed_reason         bytea not null,
    placed_by             text not null,
    placed_at             timestamptz not null,
    released_by           text,
    released_at           timestamptz,
    sealed_release_reason bytea,
    check ((interaction_id is null) <> (customer_id is null)),
    check ((released_by is null) = (released_at is null))
);
create index retention_hold_interaction on retention_hold (interaction_id) where released_at is null;
create index retention_hold_customer on retention_hold (customer_id) where released_at is null;

-- What purges removed: figures only.
create table retention_purge (
    id         bigint generated always as identity primary key,
    started_at timestamptz not null,
    ended_at   timestamptz not null,
    by_rule    text not null,
    by_channel text not null,
    held       bigint not null
);

create index interaction_by_end on interaction (closed_at, id) where closed_at is not null;

-- With an interaction goes everything that belongs to it. Tables that come later say so themselves.
do $$
declare
    foreign_key record;
begin
    for foreign_key in
        select conname, conrelid::regclass as holder, pg_get_constraintdef(oid) as definition
        from pg_constraint
        where contype = 'f' and confdeltype = 'a' and confrelid in (
            'interaction'::regclass, 'interaction_timeline'::regclass, 'consent_challenge'::regclass, 'content'::regclass)
    loop
        execute format('alter table %s drop constraint %I', foreign_key.holder, foreign_key.conname);
        execute format('alter table %s add constraint %I %s on delete cascade',
            foreign_key.holder, foreign_key.conname, foreign_key.definition);
    end loop;
end $$;
