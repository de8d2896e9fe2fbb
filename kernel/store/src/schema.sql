-- Revisions: one row each, never changed but for `until`, the instant of the next revision.
CREATE TABLE revision (
    seq      INTEGER PRIMARY KEY,  -- the order of all writes
    org      TEXT    NOT NULL,
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
    body     TEXT    NOT NULL,     -- JSON
    UNIQUE (org, id, revision)
);
-- What lists filter on most stands in every index, so that a walk in sorted order need not fetch the rows it skips.
CREATE INDEX revision_kind   ON revision (org, kind, id, at, until, unit, state, owner);
CREATE INDEX revision_unit   ON revision (org, kind, unit, at, until, state, owner) WHERE unit IS NOT NULL;
CREATE INDEX revision_state  ON revision (org, kind, state, at, until, unit, owner) WHERE state IS NOT NULL;
CREATE INDEX revision_owner  ON revision (org, kind, owner, at, until, unit, state) WHERE owner IS NOT NULL;
CREATE INDEX revision_number ON revision (org, number) WHERE until IS NULL;

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

-- Words of every revision (rowid = seq), so that search works on past dates too.
CREATE VIRTUAL TABLE word   USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE snatch USING fts5 (words, content = '', tokenize = 'trigram');

CREATE TABLE series (
    org    TEXT   NOT NULL,
    prefix TEXT   NOT NULL,
    year   BIGINT NOT NULL,
    last   BIGINT NOT NULL,
    PRIMARY KEY (org, prefix, year)
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
    id    TEXT   NOT NULL PRIMARY KEY,  -- SHA-256 of the cookie's value
    until BIGINT NOT NULL,
    data  TEXT   NOT NULL
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
