//! How the work after an audit stands: per recommendation, for the checkpoint and the audit's page (AUD-18, AUD-20).

use crate::{
    documents::when,
    dossier::{Dossier, Kept},
    promise::{Promise, Standing},
    recommendation::Recommendation,
    told::{Funding, Told},
    wording::Wording,
};
use stadga_model::Date;

/// How one recommendation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its number.
    pub number: String,
    /// The recommendation.
    pub text: String,
    /// Its state's key.
    pub state: String,
    /// Measures in all.
    pub measures: usize,
    /// Of them done.
    pub done: usize,
    /// Of them late.
    pub late: usize,
    /// Of them without funding.
    pub unfunded: usize,
    /// When the next is due.
    pub next: Option<Date>,
    /// Promises kept.
    pub kept: usize,
    /// Promises past their date.
    pub overdue: usize,
    /// Promises in all.
    pub promises: usize,
}

/// How each recommendation stands, in order.
pub fn status(dossier: &Dossier) -> Vec<Status> {
    dossier.recommendations.iter().map(|kept| of(dossier, kept)).collect()
}

fn of(dossier: &Dossier, kept: &Kept<Recommendation>) -> Status {
    let today = dossier.today();
    let measures = dossier.measures_of(kept.id());
    let items = dossier.items.iter().filter(|item| item.record.recommendation == Some(kept.id()));
    let promises: Vec<Standing> = items
        .flat_map(|item| dossier.promises_on(item.id()))
        .map(|promise| promise.record.standing(today))
        .collect();
    let count = |standings: &[Standing]| promises.iter().filter(|s| standings.contains(s)).count();
    let open = measures.iter().filter(|measure| measure.is_open());
    Status {
        number: kept.record.number.clone().unwrap_or_default(),
        text: kept.record.text.clone(),
        state: kept.head.state.clone().unwrap_or_default(),
        measures: measures.len(),
        done: measures.iter().filter(|measure| measure.is_done()).count(),
        late: measures.iter().filter(|measure| measure.is_late(today)).count(),
        unfunded: open.clone().filter(|measure| measure.funding == Funding::Unfunded).count(),
        next: open.filter_map(|measure| measure.due).min(),
        kept: count(&[Standing::Kept, Standing::KeptLate]),
        overdue: count(&[Standing::Overdue]),
        promises: promises.len(),
    }
}

/// A checkpoint's status in words, for each recommendation: what is done of it, how each measure and promise stands
/// (AUD-18).
pub fn checkpoint_text(dossier: &Dossier, wording: &Wording) -> String {
    let each = dossier.recommendations.iter().flat_map(|kept| {
        let head = summary(&of(dossier, kept), wording);
        let measures = measures(dossier, kept, wording);
        [head].into_iter().chain(measures).chain(promises(dossier, kept, wording))
    });
    each.collect::<Vec<_>>().join("\n")
}

fn summary(status: &Status, wording: &Wording) -> String {
    let counts = [
        ("audit-status-late", status.late),
        ("audit-status-unfunded", status.unfunded),
        ("audit-status-overdue", status.overdue),
    ];
    let counted = counts.into_iter().filter(|(_, count)| *count > 0);
    let counted = counted.map(|(key, count)| wording.with(key, &[("count", &count.to_string())]));
    [line(status, wording)].into_iter().chain(counted).collect::<Vec<_>>().join(" ")
}

/// A point for each measure: how it stands, and what was last reported of it.
fn measures(dossier: &Dossier, kept: &Kept<Recommendation>, wording: &Wording) -> Vec<String> {
    let point = |measure: Told| {
        let when = when(&measure, dossier.today(), wording);
        let title = measure.title.trim_end_matches('.');
        let said = wording.with("audit-status-measure", &[("measure", title), ("when", &when)]);
        let reported = measure.begun().map(|report| report.text.trim().to_owned());
        let reported = reported.filter(|text| !text.is_empty());
        format!("– {said}{}", reported.map(|text| format!(" {text}")).unwrap_or_default())
    };
    dossier.measures_of(kept.id()).into_iter().map(point).collect()
}

/// A point for each promise that answers have made on it.
fn promises(dossier: &Dossier, kept: &Kept<Recommendation>, wording: &Wording) -> Vec<String> {
    let items = dossier.items.iter().filter(|item| item.record.recommendation == Some(kept.id()));
    let made = items.flat_map(|item| dossier.promises_on(item.id())).map(|kept| &kept.record);
    let point = |promise: &Promise| {
        let standing = promise.standing(dossier.today());
        let standing = wording.t(&format!("audit-promise-{}", standing.key())).to_lowercase();
        let text = promise.text.trim_end_matches('.');
        let values =
            [("promise", text), ("words", promise.words.as_str()), ("standing", &standing)];
        format!("– {}", wording.with("audit-status-promise", &values))
    };
    made.map(point).collect()
}

fn line(status: &Status, wording: &Wording) -> String {
    let name = if status.number.is_empty() { &status.text } else { &status.number };
    let (done, all) = (status.done.to_string(), status.measures.to_string());
    let name = name.trim_end_matches('.');
    let values = [("recommendation", name), ("done", &done), ("all", &all)];
    let key = if status.measures == 0 { "audit-status-none" } else { "audit-status-line" };
    wording.with(key, &values)
}
