-- Revisions: one row each, never changed but for `until`, the instant of the next revision.
CREATE TABLE revision (
    org      TEXT    NOT NULL,
    seq      INTEGER PRIMARY KEY,  -- the order of the organisation's writes, from 1
    id       TEXT    NOT NULL,
    revision BIGINT  NOT NULL,
    kind     TEXT    NOT NULL,
    number   TEXT    NOT NULL,
    at       BIGINT  NOT NULL,     -- microseconds since 1970, UTC
    until    BIGINT,
    actor    TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    unit     TEXT,
    owner    TEXT,
    state    TEXT,
    body     TEXT    NOT NULL,     -- JSON, each value canonical
    salts    TEXT    NOT NULL,     -- JSON: the salt of each field's digest
    leaf     TEXT    NOT NULL,     -- SHA-256 of what the log proves of the revision
    UNIQUE (org, id, revision)
);
-- What lists filter on most stands in every index, so that a walk in sorted order need not fetch the rows it skips.
CREATE INDEX revision_kind   ON revision (org, kind, id, at, until, unit, state, owner);
CREATE INDEX revision_unit   ON revision (org, kind, unit, at, until, state, owner) WHERE unit IS NOT NULL;
CREATE INDEX revision_state  ON revision (org, kind, state, at, until, unit, owner) WHERE state IS NOT NULL;
CREATE INDEX revision_owner  ON revision (org, kind, owner, at, until, unit, state) WHERE owner IS NOT NULL;
CREATE INDEX revision_number ON revision (org, number, at, until);

-- Links between records, both ways, each for the time that it stood in the source's body.
CREATE TABLE link (
    org    TEXT   NOT NULL,
    source TEXT   NOT NULL,
    field  TEXT   NOT NULL,
    target TEXT   NOT NULL,
    at     BIGINT NOT NULL,
    until  BIGINT,
    PRIMARY KEY (org, source, field, target, at)
) WITHOUT ROWID;
CREATE INDEX link_target ON link (org, target, at, until);

CREATE TABLE series (
    org    TEXT   NOT NULL,
    prefix TEXT   NOT NULL,
    year   BIGINT NOT NULL,
    last   BIGINT NOT NULL,
    PRIMARY KEY (org, prefix, year)
) WITHOUT ROWID;

-- One row an organisation: how many revisions there are and when the last was written. Who writes locks it first, so
-- that seq has no gaps and time never stands still or goes back, whichever program instance writes.
CREATE TABLE ledger (
    org  TEXT   NOT NULL,
    size BIGINT NOT NULL,
    at   BIGINT NOT NULL,
    PRIMARY KEY (org)
) WITHOUT ROWID;

CREATE TABLE file (
    org   TEXT   NOT NULL,
    id    TEXT   NOT NULL,         -- SHA-256 of the bytes
    name  TEXT   NOT NULL,
    media TEXT   NOT NULL,
    size  BIGINT NOT NULL,
    at    BIGINT NOT NULL,
    actor TEXT   NOT NULL,
    bytes BLOB   NOT NULL,
    PRIMARY KEY (org, id)
);

CREATE TABLE account (
    org      TEXT   NOT NULL,
    name     TEXT   NOT NULL,      -- what one signs in with
    person   TEXT   NOT NULL,
    secret   TEXT   NOT NULL,      -- Argon2id hash; empty until the invitation is used
    language TEXT   NOT NULL,
    blocked  BIGINT NOT NULL,      -- 1: may not sign in
    PRIMARY KEY (org, name)
) WITHOUT ROWID;
CREATE UNIQUE INDEX account_person ON account (org, person);

CREATE TABLE invitation (
    org   TEXT   NOT NULL,
    token TEXT   NOT NULL,         -- SHA-256 of the one-time link's token
    name  TEXT   NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (org, token)
) WITHOUT ROWID;

CREATE TABLE session (
    org   TEXT   NOT NULL,
    id    TEXT   NOT NULL,         -- SHA-256 of the cookie's value
    until BIGINT NOT NULL,
    data  TEXT   NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE TABLE attempt (
    org   TEXT   NOT NULL,
    name  TEXT   NOT NULL,
    at    BIGINT NOT NULL,
    PRIMARY KEY (org, name, at)
) WITHOUT ROWID;

CREATE TABLE saved_view (
    org    TEXT   NOT NULL,
    person TEXT   NOT NULL,
    kind   TEXT   NOT NULL,
    name   TEXT   NOT NULL,
    query  TEXT   NOT NULL,
    shared BIGINT NOT NULL,
    PRIMARY KEY (org, person, kind, name)
) WITHOUT ROWID;

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
    org     TEXT   NOT NULL,
    seq     BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    what    TEXT   NOT NULL,
    account TEXT   NOT NULL,
    actor   TEXT   NOT NULL,
    about   TEXT   NOT NULL,
    PRIMARY KEY (org, seq)
) WITHOUT ROWID;
CREATE INDEX event_account ON event (org, account, what);

-- Files that were handed in and wait to be used.
CREATE TABLE waiting_file (
    org  TEXT   NOT NULL,
    file TEXT   NOT NULL,
    at   BIGINT NOT NULL,
    PRIMARY KEY (org, file)
) WITHOUT ROWID;
