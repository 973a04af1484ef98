-- How a challenge stands on its way to a wallet: by push (of which platform), by inbox, or by text message (of no wallet: '').
alter table consent_delivery add column platform text;
update consent_delivery set channel = 'push', platform = 'web_push' where channel = 'web_push';
