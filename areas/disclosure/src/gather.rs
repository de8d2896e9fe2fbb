//! A request with all that it covers, seen from one instant by one reader, and each detail that is to be decided on.

use crate::{
    DisclosureDetail, DisclosureRequest, attached,
    detail::{Ruling, Sort},
    extract::is_hidden,
};
use stadga_model::{
    Action, At, Head, Id, Instant, Mark, MarkState, Prose, Refusal, Revision, local_day_end,
};
use stadga_organisation::Person;
use stadga_publish::names::{Named, Names};
use stadga_store::ListQuery;
use stadga_web::{Address, Context, list_query, published};
use std::collections::{BTreeMap, BTreeSet};

/// The fields of a request without which it cannot be worked with.
const NEEDED: [&str; 4] = ["title", "asked", "covers", "compilation"];

/// Whether a mark on a request withholds what it is about.
pub(crate) fn is_marked(head: &Head) -> bool {
    NEEDED.iter().any(|field| head.withholds(field))
}

/// So many records a copy shows at most.
pub(crate) const MOST: usize = 500;

/// A request as its officer works with it.
pub(crate) struct Case {
    pub head: Head,
    pub request: DisclosureRequest,
    /// The reader, looking from the instant that the request is answered as of.
    pub then: Context,
    /// That instant.
    pub shows: Instant,
    /// The records that it covers and that the reader may know of.
    pub covered: Vec<Revision>,
    /// Whether there are more than a copy shows.
    pub cut: bool,
    /// What of the compilation's address is not understood: nothing is given out while there is something.
    pub unread: Vec<String>,
    /// Everything to decide on.
    pub details: Vec<Detail>,
    /// Those whose names stand in it, by person.
    pub named: Vec<(Id<Person>, Named)>,
    /// Everybody whom the reader may know of.
    pub people: Vec<Named>,
}

/// A detail with what is proposed and what was decided.
pub(crate) struct Detail {
    pub place: Place,
    pub sort: Sort,
    /// The number of the record or person.
    pub about: String,
    /// What is proposed: masking on the mark's ground for the mark's reason, or the function for a name.
    pub proposed: Proposed,
    /// Whether the reader may read what the mark withholds.
    pub cleared: bool,
    /// Whether the record is hidden from all but its mark's readers (INC-09).
    pub hidden: bool,
    pub decided: Option<(Head, DisclosureDetail)>,
}

/// Where a detail stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// In a field of a record.
    Field(Id, String),
    /// Wherever a person is named.
    Person(Id<Person>),
}

/// What is proposed of a detail.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proposed {
    pub ground: Option<String>,
    pub reason: String,
}

impl Place {
    /// Its name in forms.
    pub fn key(&self) -> String {
        match self {
            Self::Field(record, field) => format!("{record}.{field}"),
            Self::Person(person) => format!("{person}.name"),
        }
    }

    fn of(detail: &DisclosureDetail) -> Option<Self> {
        match (detail.record, &detail.field, detail.person) {
            (Some(record), Some(field), _) => Some(Self::Field(record, field.clone())),
            (_, _, Some(person)) => Some(Self::Person(person)),
            _ => None,
        }
    }
}

impl Detail {
    /// What was decided, if anything.
    pub fn ruling(&self) -> Option<Ruling> {
        self.decided.as_ref().map(|(_, detail)| detail.ruling)
    }

    /// The ground on which it is masked: the decided one, else the proposed.
    pub fn ground(&self) -> Option<&str> {
        let decided = self.decided.as_ref().and_then(|(_, detail)| detail.ground.as_ref());
        decided.map(|ground| ground.0.as_str()).or(self.proposed.ground.as_deref())
    }
}

impl Case {
    /// The request with what it covers.
    ///
    /// # Errors
    /// Not found, when there is no such request or the reader may not see it.
    pub async fn of(cx: &Context, id: Id<DisclosureRequest>) -> Result<Self, Refusal> {
        let (head, mut request) = cx.door.read_as(id).await?;
        if is_marked(&head) {
            let purpose = cx.t_with("disclosure-purpose", &[("request", &head.number)]);
            let whole = cx.door.reveal(id.cast(), &purpose).await?;
            request = whole.first().ok_or(Refusal::NotFound)?.typed()?;
        }
        let shows = request.as_of.and_then(local_day_end).unwrap_or_else(|| cx.now()).min(cx.now());
        let past = shows < cx.now();
        let then = if past { cx.looking_from(At::Past(shows)) } else { cx.clone() };
        let (covered, cut, unread) = covered(&then, &request).await?;
        let people = published::people(&then).await?;
        let mut case = Self {
            head,
            request,
            then,
            shows,
            covered,
            cut,
            unread,
            details: Vec::new(),
            named: Vec::new(),
            people,
        };
        case.named = case.named().await?;
        case.details = case.details(cx).await?;
        Ok(case)
    }

    /// Whether the reader may work with it.
    pub fn may_change(&self, cx: &Context) -> bool {
        cx.past().is_none() && cx.door.may(Action::Change, &self.head)
    }

    /// How many details still wait for the officer.
    pub fn undecided(&self) -> usize {
        self.details.iter().filter(|detail| detail.decided.is_none()).count()
    }

    /// Whether the reader may read everything that marks withhold in it.
    pub fn is_cleared(&self) -> bool {
        self.covered.iter().all(|record| self.then.door.actor().cleared(&record.head))
    }

    /// The record with this id among what is covered.
    pub fn record(&self, id: Id) -> Option<&Revision> {
        self.covered.iter().find(|record| record.head.id == id)
    }

    /// What was decided of a field.
    pub fn detail(&self, record: Id, field: &str) -> Option<&Detail> {
        let place = Place::Field(record, field.to_owned());
        self.details.iter().find(|detail| detail.place == place)
    }

    /// The persons whom the covered records link to or name in their texts.
    async fn named(&self) -> Result<Vec<(Id<Person>, Named)>, Refusal> {
        let mut texts = Vec::new();
        let mut linked = BTreeSet::new();
        for record in &self.covered {
            let spec = self.then.door.kind(&record.head.kind)?.spec;
            linked.extend(spec.links(&record.body).into_iter().map(|(_, id)| id));
            record.body.values().for_each(|value| gather(value, &mut texts));
        }
        let found = Names::new(&self.people, "").found(&texts.join("\n\n|\n\n"));
        let mut named = BTreeMap::new();
        for (head, person) in self.then.door.all::<Person>(everybody()).await? {
            let at = self.people.iter().position(|known| known.name == person.name);
            let Some(at) = at.filter(|at| linked.contains(&head.id) || found.contains(at)) else {
                continue;
            };
            named.insert(head.id.cast(), self.people.get(at).cloned().unwrap_or_default());
        }
        Ok(named.into_iter().collect())
    }

    async fn details(&self, cx: &Context) -> Result<Vec<Detail>, Refusal> {
        let mut decided = BTreeMap::new();
        for (head, detail) in cx.door.all::<DisclosureDetail>(of_request(self.head.id)).await? {
            let Some(place) = Place::of(&detail) else { continue };
            // The newest comes first: of two officers at the same detail the later one has decided.
            decided.entry(place).or_insert((head, detail));
        }
        let mut details = self.marked().await?;
        details.extend(attached::details(self)?);
        for (person, named) in &self.named {
            details.push(Detail {
                place: Place::Person(*person),
                sort: Sort::Name,
                about: named.name.clone(),
                proposed: Proposed::default(),
                cleared: true,
                hidden: false,
                decided: None,
            });
        }
        for detail in &mut details {
            detail.decided = decided.remove(&detail.place);
        }
        // What no mark withholds (any more) and the officer has found secret.
        let own = decided.into_iter().map(|(place, kept)| {
            let record = kept.1.record.and_then(|record| self.record(record));
            let about = record.map_or_else(|| kept.1.about.clone(), |r| r.head.number.clone());
            Detail {
                place,
                sort: kept.1.sort,
                about,
                proposed: Proposed::default(),
                cleared: true,
                hidden: record.is_some_and(|record| is_hidden(&record.head)),
                decided: Some(kept),
            }
        });
        details.extend(own);
        details.sort_by_key(|detail| detail.sort);
        Ok(details)
    }

    /// One detail for each field that a mark withholds; whether anything stands in it is withheld as well.
    async fn marked(&self) -> Result<Vec<Detail>, Refusal> {
        let marked: Vec<&Revision> =
            self.covered.iter().filter(|record| record.head.is_marked()).collect();
        let ids: Vec<Id> = marked.iter().map(|record| record.head.id).collect();
        let near = self.then.door.looking_from(At::Now).near_each(&ids).await?;
        let mut details = Vec::new();
        for record in marked {
            let Some(withheld) = &record.head.withheld else { continue };
            let cleared = self.then.door.actor().cleared(&record.head);
            let marks: Vec<Mark> = near
                .get(&record.head.id)
                .into_iter()
                .flat_map(|near| near.pointing::<Mark>().map(|(_, mark)| mark))
                .filter(|mark| mark.of == record.head.id && mark.state == MarkState::Active)
                .collect();
            let spec = self.then.door.kind(&record.head.kind)?.spec;
            for field in spec.content() {
                let instead = withheld.fields.get(field.name);
                let Some(instead) = instead.filter(|instead| instead.gone.is_none()) else {
                    continue;
                };
                details.push(Detail {
                    place: Place::Field(record.head.id, field.name.to_owned()),
                    sort: Sort::Marked,
                    about: record.head.number.clone(),
                    proposed: Proposed {
                        ground: Some(instead.ground.clone()),
                        reason: reason(&marks, field.name, &instead.ground),
                    },
                    cleared,
                    hidden: withheld.hidden,
                    decided: None,
                });
            }
        }
        Ok(details)
    }
}

/// The reason of the mark that withholds a field, where the reader may read marks.
fn reason(marks: &[Mark], field: &str, ground: &str) -> String {
    let on = |mark: &&Mark| {
        mark.ground.0 == ground
            && (mark.fields.is_empty() || mark.fields.iter().any(|name| name == field))
    };
    let found = marks.iter().find(on);
    found.map_or_else(String::new, |mark| {
        let Prose(reason) = &mark.reason;
        reason.clone()
    })
}

fn gather<'a>(value: &'a serde_json::Value, texts: &mut Vec<&'a str>) {
    match value {
        serde_json::Value::String(text) => texts.push(text),
        serde_json::Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
        serde_json::Value::Object(fields) => {
            fields.values().for_each(|value| gather(value, texts));
        }
        _ => {}
    }
}

fn everybody() -> ListQuery {
    ListQuery { size: 100_000, ..ListQuery::default() }
}

fn of_request(id: Id) -> ListQuery {
    ListQuery { size: 10_000, ..ListQuery::linking("request", id) }
}

/// The records that are named, then those of the compilation; whether there are more; what of its address is not read.
async fn covered(
    then: &Context,
    request: &DisclosureRequest,
) -> Result<(Vec<Revision>, bool, Vec<String>), Refusal> {
    let mut found = then.door.read_many(&request.covers).await?;
    found.sort_by_key(|record| request.covers.iter().position(|id| *id == record.head.id));
    let mut unread = Vec::new();
    let mut cut = false;
    if let Some(address) = request.compilation.as_deref().map(str::trim) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let kind = path.trim_start_matches('/');
        match then.door.kind(kind) {
            Ok(known) => {
                let reading = list_query::Reading::of(then);
                let asked = list_query::parse(known.spec, &Address::read(query), reading);
                unread.extend(asked.ignored().into_iter().map(str::to_owned));
                let size = u32::try_from(MOST).unwrap_or(u32::MAX);
                let page =
                    then.door.list(kind, &ListQuery { page: 0, size, ..asked.query }).await?;
                cut = page.more;
                let fresh = |row: &Revision| !request.covers.contains(&row.head.id);
                found.extend(page.rows.into_iter().filter(fresh));
            }
            Err(_) => unread.push(address.to_owned()),
        }
    }
    cut |= found.len() > MOST;
    found.truncate(MOST);
    Ok((found, cut, unread))
}
