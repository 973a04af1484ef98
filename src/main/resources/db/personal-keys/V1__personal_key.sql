-- One encryption key an owner, wrapped by the organisation's key. Of an erased owner nothing but the name stays, so that
-- no key is made in its place and a restored copy of the data can be erased again.
create table platform_personal_key (
    owner text primary key,
    wrapped bytea,
    created_at timestamptz not null,
    erased_at timestamptz,
    check ((wrapped is null) = (erased_at is not null))
);
create index platform_personal_key_erased on platform_personal_key (owner) where erased_at is not null;
