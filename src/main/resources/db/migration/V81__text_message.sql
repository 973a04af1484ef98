-- Text messages with the address of a request's page: who sent one, when, and what became of it. No number, no text.
create table consent_text_message (
    id           bigint generated always as identity primary key,
    challenge_id text not null references consent_challenge (id),
    customer_id  text not null,
    sent_by      text not null,
    asked_at     timestamptz not null,
    outcome      text not null
);
create index consent_text_message_by_customer on consent_text_message (customer_id, asked_at);

-- The number at the other end of an open interaction, sealed under its customer's key. Gone when the interaction ends.
create table interaction_phone (
    interaction_id text primary key references interaction (id),
    customer_id    text not null,
    sealed_phone   bytea not null
);
create index interaction_phone_by_customer on interaction_phone (customer_id);
