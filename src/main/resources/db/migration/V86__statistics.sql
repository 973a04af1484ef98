-- Figures of a period are read from here alone. Only ended challenges are in it, and those do not change any more: a
-- challenge on its way costs nothing here. Those that have not ended are few, and consent_challenge_open has them.
create index consent_challenge_figures on consent_challenge (asked_at)
    include (purpose_name, state, ended_at, interaction_id) where ended_at is not null;

create index consent_challenge_reports on consent_challenge (id) where state = 'reported';
