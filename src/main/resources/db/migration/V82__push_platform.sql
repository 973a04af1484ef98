-- A phone is pushed by one of several platforms; endpoint holds its URL or the platform's token.
alter table push_subscription add column platform text not null default 'web_push';

-- What takes an earlier message back is itself a message, of which nobody is told what became.
alter table push_outbox add column kind text not null default 'ring';

-- A challenge that ends takes back what waits for it.
create index push_outbox_reference on push_outbox (reference);
