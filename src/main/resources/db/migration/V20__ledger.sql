-- The log's entries: salted commitments only, never personal data. Append-only: positions are dense from 0.
create table ledger_entry (
    log_index   bigint primary key check (log_index >= 0),
    entry_type  text not null,
    commitment  bytea not null check (octet_length(commitment) = 32),
    appended_at timestamptz not null
);
