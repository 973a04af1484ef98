-- Checkpoints whose hash is, or is being, put into a public chain.

create table ledger_anchor (
    size             bigint primary key check (size > 0),
    note             bytea not null,
    network          text not null,
    transaction_name text not null unique,
    signed           text not null,
    valid_until      timestamptz not null,
    turns            integer not null default 0,
    next_turn        timestamptz not null,
    ledger           bigint,
    anchored_at      timestamptz,
    check ((ledger is null) = (anchored_at is null))
);

-- One at a time: a transaction is kept before it is submitted, and given up only when the chain can never take it.
create unique index ledger_anchor_begun on ledger_anchor ((true)) where anchored_at is null;
