-- What programs sign in with in a person's name.
CREATE TABLE token (
    org     TEXT   NOT NULL,
    hash    TEXT   NOT NULL,         -- SHA-256 of the token
    account TEXT   NOT NULL,
    name    TEXT   NOT NULL,         -- what its owner calls it
    made    BIGINT NOT NULL,
    until   BIGINT NOT NULL,
    used    BIGINT,
    ended   BIGINT,
    PRIMARY KEY (org, hash)
) WITHOUT ROWID;

-- What has happened to accounts: only added to, never changed.
CREATE TABLE event (
    seq     INTEGER PRIMARY KEY,
    org     TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    what    TEXT   NOT NULL,
    account TEXT   NOT NULL,
    actor   TEXT   NOT NULL,
    about   TEXT   NOT NULL
);
CREATE INDEX event_account ON event (org, account, what);

-- Files that were handed in and wait to be used.
CREATE TABLE waiting_file (
    org  TEXT   NOT NULL,
    file TEXT   NOT NULL,
    at   BIGINT NOT NULL,
    PRIMARY KEY (org, file)
) WITHOUT ROWID;
