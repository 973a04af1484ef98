-- Customers at their own pages. All secrets by their hash: who reads these tables can open nothing.
create table portal_sign_in (
    id            text primary key,
    browser_hash  bytea not null unique,
    number        text not null,
    request       text not null,
    state         text not null,
    wrong_numbers int not null,
    customer_id   text,
    expires_at    timestamptz not null
);
create index portal_sign_in_by_time on portal_sign_in (expires_at);
create index portal_sign_in_by_customer on portal_sign_in (customer_id);

create table portal_session (
    token_hash  bytea primary key,
    customer_id text not null,
    opened_at   timestamptz not null,
    seen_at     timestamptz not null
);
create index portal_session_by_time on portal_session (seen_at);
create index portal_session_by_customer on portal_session (customer_id);
