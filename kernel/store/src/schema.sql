-- Revisions: one row each, never changed but for `until`, the instant of the next revision, and for what a mark takes
-- out of it or gives back.
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
    withheld TEXT,                 -- JSON: what stands in the place of the fields that are sealed now
    readers  TEXT,                 -- JSON: who may read them
    hidden   BIGINT  NOT NULL DEFAULT 0, -- 1: nobody else is shown that the record exists
    -- Drawn out of the body, for lists: how many sorted fields the kind has, and their values in the order of the kind, as
    -- bytes that compare as the values do. An index each serves all kinds; one for each field of each kind would be
    -- hundreds, and every write would ask each of them whether it is concerned.
    sorted   BIGINT  NOT NULL,
    key_0    BLOB,
    key_1    BLOB,
    key_2    BLOB,
    key_3    BLOB,
    key_4    BLOB,
    key_5    BLOB,
    key_6    BLOB,
    key_7    BLOB,
    key_8    BLOB,
    key_9    BLOB,
    key_10   BLOB,
    key_11   BLOB,
    UNIQUE (org, id, revision)
);
-- What lists filter on most stands in every index, so that a walk in sorted order need not fetch the rows it skips.
CREATE INDEX revision_kind   ON revision (org, kind, id, at, until, unit, state, owner, hidden);
CREATE INDEX revision_unit   ON revision (org, kind, unit, at, until, state, owner, hidden) WHERE unit IS NOT NULL;
CREATE INDEX revision_state  ON revision (org, kind, state, at, until, unit, owner, hidden) WHERE state IS NOT NULL;
CREATE INDEX revision_owner  ON revision (org, kind, owner, at, until, unit, state, hidden) WHERE owner IS NOT NULL;
CREATE INDEX revision_number ON revision (org, number, at, until);
CREATE INDEX revision_key_0 ON revision (org, kind, key_0, id, at, until, unit, state, owner, hidden) WHERE sorted > 0;
CREATE INDEX revision_key_1 ON revision (org, kind, key_1, id, at, until, unit, state, owner, hidden) WHERE sorted > 1;
CREATE INDEX revision_key_2 ON revision (org, kind, key_2, id, at, until, unit, state, owner, hidden) WHERE sorted > 2;
CREATE INDEX revision_key_3 ON revision (org, kind, key_3, id, at, until, unit, state, owner, hidden) WHERE sorted > 3;
CREATE INDEX revision_key_4 ON revision (org, kind, key_4, id, at, until, unit, state, owner, hidden) WHERE sorted > 4;
CREATE INDEX revision_key_5 ON revision (org, kind, key_5, id, at, until, unit, state, owner, hidden) WHERE sorted > 5;
CREATE INDEX revision_key_6 ON revision (org, kind, key_6, id, at, until, unit, state, owner, hidden) WHERE sorted > 6;
CREATE INDEX revision_key_7 ON revision (org, kind, key_7, id, at, until, unit, state, owner, hidden) WHERE sorted > 7;
CREATE INDEX revision_key_8 ON revision (org, kind, key_8, id, at, until, unit, state, owner, hidden) WHERE sorted > 8;
CREATE INDEX revision_key_9 ON revision (org, kind, key_9, id, at, until, unit, state, owner, hidden) WHERE sorted > 9;
CREATE INDEX revision_key_10 ON revision (org, kind, key_10, id, at, until, unit, state, owner, hidden) WHERE sorted > 10;
CREATE INDEX revision_key_11 ON revision (org, kind, key_11, id, at, until, unit, state, owner, hidden) WHERE sorted > 11;

-- The sorted fields of each kind as its keys were drawn: where the program's are others, they are drawn anew.
CREATE TABLE drawn (
    org    TEXT NOT NULL,
    kind   TEXT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (org, kind)
) WITHOUT ROWID;

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

-- Values that marks withhold, sealed with a key that is not in the database; their salts with them.
CREATE TABLE sealed (
    org   TEXT   NOT NULL,
    seq   BIGINT NOT NULL,         -- the revision
    name  TEXT   NOT NULL,         -- the field
    key   TEXT   NOT NULL,         -- the key's name
    bytes BLOB   NOT NULL,
    PRIMARY KEY (org, seq, name)
) WITHOUT ROWID;

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

-- The signed checkpoints of the log, as they were also written outside the database.
CREATE TABLE checkpoint (
    org  TEXT   NOT NULL,
    size BIGINT NOT NULL,          -- how many revisions
    root TEXT   NOT NULL,          -- base64
    at   BIGINT NOT NULL,
    note TEXT   NOT NULL,          -- with its signature
    PRIMARY KEY (org, size)
) WITHOUT ROWID;

CREATE TABLE file (
    org   TEXT   NOT NULL,
    id    TEXT   NOT NULL,         -- SHA-256 of the name, a zero byte and the bytes
    name  TEXT   NOT NULL,
    media TEXT   NOT NULL,
    size  BIGINT NOT NULL,
    at    BIGINT NOT NULL,
    actor TEXT   NOT NULL,
    bytes BLOB   NOT NULL,
    key    TEXT,                   -- the key that name and bytes are sealed with, where a mark withholds them
    record TEXT,                   -- the marked record
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
    org     TEXT   NOT NULL,
    id      TEXT   NOT NULL,       -- SHA-256 of the cookie's value
    until   BIGINT NOT NULL,
    data    TEXT   NOT NULL,
    account TEXT   NOT NULL DEFAULT '',  -- who has signed in; empty before
    PRIMARY KEY (org, id)
) WITHOUT ROWID;
CREATE INDEX session_account ON session (org, account);

-- What accounts sign in with besides or instead of a password.
CREATE TABLE factor (
    org     TEXT   NOT NULL,
    account TEXT   NOT NULL,
    kind    TEXT   NOT NULL,       -- totp, totp-proposed, recovery, passkey
    id      TEXT   NOT NULL,
    name    TEXT   NOT NULL,
    secret  BLOB   NOT NULL,       -- sealed, or public: nothing here opens anything by itself
    count   BIGINT NOT NULL,       -- goes up with each use
    made    BIGINT NOT NULL,
    used    BIGINT,
    PRIMARY KEY (org, account, kind, id)
) WITHOUT ROWID;
CREATE INDEX factor_id ON factor (org, kind, id);

-- Who accounts are at the organisation's sign-in services.
CREATE TABLE identity (
    org     TEXT   NOT NULL,
    issuer  TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    account TEXT   NOT NULL,
    made    BIGINT NOT NULL,
    PRIMARY KEY (org, issuer, subject)
) WITHOUT ROWID;
CREATE INDEX identity_account ON identity (org, account);

-- Accounts for the day when no other way in works: when they were last used, and up to when that has been seen.
CREATE TABLE break_glass (
    org     TEXT   NOT NULL,
    account TEXT   NOT NULL,
    used    BIGINT,
    seen    BIGINT,
    PRIMARY KEY (org, account)
) WITHOUT ROWID;

-- What the organisation's directory keeps here (SCIM): accounts that it has made, its groups, and its key.
CREATE TABLE directory_user (
    org      TEXT   NOT NULL,
    person   TEXT   NOT NULL,
    external TEXT,                 -- what the directory calls the person
    gone     BIGINT NOT NULL,      -- 1: it no longer keeps the account
    PRIMARY KEY (org, person)
) WITHOUT ROWID;
CREATE INDEX directory_user_external ON directory_user (org, external);

CREATE TABLE directory_group (
    org      TEXT   NOT NULL,
    id       TEXT   NOT NULL,
    name     TEXT   NOT NULL,
    external TEXT,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE TABLE directory_member (
    org    TEXT   NOT NULL,
    grp    TEXT   NOT NULL,
    person TEXT   NOT NULL,
    PRIMARY KEY (org, grp, person)
) WITHOUT ROWID;
CREATE INDEX directory_member_person ON directory_member (org, person);

CREATE TABLE directory_key (
    org  TEXT   NOT NULL,
    hash TEXT   NOT NULL,          -- SHA-256 of the key
    made BIGINT NOT NULL,
    PRIMARY KEY (org, hash)
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

-- What the rules say of current records: since when, and when they were last asked.
CREATE TABLE breach (
    org     TEXT   NOT NULL,
    record  TEXT   NOT NULL,
    code    TEXT   NOT NULL,       -- the requirement's id
    variant TEXT   NOT NULL,       -- which of its sentences, or empty
    since   BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (org, record, code, variant)
) WITHOUT ROWID;
CREATE INDEX breach_since ON breach (org, since, record);

-- What is done now and then, by one of the program instances: whichever takes it first.
CREATE TABLE job (
    org         TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    due         BIGINT NOT NULL,
    taken_until BIGINT NOT NULL,   -- whoever took it and has not ended it by then has died
    taken_by    TEXT   NOT NULL,
    PRIMARY KEY (org, name)
) WITHOUT ROWID;
