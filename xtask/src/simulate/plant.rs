//! Records by the million: the template's rows copied by the database itself, with ids, numbers and links of their own.
//!
//! Not by way of the rules, and without proofs in the log: what is planted so is measured, not verified.

use super::sizes::Size;
use crate::postgres::Cluster;
use crate::run::{self, Outcome};
use std::fmt::Write as _;

/// So many records are generated as the template.
pub const TEMPLATE: &str = "1000";

/// Ids begin with the copy's number; everything that points at them begins alike.
const FUNCTIONS: &str = r#"
CREATE FUNCTION pg_temp.shift(t TEXT, n BIGINT) RETURNS TEXT IMMUTABLE LANGUAGE sql AS $f$
  SELECT regexp_replace(t, '[0-9a-f]{8}(-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})',
    lpad(to_hex(n), 8, '0') || '\1', 'g') $f$;
CREATE FUNCTION pg_temp.number(t TEXT, n BIGINT) RETURNS TEXT IMMUTABLE LANGUAGE sql AS $f$
  SELECT regexp_replace(t, '[0-9]+$', '') || (right(t, 4)::bigint + n * 2000) $f$;
CREATE TEMP TABLE mould AS SELECT * FROM revision WHERE org = 'org' ORDER BY seq;
CREATE TEMP TABLE mould_link AS SELECT * FROM link WHERE org = 'org';
CREATE TEMP TABLE mould_word AS SELECT * FROM word WHERE org = 'org';
CREATE TEMP TABLE mould_person AS SELECT * FROM mould WHERE kind = 'person' AND until IS NULL
  AND body ->> 'unit' IS NOT NULL ORDER BY seq LIMIT 1;
"#;

/// Indexes are made when all rows are there.
const DROP: &str = r"
CREATE TEMP TABLE dropped AS SELECT indexname, indexdef FROM pg_indexes
  WHERE tablename IN ('revision', 'link', 'word') AND schemaname = 'public'
  AND indexname NOT IN (SELECT conname FROM pg_constraint);
SELECT format('DROP INDEX %I', indexname) FROM dropped \gexec
";
const MAKE: &str = r"
SELECT indexdef FROM dropped \gexec
VACUUM ANALYZE;
";

/// One organisation: copies of the template one after the other, then the employees.
const ORGANISATION: &str = r#"
INSERT INTO revision (org, seq, id, revision, kind, number, at, until, actor, reason, unit, owner, state, body, salts, leaf, withheld, readers, hidden,
  sorted, key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7, key_8, key_9, key_10, key_11)
  SELECT '{key}', n.at * {rows} + m.seq, pg_temp.shift(m.id, {first} + n.at), m.revision, m.kind, pg_temp.number(m.number, n.at),
    m.at, m.until, m.actor, m.reason, pg_temp.shift(m.unit, {first} + n.at), pg_temp.shift(m.owner, {first} + n.at), m.state,
    pg_temp.shift(m.body::text, {first} + n.at)::json, m.salts, m.leaf, NULL, NULL, 0,
    m.sorted, m.key_0, m.key_1, m.key_2, m.key_3, m.key_4, m.key_5, m.key_6, m.key_7, m.key_8, m.key_9, m.key_10, m.key_11
  FROM generate_series(0, {copies} - 1) AS n (at) CROSS JOIN mould m;
INSERT INTO link (org, source, field, target, at, until)
  SELECT '{key}', pg_temp.shift(m.source, {first} + n.at), m.field, pg_temp.shift(m.target, {first} + n.at), m.at, m.until
  FROM generate_series(0, {copies} - 1) AS n (at) CROSS JOIN mould_link m;
INSERT INTO word (org, seq, words, parts)
  SELECT '{key}', n.at * {rows} + m.seq, m.words, m.parts
  FROM generate_series(0, {copies} - 1) AS n (at) CROSS JOIN mould_word m;
INSERT INTO revision (org, seq, id, revision, kind, number, at, until, actor, reason, unit, owner, state, body, salts, leaf, withheld, readers, hidden,
  sorted, key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7, key_8, key_9, key_10, key_11)
  SELECT '{key}', {copies} * {rows} + n.at, pg_temp.shift(m.id, 2147483648 + n.at), 1, m.kind, 'PERS-2025-' || 100000 + n.at,
    m.at, NULL, m.actor, m.reason, pg_temp.shift(m.unit, {first}), NULL, m.state,
    replace(pg_temp.shift(m.body::text, {first}), m.body ->> 'name', 'Medarbetare ' || n.at)::json, m.salts, m.leaf, NULL, NULL, 0,
    m.sorted, convert_to('Medarbetare ' || n.at, 'UTF8'), m.key_1, m.key_2, m.key_3, m.key_4, m.key_5, m.key_6, m.key_7, m.key_8, m.key_9, m.key_10, m.key_11
  FROM generate_series(1, {employees}) AS n (at) CROSS JOIN mould_person m;
INSERT INTO word (org, seq, words, parts)
  SELECT '{key}', {copies} * {rows} + n.at, to_tsvector('simple', 'pers 2025 medarbet ' || n.at), 'pers-2025-' || 100000 + n.at || E'\nmedarbetare ' || n.at
  FROM generate_series(1, {employees}) AS n (at);
INSERT INTO drawn (org, kind, fields) SELECT '{key}', kind, fields FROM drawn WHERE org = 'org';
INSERT INTO ledger (org, size, at) SELECT '{key}', max(seq), max(at) FROM revision WHERE org = '{key}';
INSERT INTO series (org, prefix, year, last)
  SELECT '{key}', prefix, year, last + ({copies} + 1) * 2000 + 1000000 FROM series WHERE org = 'org';
"#;

/// Plants all organisations, the largest first.
///
/// # Errors
/// When a statement fails.
pub fn all(cluster: &Cluster, sizes: &[Size]) -> Outcome {
    let rows = count(cluster, "SELECT max(seq) FROM revision WHERE org = 'org'")?;
    let records =
        count(cluster, "SELECT count(*) FROM revision WHERE org = 'org' AND until IS NULL")?;
    let mut script = format!("{FUNCTIONS}{DROP}");
    let mut first = 1;
    for size in sizes {
        let copies = (size.others / records).max(1);
        let filled = ORGANISATION
            .replace("{key}", &size.key)
            .replace("{rows}", &rows.to_string())
            .replace("{first}", &first.to_string())
            .replace("{copies}", &copies.to_string())
            .replace("{employees}", &size.employees.max(1).to_string());
        script.push_str(&filled);
        first += copies;
    }
    script.push_str(MAKE);
    let file = run::target().join(format!("simulate-{}.sql", std::process::id()));
    std::fs::write(&file, script)?;
    let planted = run::finish(cluster.psql("stadga")?.arg("--file").arg(&file));
    std::fs::remove_file(file)?;
    planted
}

/// What the database says of its size.
///
/// # Errors
/// When it does not answer.
pub fn size(cluster: &Cluster) -> Outcome<String> {
    let mut told = String::new();
    for (what, ask) in [
        ("organisations", "SELECT count(*) FROM ledger WHERE org <> 'org'"),
        ("records", "SELECT count(*) FROM revision WHERE until IS NULL AND org <> 'org'"),
        ("revisions", "SELECT count(*) FROM revision WHERE org <> 'org'"),
        (
            "employees",
            "SELECT count(*) FROM revision WHERE until IS NULL AND org <> 'org' AND kind = 'person'",
        ),
        ("in the largest", "SELECT count(*) FROM revision WHERE until IS NULL AND org = 'k001'"),
        ("MiB", "SELECT pg_database_size('stadga') / 1048576"),
        (
            "MiB of indexes",
            "SELECT sum(pg_indexes_size(oid))::bigint / 1048576 FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
        ),
    ] {
        write!(told, "{} {what}, ", count(cluster, ask)?)?;
    }
    Ok(told.trim_end_matches(", ").to_owned())
}

fn count(cluster: &Cluster, ask: &str) -> Outcome<u64> {
    let output =
        cluster.psql("stadga")?.args(["--tuples-only", "--no-align", "--command", ask]).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}
