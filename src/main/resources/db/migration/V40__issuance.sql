-- Offers. Secrets are hashed; claims are sealed under the customer's key and gone once issued or expired.
create table issuance_offer (
    id text primary key,
    customer_id text not null,
    types text not null,
    copies integer not null,
    sealed_claims bytea,
    reference_hash bytea not null unique,
    code_hash bytea not null unique,
    tx_code_hash bytea,
    tx_code_attempts integer not null,
    expires_at timestamptz not null,
    token_hash bytea unique,
    token_identifiers boolean not null,
    token_expires_at timestamptz
);
create index issuance_offer_customer on issuance_offer (customer_id);
create index issuance_offer_expires_at on issuance_offer (expires_at);

-- Which credentials of an offer were issued; the primary key lets each be issued once.
create table issuance_offer_issued (
    offer_id text not null references issuance_offer (id) on delete cascade,
    type text not null,
    primary key (offer_id, type)
);

-- Nonces that were used, until they would have expired anyway.
create table issuance_used_nonce (
    nonce_hash bytea primary key,
    forget_at timestamptz not null
);
create index issuance_used_nonce_forget_at on issuance_used_nonce (forget_at);

-- Credentials that were issued, without what they say. customer_id is empty once the customer is erased.
create table issuance_credential (
    id text primary key,
    offer_id text not null,
    customer_id text not null,
    type text not null,
    copies integer not null,
    status integer not null,
    reason text,
    notification_hash bytea not null unique,
    wallet_event text,
    issued_at timestamptz not null,
    expires_at timestamptz not null
);
create index issuance_credential_customer on issuance_credential (customer_id, id);

create table issuance_copy (
    credential_id text not null references issuance_credential (id),
    status_uri text not null,
    status_index integer not null,
    holder_key_thumbprint text not null,
    primary key (status_uri, status_index)
);
create index issuance_copy_credential on issuance_copy (credential_id);
