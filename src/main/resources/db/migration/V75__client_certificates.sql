-- How a machine client proves itself: one way (RFC 7591, RFC 8705). Clients of before had keys or a secret.
alter table access_client
    add column auth_method text
        check (auth_method in ('CLIENT_SECRET_BASIC', 'CLIENT_SECRET_POST', 'PRIVATE_KEY_JWT', 'TLS_CLIENT_AUTH',
            'SELF_SIGNED_TLS_CLIENT_AUTH')),
    add column subject_kind text
        check (subject_kind in ('SUBJECT_DN', 'SAN_DNS', 'SAN_URI', 'SAN_IP', 'SAN_EMAIL')),
    add column subject_value text,
    -- Whether its access tokens are bound to its certificate (RFC 8705 section 3).
    add column certificate_bound boolean not null default false,
    add check ((subject_kind is null) = (subject_value is null));

update access_client set auth_method = case when jwks is null then 'CLIENT_SECRET_BASIC' else 'PRIVATE_KEY_JWT' end;
-- A secret beside keys was a leftover of a change.
update access_client set secret_hash = null where jwks is not null;

alter table access_client alter column auth_method set not null;
