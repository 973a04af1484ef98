-- The log of the organisation's did:webvh: one line of did.jsonl each, never changed once it is published.
create table organisation_did_entry (
    version      int primary key check (version > 0),
    line         text not null,
    reason       text not null,
    made_by      text not null,
    made_at      timestamptz not null,
    -- Absent: waits for its witnesses.
    published_at timestamptz
);

-- The file did-witness.json, as far as it is known; one row at most.
create table organisation_did_witness_file (
    only_one boolean primary key default true check (only_one),
    file     text not null
);

-- New keys of the organisation, from the entry of the log that shows them first.
create table organisation_key_succession (
    key_id        text primary key,
    key_use       text not null,
    version       int not null,
    -- How long after its publication the key signs: as long as others may remember the document before.
    delay_seconds bigint not null,
    -- Since when it is in force, or known never to be.
    settled_at    timestamptz
);

-- Keys that somebody else may have. What they signed before is still good, what they sign afterwards is not.
create table organisation_key_withdrawal (
    key_id            text primary key,
    key_use           text not null,
    compromised_since timestamptz not null,
    withdrawn_at      timestamptz not null,
    withdrawn_by      text not null
);
