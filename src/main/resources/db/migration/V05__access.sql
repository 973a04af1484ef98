-- People of the organisation. With a subject (issuer and subject, OpenID Connect) they sign in at the organisation's
-- identity provider; with a password hash, here.
create table access_staff (
    account text primary key,
    display_name text not null,
    team text,
    roles text not null,
    state text not null check (state in ('ACTIVE', 'SUSPENDED')),
    password_hash text,
    subject text unique,
    created_at timestamptz not null
);

-- Sessions by the hash of their token: who reads this table cannot sign in with it.
create table access_session (
    token_hash bytea primary key,
    account text not null references access_staff (account) on delete cascade,
    opened_at timestamptz not null,
    seen_at timestamptz not null
);
create index access_session_account on access_session (account);

-- Attempts count before they are judged, so that attempts at once do not get past the limit.
create table access_sign_in_attempt (
    id bigint generated always as identity primary key,
    account text not null,
    attempted_at timestamptz not null
);
create index access_sign_in_attempt_account on access_sign_in_attempt (account, attempted_at);

-- Machines. A secret is random, so its SHA-256 is enough; or public keys for private_key_jwt.
create table access_client (
    id text primary key,
    name text not null,
    scopes text not null,
    state text not null check (state in ('ACTIVE', 'SUSPENDED')),
    secret_hash bytea,
    jwks text,
    created_at timestamptz not null
);

-- Client assertions that were used, until they expire.
create table access_used_assertion (
    client_id text not null,
    jti_hash bytea not null,
    expires_at timestamptz not null,
    primary key (client_id, jti_hash)
);
