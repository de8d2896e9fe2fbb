//! A list's address as a question to the store: `state=planned&due.to=today&sort=-due&cols=title,due&page=2`.
//!
//! `field=a,b` (or `field.is=a,b`, where the list itself uses the field's name) is one of these; `field.has` contains; `field.from` and `field.to` bound; `field.empty` and `field.given`
//! ask for no value or any. Dates may be `today`, `today+30`, `today-7`; a link may be `me`, the reader's own record.

use crate::{Address, Context};
use stadga_model::{Date, Field, FieldType, Id, Money, Spec, local_day_end};
use stadga_store::{Compare, Filter, ListQuery, Sort};

/// How many rows a page has, unless the reader says otherwise.
pub const ROWS: u32 = 50;
/// The most rows that a page can have.
const MOST_ROWS: u32 = 200;
/// Names in addresses that are no fields.
const OWN: [&str; 5] = ["q", "sort", "cols", "page", "size"];

/// Who reads and when: what `me` and `today` mean.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The reader's own record, if the reader is a person.
    pub me: Option<Id>,
    /// The date that is looked from.
    pub today: Date,
}

impl Reading {
    /// Of a request.
    pub fn of(cx: &Context) -> Self {
        Self { me: cx.door.actor().person, today: cx.today() }
    }
}

/// What was asked of a list.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The question to the store; its pages count from 0, addresses count from 1.
    pub query: ListQuery,
    /// The columns that were asked for; none means the usual ones.
    pub columns: Vec<&'static Field>,
    /// Names that there are not; they have been left out.
    pub unknown: Vec<String>,
    /// Known names with a value that they cannot have, as `state=lost`; they have been left out.
    pub unusable: Vec<String>,
}

impl Asked {
    /// Everything that has been left out.
    pub fn ignored(&self) -> Vec<&str> {
        self.unknown.iter().chain(&self.unusable).map(String::as_str).collect()
    }
}

/// Why a part of an address is left out.
enum Fault {
    /// There is no such name.
    Unknown,
    /// The name cannot have this value.
    Unusable,
}

/// Whether the list of a kind can be filtered on a field: those that say so, title, unit, owner, state, and all links.
pub fn can_filter(spec: &Spec, field: &Field) -> bool {
    let drawn = [spec.unit, spec.owner, spec.state, Some(spec.title)].contains(&Some(field.name));
    let link = matches!(field.ty, FieldType::Link(_) | FieldType::Links(_));
    field.filtered || drawn || link
}

/// The name under which a field is filtered on: its own, unless the list itself uses that name (`sort.is=fact`).
pub fn filter_name(field: &Field) -> String {
    let taken = OWN.contains(&field.name) || field.name == crate::AS_OF;
    if taken { format!("{}.is", field.name) } else { field.name.to_owned() }
}

/// Reads a list's address. What it does not understand it names and leaves out.
pub fn parse(spec: &'static Spec, address: &Address, reading: Reading) -> Asked {
    let mut asked = Asked {
        query: ListQuery::default(),
        columns: Vec::new(),
        unknown: Vec::new(),
        unusable: Vec::new(),
    };
    let as_sent = |name: &str| format!("{name}={}", address.all(name).join(","));
    let mut names: Vec<&str> = address.pairs().map(|(name, _)| name).collect();
    names.dedup();
    for name in names {
        if OWN.contains(&name) {
            continue;
        }
        match filter(spec, name, address, reading) {
            Ok(filter) => asked.query.filters.push(filter),
            Err(Fault::Unknown) => asked.unknown.push(name.to_owned()),
            Err(Fault::Unusable) => asked.unusable.push(as_sent(name)),
        }
    }
    asked.query.words = address.get("q").map(str::to_owned);
    let number =
        |name: &str| address.get(name).and_then(|n| n.parse::<u32>().ok()).filter(|n| *n > 0);
    for name in ["page", "size"] {
        if address.get(name).is_some() && number(name).is_none() {
            asked.unusable.push(as_sent(name));
        }
    }
    asked.query.page = number("page").unwrap_or(1).clamp(1, 1_000_000) - 1;
    asked.query.size = number("size").unwrap_or(ROWS).clamp(1, MOST_ROWS);
    asked.query.sort = address.get("sort").and_then(|sort| sort_of(spec, sort));
    if address.get("sort").is_some() && asked.query.sort.is_none() {
        asked.unusable.push(as_sent("sort"));
    }
    asked.columns = address.all("cols").into_iter().filter_map(|name| spec.field(name)).collect();
    asked
}

fn sort_of(spec: &Spec, text: &str) -> Option<Sort> {
    let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    let known = name == "number" || spec.field(name).is_some_and(|field| field.sorted);
    known.then(|| Sort { field: name.to_owned(), descending })
}

fn filter(spec: &Spec, name: &str, address: &Address, reading: Reading) -> Result<Filter, Fault> {
    let (field, how) = name.split_once('.').unwrap_or((name, ""));
    let ty = if field == "number" {
        FieldType::Text
    } else {
        let known = spec.field(field).filter(|field| can_filter(spec, field));
        known.ok_or(Fault::Unknown)?.ty
    };
    let one = address.get(name).unwrap_or_default();
    let compare = match how {
        "" | "is" => {
            let values = address.all(name).into_iter();
            let values: Option<Vec<_>> = values.map(|value| exact(ty, value, reading)).collect();
            values.map(Compare::Is)
        }
        "has" => Some(Compare::Has(one.to_owned())),
        "from" => bound(ty, one, reading, false).map(Compare::From),
        "to" => bound(ty, one, reading, true).map(Compare::To),
        "empty" => Some(Compare::Empty),
        "given" => Some(Compare::Given),
        _ => return Err(Fault::Unknown),
    };
    let compare = compare.ok_or(Fault::Unusable)?;
    Ok(Filter { field: field.to_owned(), compare })
}

/// A value to be equal to, as the store keeps it.
fn exact(ty: FieldType, text: &str, reading: Reading) -> Option<String> {
    match ty {
        FieldType::Choice(values) => values.contains(&text).then(|| text.to_owned()),
        FieldType::Link(_) | FieldType::Links(_) if text == "me" => Some(reading.me?.to_string()),
        FieldType::Link(_) | FieldType::Links(_) => {
            text.parse::<Id>().ok().map(|id| id.to_string())
        }
        FieldType::Yes => match text {
            "yes" | "true" => Some("true".into()),
            "no" | "false" => Some("false".into()),
            _ => None,
        },
        FieldType::Text | FieldType::Prose | FieldType::Scale(_) => Some(text.to_owned()),
        FieldType::Date | FieldType::Whole | FieldType::Money | FieldType::Period => {
            bound(ty, text, reading, false)
        }
        _ => None,
    }
}

/// A bound, as the store keeps it. Both ends belong to what is asked for, so the end of a day is its last instant.
fn bound(ty: FieldType, text: &str, reading: Reading, end: bool) -> Option<String> {
    match ty {
        FieldType::Date | FieldType::Period => Some(date(text, reading.today)?.to_string()),
        FieldType::Instant => {
            let date = date(text, reading.today)?;
            let day = if end { date } else { date.yesterday().ok()? };
            Some(local_day_end(day)?.to_string())
        }
        FieldType::Money => text.parse::<Money>().ok().map(|money| money.0.to_string()),
        FieldType::Whole => text.parse::<i64>().ok().map(|n| n.to_string()),
        FieldType::Text => Some(text.to_owned()),
        _ => None,
    }
}

/// A date as people or links write it: `2026-01-31`, `today`, `today+30`, `today-7`.
pub(crate) fn date(text: &str, today: Date) -> Option<Date> {
    // A plus in an address is a blank.
    let Some(days) = text.strip_prefix("today") else { return text.parse().ok() };
    let days = days.trim();
    let days: i64 = if days.is_empty() { 0 } else { days.parse().ok()? };
    today.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::Thing;
    use stadga_model::Record;

    fn ask(query: &str) -> Asked {
        let reading = Reading { me: None, today: "2026-01-31".parse().unwrap() };
        parse(Thing::SPEC, &Address::read(query), reading)
    }

    #[test]
    fn an_address_becomes_a_question() {
        let asked = ask(
            "state=open,done&due.to=today%2B1&title.has=x&sort=-due&cols=due,title&page=3&size=20&q=ord",
        );
        let filters: Vec<_> =
            asked.query.filters.iter().map(|f| format!("{} {:?}", f.field, f.compare)).collect();
        assert_eq!(
            filters,
            [r#"state Is(["open", "done"])"#, r#"due To("2026-02-01")"#, r#"title Has("x")"#]
        );
        assert_eq!((asked.query.page, asked.query.size), (2, 20));
        assert_eq!(asked.query.words.as_deref(), Some("ord"));
        assert!(asked.query.sort.is_some_and(|sort| sort.field == "due" && sort.descending));
        assert_eq!(
            asked.columns.iter().map(|field| field.name).collect::<Vec<_>>(),
            ["due", "title"]
        );
        assert!(asked.unknown.is_empty() && asked.unusable.is_empty());
    }

    #[test]
    fn what_is_not_understood_is_named_and_left_out() {
        let asked = ask(
            "state=lost&due.to=soon&cost.from=12x&nothing=1&due.like=1&why=x&owner=me&sort=why&page=0&size=9999",
        );
        assert!(asked.query.filters.is_empty() && asked.query.sort.is_none());
        assert_eq!(asked.unknown, ["nothing", "due.like", "why"]);
        let unusable =
            ["state=lost", "due.to=soon", "cost.from=12x", "owner=me", "page=0", "sort=why"];
        assert_eq!(asked.unusable, unusable);
        assert_eq!((asked.query.page, asked.query.size), (0, MOST_ROWS));
    }

    #[test]
    fn a_field_is_filtered_on_beside_the_lists_own_names() {
        let asked = ask("state.is=open,done&page=x&size=0");
        assert!(
            matches!(&asked.query.filters[0].compare, Compare::Is(states) if states.len() == 2)
        );
        assert_eq!(asked.unusable, ["page=x", "size=0"]);
        let mut field = *Thing::SPEC.field("state").unwrap();
        assert_eq!(filter_name(&field), "state");
        field.name = "sort";
        assert_eq!(filter_name(&field), "sort.is");
    }

    #[test]
    fn money_is_asked_for_as_people_write_it() {
        let asked = ask("cost.from=1+234,50");
        assert!(matches!(&asked.query.filters[0].compare, Compare::From(ore) if ore == "123450"));
    }
}
