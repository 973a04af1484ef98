-- Our status lists. Entries go to the one that is open; the version grows with every change of a status.
create table statuslist_list (
    id text primary key,
    size integer not null,
    version bigint not null,
    is_open boolean not null,
    created_at timestamptz not null
);
create unique index statuslist_list_open on statuslist_list (is_open) where is_open;

-- Places that were given out; the primary key keeps any from being given out twice. 0 valid, 1 revoked, 2 suspended.
create table statuslist_entry (
    list_id text not null references statuslist_list (id),
    index integer not null,
    status integer not null check (status between 0 and 2),
    allocated_at timestamptz not null,
    primary key (list_id, index)
);
create index statuslist_entry_exceptions on statuslist_entry (list_id) where status <> 0;
