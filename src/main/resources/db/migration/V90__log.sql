-- The InteractionLog as a tlog-tiles log. Salted commitments only, never personal data.

-- Acknowledged entries that have no place yet; in the order of their identifiers they get one.
create table ledger_waiting (
    entry_id    bigint generated always as identity primary key,
    entry       bytea not null check (octet_length(entry) between 1 and 65535),
    accepted_at timestamptz not null
);

-- Where an entry stands. Written once.
create table ledger_position (
    entry_id  bigint primary key,
    log_index bigint not null check (log_index >= 0)
);

-- Hashes of the tree; the last tile of each level grows, every narrower one is a prefix of it.
create table ledger_tile (
    level      smallint not null check (level between 0 and 63),
    tile_index bigint not null check (tile_index >= 0),
    hashes     bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
    primary key (level, tile_index)
);
alter table ledger_tile alter column hashes set storage external;

-- The entries of each tile of level 0, each after its length in two bytes.
create table ledger_bundle (
    tile_index bigint primary key check (tile_index >= 0),
    entries    bytea not null
);
alter table ledger_bundle alter column entries set storage external;

-- One row: how far the tree has grown. Whoever holds its lock sequences.
create table ledger_head (
    only_one boolean primary key default true check (only_one),
    origin   text not null,
    size     bigint not null check (size >= 0),
    root     bytea not null check (octet_length(root) = 32)
);

-- What was signed; with cosignatures once enough witnesses have seen it.
create table ledger_checkpoint (
    size      bigint primary key,
    note      bytea not null,
    signed_at timestamptz not null,
    cosigned  bytea
);

-- Entries from before the log had a tree: version 1, type 14: a consent receipt.
insert into ledger_waiting (entry, accepted_at)
    select '\x010e'::bytea || commitment, appended_at from ledger_entry order by log_index;

alter table consent_receipt add column entry_id bigint;
update consent_receipt set entry_id = log_index + 1;
alter table consent_receipt alter column entry_id set not null;
alter table consent_receipt drop column log_index, drop column commitment;
drop table ledger_entry;
