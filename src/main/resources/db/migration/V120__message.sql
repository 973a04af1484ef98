-- Messages that only the customer's wallets can read. Nothing here says what is in them: a copy is encrypted to a key that a
-- wallet never gives away, and what is known of the sending is sealed under the customer's key.
alter table holder_wallet add column message_key text;

create table message (
    id             text primary key,
    customer_id    text not null,
    interaction_id text references interaction (id),
    sent_by        text not null,
    sealed_sending bytea not null,
    entry_id       bigint not null,
    sent_at        timestamptz not null
);
create index message_by_customer on message (customer_id, id);

-- Not bound to the wallet's row: that a message was sent to a wallet stays true when the wallet is removed.
create table message_copy (
    message_id   text not null references message (id) on delete cascade,
    wallet_id    text not null,
    jwe          text not null,
    delivered_at timestamptz,
    read_at      timestamptz,
    primary key (message_id, wallet_id)
);
create index message_copy_by_wallet on message_copy (wallet_id, message_id);
