-- Reports are listed by the time of their question: by id alone, all later ones would be read first.
drop index consent_challenge_reports;
create index consent_challenge_reported on consent_challenge (asked_at, id) where state = 'reported';
