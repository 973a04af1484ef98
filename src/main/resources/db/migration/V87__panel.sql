-- Panels of agents' desktops. All secrets by their hash: who reads these tables can open nothing.
create table console_panel_token (
    token_hash     bytea primary key,
    agent          text not null references access_staff (account) on delete cascade,
    interaction_id text not null references interaction (id),
    client         text not null,
    ends_at        timestamptz not null,
    expires_at     timestamptz not null,
    used_at        timestamptz
);
create index console_panel_token_by_agent on console_panel_token (agent);
create index console_panel_token_by_time on console_panel_token (expires_at);

create table console_panel (
    id             bigint generated always as identity primary key,
    agent          text not null references access_staff (account) on delete cascade,
    interaction_id text not null references interaction (id),
    client         text not null,
    opened_at      timestamptz not null,
    ends_at        timestamptz not null
);
create index console_panel_by_agent on console_panel (agent);
create index console_panel_by_interaction on console_panel (interaction_id);
create index console_panel_by_time on console_panel (ends_at);

create table console_panel_access (
    token_hash bytea primary key,
    panel      bigint not null references console_panel (id) on delete cascade,
    expires_at timestamptz not null
);
create index console_panel_access_by_panel on console_panel_access (panel);
create index console_panel_access_by_time on console_panel_access (expires_at);
