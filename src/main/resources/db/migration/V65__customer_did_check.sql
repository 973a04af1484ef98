-- By which key control of a DID was proven, which keys could authenticate when it was last looked at (thumbprints,
-- RFC 7638), and why it does not count any more.
alter table holder_did
  add column proven_key text,
  add column keys text[],
  add column checked_at timestamptz,
  add column lapsed text;

-- Of an earlier proof nobody knows the key: it waits to be proven again. Until now it counted for nothing.
update holder_did set proven_at = null where proven_at is not null;

alter table holder_did
  add constraint holder_did_proof check (
    (proven_at is null) = (proven_key is null)
    and (proven_at is null) = (keys is null)
    and (proven_at is null) = (checked_at is null)
    and (proven_at is not null or lapsed is null));
