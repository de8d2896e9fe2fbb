//! Choosing a record to link to: a plain list of up to a hundred, and a search that narrows it.

use crate::{Address, Context, Problem, form};
use axum::{extract::RawQuery, response::Html};
use maud::{Markup, html};
use stadga_model::{Action, Field, FieldType, Id, Refusal, Revision};
use stadga_store::{ListQuery, Sort};

/// How many records a list offers.
const OFFERED: u32 = 100;

/// Records that can be chosen.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// The records.
    pub records: Vec<Revision>,
    /// Whether there are more, that a search would find.
    pub more: bool,
    /// How many of them, the first, are there only because they are chosen.
    chosen: usize,
}

impl Candidates {
    /// Nothing to choose.
    pub(crate) const fn none() -> Self {
        Self { records: Vec::new(), more: false, chosen: 0 }
    }

    /// The records of these kinds that words are found in; all, when there are no words; only by words, when there are
    /// no kinds, for then every kind will do.
    ///
    /// # Errors
    /// Broken.
    pub async fn find(cx: &Context, kinds: &[&str], words: &str) -> Result<Self, Refusal> {
        let words = words.trim();
        match (kinds, words) {
            ([], "") => Ok(Self { more: true, ..Self::none() }),
            ([], words) => Self::searched(cx, kinds, words).await,
            ([kind], words) => Self::listed(cx, kind, words).await,
            (kinds, "") => {
                let mut all = Self::default();
                for kind in kinds {
                    let found = Self::listed(cx, kind, "").await?;
                    all.more |= found.more;
                    all.records.extend(found.records);
                }
                Ok(all)
            }
            (kinds, words) => Self::searched(cx, kinds, words).await,
        }
    }

    async fn listed(cx: &Context, kind: &str, words: &str) -> Result<Self, Refusal> {
        // A kind of an area that this program was built without has no records.
        let Ok(known) = cx.door.kind(kind) else { return Ok(Self::default()) };
        if cx.door.actor().reach(Action::Read, kind).is_none() {
            return Ok(Self::default());
        }
        let title = known.spec.title;
        let sorted = known.spec.field(title).is_some_and(|field| field.sorted);
        let query = ListQuery {
            words: Some(words.to_owned()).filter(|words| !words.is_empty()),
            sort: sorted.then(|| Sort { field: title.to_owned(), descending: false }),
            size: OFFERED,
            ..ListQuery::default()
        };
        let page = cx.door.list(kind, &query).await?;
        Ok(Self { records: page.rows, more: page.more, chosen: 0 })
    }

    async fn searched(cx: &Context, kinds: &[&str], words: &str) -> Result<Self, Refusal> {
        let hits = cx.door.search(words, i64::from(OFFERED)).await?;
        let records = hits.into_iter().map(|hit| hit.revision);
        let fits =
            |record: &Revision| kinds.is_empty() || kinds.contains(&record.head.kind.as_str());
        Ok(Self { records: records.filter(fits).collect(), ..Self::none() })
    }

    /// With the chosen records among them, whatever was searched for.
    ///
    /// # Errors
    /// Broken.
    pub async fn with_chosen(mut self, cx: &Context, chosen: &[Id]) -> Result<Self, Refusal> {
        let lacking: Vec<Id> = chosen.iter().copied().filter(|id| !self.has(*id)).collect();
        let mut found = cx.door.read_many(&lacking).await?;
        self.chosen += found.len();
        found.append(&mut self.records);
        Ok(Self { records: found, ..self })
    }

    /// What is about one of these records first, then what is about nothing yet; what is about something else is left to
    /// the search. What it is about stands in a field that can link to any record; kinds without one stay as they are.
    pub(crate) fn closest(mut self, cx: &Context, own: &[Id]) -> Self {
        let before = self.records.len();
        self.records.retain(|record| distance(cx, record, own) < 2);
        self.records.sort_by_key(|record| distance(cx, record, own));
        self.more |= self.records.len() < before;
        self
    }

    /// What a search for these words came to, in a sentence; nothing, where nothing was sought.
    pub(crate) fn told(&self, cx: &Context, words: &str) -> String {
        let n = (self.records.len() - self.chosen).to_string();
        match words.trim() {
            "" => String::new(),
            _ if self.more => cx.t_with("form-found-many", &[("n", &n)]),
            words => cx.t_with("form-found", &[("n", &n), ("words", words)]),
        }
    }

    fn has(&self, id: Id) -> bool {
        self.records.iter().any(|record| record.head.id == id)
    }

    /// Without those that are chosen already.
    pub fn without(&self, chosen: &[Id]) -> Self {
        let left = self.records.iter().filter(|record| !chosen.contains(&record.head.id));
        Self { records: left.cloned().collect(), more: self.more, chosen: 0 }
    }

    /// As options of a select.
    pub fn options(&self, cx: &Context, chosen: &[Id]) -> Markup {
        html! {
            @for record in &self.records {
                option value=(record.head.id) selected[chosen.contains(&record.head.id)] { (name(cx, record)) }
            }
            // Who may not read a chosen record must not lose it by saving.
            @for id in chosen.iter().filter(|id| !self.has(**id)) {
                option value=(id) selected { (cx.t("value-withheld")) }
            }
        }
    }
}

/// 0: about one of these; 1: about nothing; 2: about something else.
fn distance(cx: &Context, record: &Revision, own: &[Id]) -> u8 {
    let Some(kind) = cx.app.kinds().get(&record.head.kind) else { return 1 };
    let open = |field: &&Field| matches!(field.ty, FieldType::Link([]) | FieldType::Links([]));
    let open: Vec<&str> = kind.spec.fields.iter().filter(open).map(|field| field.name).collect();
    let about: Vec<Id> = kind
        .spec
        .links(&record.body)
        .into_iter()
        .filter_map(|(path, id)| open.contains(&path.as_str()).then_some(id))
        .collect();
    match about.iter().any(|id| own.contains(id)) {
        true => 0,
        false if about.is_empty() => 1,
        false => 2,
    }
}

fn name(cx: &Context, record: &Revision) -> String {
    let title = cx.app.kinds().get(&record.head.kind).map(|kind| record.title(kind.spec));
    match title {
        Some(title) if title != record.head.number => format!("{title} ({})", record.head.number),
        _ => record.head.number.clone(),
    }
}

/// GET /pick: the options of a select while one types in its search; without script the form itself does the same.
pub(crate) async fn options(
    cx: Context,
    RawQuery(query): RawQuery,
) -> Result<Html<String>, Problem> {
    let asked = Address::read(&query.unwrap_or_default());
    // The search box has the name of its field: `owner.find`.
    let searched =
        asked.pairs().find_map(|(name, words)| Some((name.strip_suffix(".find")?, words)));
    let (path, words) = searched.unwrap_or_default();
    let chosen: Vec<Id> =
        asked.all("chosen").into_iter().filter_map(|id| id.parse().ok()).collect();
    let found = Candidates::find(&cx, &asked.all("kinds"), words).await?;
    // Where many can be chosen, the list holds those that are not chosen yet.
    let (found, first, marked) = match asked.get("many") {
        Some(_) => (found.without(&chosen), "form-add-one", &[][..]),
        None => (found.with_chosen(&cx, &chosen).await?, "form-choose", &chosen[..]),
    };
    let options = html! {
        option value="" { (cx.t(first)) }
        (found.options(&cx, marked))
        p hx-swap-oob={ "innerHTML:#" (form::found_id(path)) } { (found.told(&cx, words)) }
    };
    Ok(Html(options.into_string()))
}
