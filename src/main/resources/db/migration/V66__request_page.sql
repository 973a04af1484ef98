-- The address of the page that shows the request, and a sentence that both sides read; it may speak of the customer: sealed.
alter table consent_challenge add column page_token text;
alter table consent_challenge add column binding_message bytea;
-- Pages of earlier challenges were never given to anybody.
update consent_challenge
    set page_token = translate(rtrim(encode(decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'base64'), '='), '+/', '-_');
alter table consent_challenge alter column page_token set not null;
create unique index consent_challenge_by_page on consent_challenge (page_token);
