-- Issuers that an administrator allows. Whoever is not in here is not trusted.
create table trust_issuer (
    issuer text primary key,
    display_name text not null,
    vcts text[] not null,
    key_method text not null check (key_method in ('metadata', 'did', 'x5c')),
    anchors text check ((anchors is not null) = (key_method = 'x5c'))
);

-- Who allowed what, and when: one line for each change, written in the transaction of the change and never touched again.
create table trust_change (
    id bigint generated always as identity primary key,
    issuer text not null,
    action text not null check (action in ('trusted', 'distrusted')),
    allowed text,
    changed_by text not null,
    changed_at timestamptz not null
);
create index trust_change_issuer on trust_change (issuer, id);
