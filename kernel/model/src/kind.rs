//! A kind as the program handles it: its description, its lifecycle and its rules, without its Rust type.

use crate::{
    Body, Date, Field, FieldType, Finding, Id, Instant, Lifecycle, Near, Record, Scales, Spec,
    local_date,
};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};

/// What a rule may look at besides the record itself.
pub struct Around<'a> {
    /// The present instant, or the past one that the view looks from.
    pub now: Instant,
    /// The record before the change; absent when it is new or merely looked at.
    pub before: Option<&'a Body>,
    /// Whether the record is being made.
    pub new: bool,
    /// The records one link away.
    pub near: &'a Near,
    /// The scales of `content/`.
    pub scales: &'a Scales,
}

impl Around<'_> {
    /// The date in Sweden.
    pub fn today(&self) -> Date {
        local_date(self.now)
    }
}

type Rules = Arc<dyn Fn(&Body, &Around) -> Result<Vec<Finding>, serde_json::Error> + Send + Sync>;
/// The fields that can still be written; none: all of them.
type Open = Arc<dyn Fn(&Body, &Near) -> Option<&'static [&'static str]> + Send + Sync>;
type Shape = fn(&Body) -> Result<Body, serde_json::Error>;
/// Fills in what follows from other fields.
type Complete = Arc<dyn Fn(&Body) -> Result<Body, serde_json::Error> + Send + Sync>;

/// A kind of record, erased: what the kernel works with.
#[derive(Clone)]
pub struct Kind {
    /// Its description.
    pub spec: &'static Spec,
    /// Its lifecycle, if it has one.
    pub lifecycle: Option<&'static Lifecycle>,
    rules: Rules,
    open: Option<Open>,
    shape: Shape,
    complete: Option<Complete>,
}

impl Kind {
    /// The kind `R` with its rules: a pure function from the record and what is around it to findings.
    pub fn of<R: Record>(rules: fn(&R, &Around) -> Vec<Finding>) -> Self {
        Self {
            spec: R::SPEC,
            lifecycle: None,
            open: None,
            rules: Arc::new(move |body, around| Ok(rules(&typed(body)?, around))),
            shape: |body| written(&typed::<R>(body)?),
            complete: None,
        }
    }

    /// With a lifecycle.
    pub fn with(self, lifecycle: &'static Lifecycle) -> Self {
        Self { lifecycle: Some(lifecycle), ..self }
    }

    /// With fields that close as the record comes further (SEC-11): `open` names those that can still be written, or
    /// none where all can. Pages offer only these; that the others stay as they are is a rule of the kind.
    pub fn closing<R: Record>(
        self,
        open: fn(&R, &Near) -> Option<&'static [&'static str]>,
    ) -> Self {
        let open = move |body: &Body, near: &Near| open(&typed(body).ok()?, near);
        Self { open: Some(Arc::new(open)), ..self }
    }

    /// With fields that follow from others where they are left empty: filled in as the record is written.
    pub fn completing<R: Record>(self, complete: fn(&mut R)) -> Self {
        let complete = move |body: &Body| {
            let mut record = typed(body)?;
            complete(&mut record);
            written(&record)
        };
        Self { complete: Some(Arc::new(complete)), ..self }
    }

    /// Whether a field can still be written in a record that stands like this.
    pub fn is_open(&self, field: &str, body: &Body, near: &Near) -> bool {
        let open = self.open.as_ref().and_then(|open| open(body, near));
        open.is_none_or(|open| open.contains(&field))
    }

    /// The body as the struct writes it: unknown fields gone, defaults and what follows from other fields filled in.
    ///
    /// # Errors
    /// When the body does not fit the struct.
    pub fn shape(&self, body: &Body) -> Result<Body, serde_json::Error> {
        match &self.complete {
            Some(complete) => complete(body),
            None => (self.shape)(body),
        }
    }

    /// Everything that the rules say: what every kind is held to (required fields, lifecycle), then its own.
    pub fn check(&self, body: &Body, around: &Around) -> Vec<Finding> {
        let misfits = self.spec.misfits(body);
        let mut findings = misfits.clone();
        findings.extend(self.spec.marked_protective(body, around.scales));
        findings.extend(self.wrong_move(body, around));
        match (self.rules)(body, around) {
            Ok(own) => findings.extend(own),
            // What does not fit has been told field by field; else the struct asks more than its description says.
            Err(_) if !misfits.is_empty() => {
                findings.extend(self.whatever_fits(body, around, &misfits))
            }
            Err(fault) => {
                findings.push(Finding::blocking("FORM").variant("shape").with("fault", fault))
            }
        }
        findings
    }

    /// What the rules say of a record with fields that do not fit, whatever would stand there: what they say both with
    /// as little and with as much in those fields as there can be, and not of the fields themselves.
    fn whatever_fits(&self, body: &Body, around: &Around, misfits: &[Finding]) -> Vec<Finding> {
        let names: Vec<&str> = misfits
            .iter()
            .filter_map(|misfit| misfit.field.as_deref()?.split('.').next())
            .collect();
        let said = |value: fn(&Field) -> Option<Value>| {
            let mut body = body.clone();
            for field in self.spec.fields.iter().filter(|field| names.contains(&field.name)) {
                match value(field) {
                    Some(value) => drop(body.insert(field.name.to_owned(), value)),
                    None => drop(body.shift_remove(field.name)),
                }
            }
            (self.rules)(&body, around).unwrap_or_default()
        };
        let otherwise = said(|field| Some(field.full()));
        let mut said = said(Field::least);
        said.retain(|finding| {
            otherwise.contains(finding)
                && !misfits.iter().any(|misfit| misfit.field == finding.field)
        });
        said
    }

    fn wrong_move(&self, body: &Body, around: &Around) -> Option<Finding> {
        let (lifecycle, field) = (self.lifecycle?, self.spec.state?);
        let to = body.get(field)?.as_str()?;
        // A new record may be born in any state: what is taken over from older tools has a past.
        let from = around.before?.get(field).and_then(Value::as_str).unwrap_or_default();
        let allowed = lifecycle.allows(from, to);
        (!allowed).then(|| {
            let state = |state: &str| format!("{}-{field}-is-{state}", self.spec.kind);
            let words = self.spec.misfit("move", field);
            words.naming("from", state(from)).naming("to", state(to))
        })
    }
}

fn typed<R: Record>(body: &Body) -> Result<R, serde_json::Error> {
    R::deserialize(body)
}

fn written<R: Record>(record: &R) -> Result<Body, serde_json::Error> {
    match serde_json::to_value(record)? {
        Value::Object(body) => Ok(body),
        _ => Ok(Body::new()),
    }
}

/// All kinds of the program, by name.
#[derive(Clone, Default)]
pub struct Kinds(BTreeMap<&'static str, Kind>);

impl Kinds {
    /// The kind called `name`.
    pub fn get(&self, name: &str) -> Option<&Kind> {
        self.0.get(name)
    }

    /// All kinds, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Kind> {
        self.0.values()
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self(kinds.into_iter().map(|kind| (kind.spec.kind, kind)).collect())
    }
}

impl Spec {
    /// The states that its records can be in.
    pub fn states(&self) -> impl Iterator<Item = &'static str> + use<> {
        let states = self.state.and_then(|name| match self.field(name)?.ty {
            FieldType::Choice(states) => Some(states),
            _ => None,
        });
        states.into_iter().flatten().copied()
    }

    /// All links in a body: field path and target, rows included.
    pub fn links(&self, body: &Body) -> Vec<(String, Id)> {
        let mut links = Vec::new();
        collect_links(self.fields, body, "", &mut links);
        links
    }

    /// What a record with this body lies within, by the fields that say so (SEC-08).
    pub fn places(&self, body: &Body) -> Vec<Id> {
        self.links_by(body, |field| field.within)
    }

    /// What lies within a record with this body, by the fields that say so (SEC-08).
    pub fn held(&self, body: &Body) -> Vec<Id> {
        self.links_by(body, |field| field.holds)
    }

    fn links_by(&self, body: &Body, says: impl Fn(&Field) -> bool) -> Vec<Id> {
        let links = self.links(body).into_iter();
        let links = links.filter(|(path, _)| self.field(path).is_some_and(&says));
        links.map(|(_, id)| id).collect()
    }

    /// Whether the link field at `path` (`criteria.document` in rows) takes records of `kind`.
    pub fn takes(&self, path: &str, kind: &str) -> bool {
        let mut fields = self.fields;
        for name in path.split('.') {
            match fields.iter().find(|field| field.name == name).map(|field| field.ty) {
                Some(FieldType::Rows(inner)) => fields = inner,
                Some(FieldType::Link(kinds) | FieldType::Links(kinds)) => {
                    return kinds.is_empty() || kinds.contains(&kind);
                }
                _ => return false,
            }
        }
        false
    }
}

fn collect_links(fields: &[Field], body: &Body, path: &str, links: &mut Vec<(String, Id)>) {
    for field in fields {
        let name = format!("{path}{}", field.name);
        match (field.ty, body.get(field.name)) {
            (FieldType::Link(_), Some(Value::String(id))) => {
                links.extend(id.parse().ok().map(|id| (name, id)))
            }
            (FieldType::Links(_), Some(Value::Array(ids))) => {
                let ids = ids.iter().filter_map(|id| id.as_str()?.parse().ok());
                links.extend(ids.map(|id| (name.clone(), id)));
            }
            (FieldType::Rows(inner), Some(Value::Array(rows))) => {
                for row in rows.iter().filter_map(Value::as_object) {
                    collect_links(inner, row, &format!("{name}."), links);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Choice, Clock, Finding, FixedClock, Move, Period, Prose, Row, Term};
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Serialize, Deserialize, Choice)]
    #[serde(rename_all = "kebab-case")]
    enum State {
        Planned,
        InProgress,
    }

    #[derive(Clone, Serialize, Deserialize, Row)]
    struct Note {
        date: Option<Date>,
        about: Option<Id<Task>>,
        text: String,
    }

    #[derive(Clone, Serialize, Deserialize, Record)]
    #[record(kind = "task", prefix = "T", title = "title", state = "state")]
    struct Task {
        #[field(list, sort, search)]
        title: String,
        state: State,
        #[field(scale = "priority", group = "plan")]
        priority: Option<Term>,
        #[field(to("risk"))]
        causes: Vec<Id>,
        #[serde(default)]
        notes: Vec<Note>,
        why: Option<Prose>,
        period: Option<Period>,
    }

    const LIFECYCLE: Lifecycle = Lifecycle {
        initial: "planned",
        moves: &[Move { name: "start", from: &["planned"], to: "in-progress" }],
        back: &[],
    };

    fn body(json: Value) -> Body {
        json.as_object().cloned().unwrap()
    }

    fn check(json: Value, before: Option<Body>) -> Vec<Finding> {
        let clock = FixedClock(Instant::from_second(1_700_000_000).unwrap());
        let (near, scales) = (Near::default(), Scales::default());
        let around = Around {
            now: clock.now(),
            before: before.as_ref(),
            new: false,
            near: &near,
            scales: &scales,
        };
        Kind::of::<Task>(|_, _| Vec::new()).with(&LIFECYCLE).check(&body(json), &around)
    }

    #[test]
    fn a_struct_becomes_a_table() {
        let names: Vec<_> = Task::SPEC.fields.iter().map(|f| f.name).collect();
        assert_eq!(names, ["title", "state", "priority", "causes", "notes", "why", "period"]);
        assert_eq!(Task::SPEC.field("priority").map(|f| f.ty), Some(FieldType::Scale("priority")));
        assert_eq!(Task::SPEC.field("causes").map(|f| f.ty), Some(FieldType::Links(&["risk"])));
        assert_eq!(
            Task::SPEC.field("state").map(|f| f.ty),
            Some(FieldType::Choice(&["planned", "in-progress"]))
        );
        assert!(Task::SPEC.field("title").is_some_and(|f| f.required && f.sorted && !f.filtered));
        assert!(Task::SPEC.field("why").is_some_and(|f| !f.required));
    }

    #[test]
    fn every_broken_rule_is_told_at_once() {
        let json = serde_json::json!({"title": " ", "state": "planned", "causes": [], "notes": [{"text": ""}]});
        let before = body(serde_json::json!({"title": "x", "state": "in-progress", "causes": []}));
        let fields: Vec<_> =
            check(json, Some(before)).into_iter().filter_map(|f| f.field).collect();
        assert_eq!(fields, ["title", "notes.0.text", "state"]);
    }

    #[test]
    fn a_body_that_does_not_fit_is_told_field_by_field() {
        let json = serde_json::json!({"title": "x".repeat(1_001), "state": "lost", "causes": ["y"], "notes": [{"date": "2024-13-01", "text": "z"}]});
        let told: Vec<_> = check(json, None)
            .into_iter()
            .map(|f| (f.text_key(), f.names.first().map(|(_, key)| key.clone())))
            .collect();
        let wanted = [
            ("long", "task-title"),
            ("choice", "task-state"),
            ("link", "task-causes"),
            ("date", "task-notes-date"),
        ];
        assert_eq!(
            told,
            wanted.map(|(variant, key)| (format!("finding-form-{variant}"), Some(key.to_owned())))
        );
    }

    #[test]
    fn rules_have_their_say_beside_what_is_missing() {
        let clock = FixedClock(Instant::from_second(1_700_000_000).unwrap());
        let (near, scales) = (Near::default(), Scales::default());
        let around =
            Around { now: clock.now(), before: None, new: true, near: &near, scales: &scales };
        let rules = |task: &Task, _: &Around| {
            let untold = Finding::warning("TST-01").on("why");
            // What hangs on the missing value itself cannot be told.
            let short = (task.title.len() < 4).then(|| Finding::blocking("TST-02").on("why"));
            let of_it = Finding::blocking("TST-03").on("title").with("title", &task.title);
            [Some(untold), short, Some(of_it)].into_iter().flatten().collect()
        };
        let said = Kind::of::<Task>(rules)
            .check(&body(serde_json::json!({"state": "planned", "causes": []})), &around);
        let codes: Vec<_> = said.iter().map(Finding::text_key).collect();
        assert_eq!(codes, ["finding-form-missing", "finding-tst-01"]);
    }

    #[test]
    fn links_are_found_in_rows_too() {
        let id: Id = Id::new(Instant::from_second(1).unwrap());
        let json = serde_json::json!({"causes": [id], "notes": [{"about": id, "text": "x"}]});
        assert_eq!(
            Task::SPEC.links(&body(json)),
            [("causes".to_owned(), id), ("notes.about".to_owned(), id)]
        );
    }
}
