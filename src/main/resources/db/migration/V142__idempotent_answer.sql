-- Answers are sealed under a key of their day. Those of before were encrypted in another way, for a day at most.
delete from platform_idempotent_request;
alter table platform_idempotent_request add column owner text;
