-- OpenID4VP transactions: what was asked, until it is answered, cancelled or expired.
create table presentation_transaction (
    request_id      text primary key,
    id              text not null unique,
    recipient       text not null,
    reference       text not null,
    -- The request and the private key to which the answer is encrypted, sealed; gone when the transaction is over.
    sealed          bytea,
    state           text not null check (state in ('waiting', 'claimed', 'answered', 'cancelled')),
    claim           text,
    claim_lapses_at timestamptz,
    opened          boolean not null default false,
    expires_at      timestamptz not null,
    check ((state = 'claimed') = (claim is not null and claim_lapses_at is not null)),
    check ((state in ('waiting', 'claimed')) = (sealed is not null))
);

create index presentation_transaction_expires_at on presentation_transaction (expires_at);
