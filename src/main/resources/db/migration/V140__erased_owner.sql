-- Of an erased owner nothing but the name stays, so that no key is made in its place.
alter table platform_personal_key alter column wrapped drop not null;
alter table platform_personal_key add column erased_at timestamptz;
alter table platform_personal_key add check ((wrapped is null) = (erased_at is not null));

-- Where personal keys have a database of their own: whose key must go there. Written with the erasure, done after it.
create table platform_erased_owner (
    owner text primary key,
    erased_at timestamptz not null,
    key_gone boolean not null
);
create index platform_erased_owner_waiting on platform_erased_owner (owner) where not key_gone;
