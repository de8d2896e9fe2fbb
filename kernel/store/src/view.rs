//! Reading as of an instant: single records, what is one link away, histories. No permissions here: see the door.

use crate::{
    Org,
    engine::{Link, Row, Sql, seen_from, sql},
    row,
};
use stadga_model::{At, Id, Near, Refusal, Revision};
use std::{collections::HashMap, sync::Arc};

/// How many neighbours a record's page and its rules look at.
const NEAR: usize = 500;
/// How many records are asked about in one statement.
const CHUNK: usize = 500;

/// The revision of `id` that is seen from `at`.
pub(crate) async fn get(
    db: &mut Link,
    org: &Org,
    at: At,
    id: Id,
) -> Result<Option<Revision>, Refusal> {
    Ok(placed(db, org, at, id).await?.map(|(_, revision)| revision))
}

/// The same with its place in the log.
pub(crate) async fn placed(
    db: &mut Link,
    org: &Org,
    at: At,
    id: Id,
) -> Result<Option<(i64, Revision)>, Refusal> {
    let (columns, seen) = (row::COLUMNS, seen_from("r", at));
    let one = sql(format!(
        "SELECT {columns}, r.seq FROM revision r WHERE r.org = $1 AND r.id = $2 AND {seen}"
    ));
    let found = one.bind(&**org).bind(id.to_string()).maybe(db).await?;
    found.as_ref().map(in_place).transpose()
}

/// The newest revisions of these records, those that there are.
pub(crate) async fn current(
    db: &mut Link,
    org: &Org,
    ids: &[Id],
) -> Result<HashMap<Id, Revision>, Refusal> {
    let mut current = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let mut some = sql(format!(
            "SELECT {} FROM revision r WHERE r.org = $1 AND r.until IS NULL AND r.id IN ",
            row::COLUMNS
        ))
        .bind(&**org);
        some.push_list(ids.iter().map(ToString::to_string));
        for row in some.all(db).await? {
            let revision = row::revision(&row)?;
            current.insert(revision.head.id, revision);
        }
    }
    Ok(current)
}

/// The id of the record that has this number.
pub(crate) async fn by_number(
    db: &mut Link,
    org: &Org,
    number: &str,
) -> Result<Option<Id>, Refusal> {
    let one = sql("SELECT id FROM revision WHERE org = $1 AND number = $2 AND until IS NULL");
    let found = one.bind(&**org).bind(number).maybe(db).await?;
    found.map(|row| row.text(0)?.parse().map_err(Refusal::broken)).transpose()
}

/// All revisions of `id` that were known at `at`, newest first, each with its place in the log.
pub(crate) async fn history(
    db: &mut Link,
    org: &Org,
    at: At,
    id: Id,
) -> Result<Vec<(i64, Revision)>, Refusal> {
    let known = match at {
        At::Now => i64::MAX,
        At::Past(instant) => instant.as_microsecond(),
    };
    let all = sql(format!(
        "SELECT {}, r.seq FROM revision r WHERE r.org = $1 AND r.id = $2 AND r.at <= $3 ORDER BY r.revision DESC",
        row::COLUMNS
    ));
    let all = all.bind(&**org).bind(id.to_string()).bind(known).all(db).await?;
    all.iter().map(in_place).collect()
}

/// A row of a revision and its place in the log.
fn in_place(row: &Row) -> Result<(i64, Revision), Refusal> {
    Ok((row.whole(row::NEXT)?, row::revision(row)?))
}

/// What is one link away from each of `ids`, in both directions; of many that link to them, the newest links.
///
/// `CROSS JOIN` keeps the links on the outside: walking all records to spare a sort would cost the whole table.
pub(crate) async fn near(
    db: &mut Link,
    org: &Org,
    at: At,
    ids: &[Id],
) -> Result<HashMap<Id, Near>, Refusal> {
    let mut near: HashMap<Id, Near> = ids.iter().map(|id| (*id, Near::default())).collect();
    for ids in ids.chunks(CHUNK) {
        for row in ends(db, org, at, ids, Way::Up).await? {
            let above = Arc::new(row::revision(&row)?);
            near.entry(id(row.str(row::NEXT)?)?).or_default().up.push(above);
        }
    }
    for (id, mut down) in pointing(db, org, at, ids).await? {
        down.sort_by(|(_, one), (_, other)| one.head.number.cmp(&other.head.number));
        near.entry(id).or_default().down = down;
    }
    Ok(near)
}

/// What links to each of `ids`, with the field that links.
pub(crate) async fn pointing(
    db: &mut Link,
    org: &Org,
    at: At,
    ids: &[Id],
) -> Result<HashMap<Id, Vec<(String, Arc<Revision>)>>, Refusal> {
    let mut pointing: HashMap<Id, Vec<_>> = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        for row in ends(db, org, at, ids, Way::Down).await? {
            let below = (row.text(row::NEXT + 1)?, Arc::new(row::revision(&row)?));
            pointing.entry(id(row.str(row::NEXT)?)?).or_default().push(below);
        }
    }
    Ok(pointing)
}

/// From a record to what it links to, or to what links to it.
#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

/// The records at the other end of the links of `ids`: their columns, then the id on this side, then the field. Where one
/// has so many that others could lack theirs, each is asked for by itself.
async fn ends(db: &mut Link, org: &Org, at: At, ids: &[Id], way: Way) -> Result<Vec<Row>, Refusal> {
    let found = ends_of(org, at, ids, way).all(db).await?;
    if ids.len() == 1 || found.len() < NEAR * ids.len() {
        return Ok(found);
    }
    let mut each = Vec::new();
    for id in ids {
        each.extend(ends_of(org, at, &[*id], way).all(db).await?);
    }
    Ok(each)
}

fn ends_of(org: &Org, at: At, ids: &[Id], way: Way) -> Sql {
    let (columns, link, seen) = (row::COLUMNS, seen_from("l", at), seen_from("r", at));
    let mut ends = match way {
        Way::Up => sql(format!(
            "SELECT {columns}, l.source FROM (SELECT DISTINCT l.org, l.source, l.target FROM link l
                WHERE {link} AND l.org = $1 AND l.source IN "
        )),
        Way::Down => sql(format!(
            "SELECT {columns}, l.target, l.field FROM link l CROSS JOIN revision r
             WHERE r.org = l.org AND r.id = l.source AND {link} AND {seen} AND l.org = $1 AND l.target IN "
        )),
    }
    .bind(&**org);
    ends.push_list(ids.iter().map(ToString::to_string));
    ends.push(&match way {
        Way::Up => format!(
            ") l CROSS JOIN revision r WHERE r.org = l.org AND r.id = l.target AND {seen} LIMIT "
        ),
        Way::Down => " ORDER BY l.at DESC LIMIT ".to_owned(),
    });
    ends.push_bind(i64::try_from(NEAR * ids.len()).unwrap_or(i64::MAX));
    ends
}

fn id(text: &str) -> Result<Id, Refusal> {
    text.parse().map_err(Refusal::broken)
}
