-- That customers asked to be erased. Stays when they are: a name of ours, times, and a reason that only their key opens.
create table portal_erasure_request (
    id          text primary key,
    customer_id text not null,
    state       text not null,
    asked_at    timestamptz not null,
    due_at      timestamptz not null,
    decided_by  text,
    decided_at  timestamptz,
    reason      bytea
);
create unique index portal_erasure_request_open on portal_erasure_request (customer_id) where state = 'OPEN';
create index portal_erasure_request_by_customer on portal_erasure_request (customer_id);
