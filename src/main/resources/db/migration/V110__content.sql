-- Recordings, transcripts and attachments of interactions. What they are is sealed, where their bytes are is not.
create table content (
    id                 text primary key,
    interaction_id     text not null references interaction (id),
    -- Whose key seals it: the customer's, or the interaction's own where nobody is known.
    owner              text not null,
    kind               text not null,
    state              text not null,
    came_about_at      timestamptz not null,
    created_at         timestamptz not null,
    uploader           text not null,
    size               bigint check (size >= 0),
    received           bigint not null check (received >= 0),
    parts              integer not null check (parts >= 0),
    store              text not null,
    completed_at       timestamptz,
    sealed_description bytea,
    sealed_progress    bytea
);
create index content_by_interaction on content (interaction_id, id);
create index content_by_owner on content (owner);
create index content_unfinished on content (created_at) where state = 'uploading';

create table content_part (
    content_id text not null references content (id),
    number     integer not null check (number >= 0),
    object     text not null unique,
    length     bigint not null check (length > 0),
    primary key (content_id, number)
);

-- The key of each interaction, wrapped by its owner's key: for the owner (reader ''), and for each role below the role's key.
create table content_key (
    interaction_id text not null references interaction (id),
    reader         text not null,
    owner          text not null,
    wrapped        bytea not null,
    primary key (interaction_id, reader)
);
create index content_key_by_owner on content_key (owner);

-- Who read what, and why. Kept after the content is gone.
create table content_reading (
    id             text primary key,
    content_id     text not null references content (id),
    interaction_id text not null,
    owner          text not null,
    reader         text not null,
    role           text not null,
    sealed_reason  bytea,
    takes_two      boolean not null,
    asked_at       timestamptz not null,
    approver       text,
    approved_at    timestamptz,
    expires_at     timestamptz not null,
    first_read_at  timestamptz,
    last_read_at   timestamptz,
    times          integer not null default 0,
    -- Nobody is both.
    check (approver is null or approver <> reader)
);
create index content_reading_by_interaction on content_reading (interaction_id, id);
create index content_reading_by_owner on content_reading (owner, id);

-- Objects of the store in the database: ciphertext in large objects.
create table content_object (
    -- Byte order, as all stores list.
    name       text collate "C" primary key,
    large      oid not null,
    size       bigint not null,
    created_at timestamptz not null,
    -- Absent while it is written.
    ended_at   timestamptz
);
