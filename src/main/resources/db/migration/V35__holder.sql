-- Customers of the bank. The name is sealed under a key of the customer's own.
create table holder_customer (
  id text primary key,
  customer_number text not null unique,
  sealed_name bytea not null,
  locale text not null,
  registered_at timestamptz not null
);

-- Keyed hashes of telephone numbers. A household may share one.
create table holder_customer_phone (
  customer_id text not null references holder_customer (id) on delete cascade,
  phone_hash text not null,
  primary key (customer_id, phone_hash)
);

create index holder_customer_phone_hash on holder_customer_phone (phone_hash);

-- Enrolled apps. No two have the same key.
create table holder_wallet (
  id text primary key,
  customer_id text not null references holder_customer (id) on delete cascade,
  platform text not null,
  holder_key text not null,
  thumbprint text not null unique,
  state text not null,
  sealed_name bytea,
  enrolled_at timestamptz not null
);

create index holder_wallet_customer on holder_wallet (customer_id, id);

-- One-time codes: only the hash of the secret part.
create table holder_enrolment_code (
  id text primary key,
  customer_id text not null references holder_customer (id) on delete cascade,
  secret_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  wrong integer not null
);

create index holder_enrolment_code_customer on holder_enrolment_code (customer_id);
create index holder_enrolment_code_expires on holder_enrolment_code (expires_at);

-- Proofs that wallets signed in with, for as long as each could be used again.
create table holder_used_proof (
  thumbprint text not null,
  jti_hash bytea not null,
  until timestamptz not null,
  primary key (thumbprint, jti_hash)
);

create index holder_used_proof_until on holder_used_proof (until);

-- DIDs of customers, sealed. While one waits for its proof there is the hash of the nonce to sign.
create table holder_did (
  id text primary key,
  customer_id text not null references holder_customer (id) on delete cascade,
  sealed_did bytea not null,
  did_hash bytea not null,
  nonce_hash bytea,
  nonce_expires_at timestamptz not null,
  registered_at timestamptz not null,
  proven_at timestamptz,
  unique (customer_id, did_hash)
);

-- Requests that a customer register a credential of another issuer by presenting it.
create table holder_credential_request (
  id text primary key,
  customer_id text not null references holder_customer (id) on delete cascade,
  state text not null,
  reason text,
  expires_at timestamptz not null
);

create index holder_credential_request_customer on holder_credential_request (customer_id);
create index holder_credential_request_expires on holder_credential_request (expires_at);

-- Credentials of other issuers that customers registered. The claims are sealed.
create table holder_credential (
  id text primary key,
  customer_id text not null references holder_customer (id) on delete cascade,
  issuer text not null,
  vct text not null,
  sealed_claims bytea not null,
  issued_at timestamptz,
  expires_at timestamptz,
  status_uri text,
  status_index integer,
  holder_key_thumbprint text,
  registered_at timestamptz not null
);

create index holder_credential_customer on holder_credential (customer_id, id);
