create table purpose (
    name       text not null,
    version    int not null check (version > 0),
    definition jsonb not null,
    made_at    timestamptz not null,
    made_by    text not null,
    primary key (name, version)
);

create table consent_challenge (
    id              text primary key,
    interaction_id  text not null references interaction (id),
    customer_id     text not null,
    purpose_name    text not null,
    purpose_version int not null,
    call_binding    text not null,
    -- Two digits that the agent says, or the code that both compare; worthless without the wallet's key.
    binding_code    text,
    wallet_profile  text not null,
    asked_by        text not null,
    agent_name      text not null,
    transaction_id  text not null,
    request_uri     text not null,
    state           text not null,
    failed_attempts int not null,
    asked_at        timestamptz not null,
    expires_at      timestamptz not null,
    ended_at        timestamptz,
    verdict         jsonb,
    -- Read-back: the answer waits here, sealed, until the agent has typed the code.
    response_code   bytea,
    held_answer     bytea,
    foreign key (purpose_name, purpose_version) references purpose (name, version)
);
create index consent_challenge_by_customer on consent_challenge (customer_id, asked_at);
create index consent_challenge_by_interaction on consent_challenge (interaction_id, asked_at);
create index consent_challenge_open on consent_challenge (expires_at) where ended_at is null;
create unique index consent_challenge_by_response_code on consent_challenge (response_code) where response_code is not null;

create table consent_delivery (
    challenge_id text not null references consent_challenge (id),
    wallet_id    text not null,
    channel      text not null,
    state        text not null,
    changed_at   timestamptz not null,
    primary key (challenge_id, wallet_id, channel)
);

create table consent_receipt (
    id           text primary key,
    challenge_id text not null unique references consent_challenge (id),
    customer_id  text not null,
    receipt      text not null,
    commitment   bytea not null,
    log_index    bigint not null,
    made_at      timestamptz not null
);
create index consent_receipt_by_customer on consent_receipt (customer_id, id);
