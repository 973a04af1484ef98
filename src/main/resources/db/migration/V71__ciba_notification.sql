-- What ping and push clients are to be told. While one is claimed, next_attempt_at is the end of the lease.
create table ciba_notification (
    request_id      text primary key references ciba_request (id) on delete cascade,
    next_attempt_at timestamptz not null,
    attempts        int not null,
    lease           text,
    -- When it was told, or given up; nothing is told twice.
    done_at         timestamptz,
    delivered       boolean
);
create index ciba_notification_due on ciba_notification (next_attempt_at) where done_at is null;
