//! How the work after an audit stands: per recommendation, for the checkpoint and the audit's page (AUD-18, AUD-20).

use crate::{
    dossier::{Dossier, Kept},
    promise::Standing,
    recommendation::Recommendation,
    told::Funding,
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

/// A checkpoint's status in words: what the person who prepares it begins from (AUD-18).
pub fn checkpoint_text(dossier: &Dossier, wording: &Wording) -> String {
    let lines = status(dossier).into_iter().map(|status| {
        let mut said = vec![line(&status, wording)];
        if status.late > 0 {
            said.push(counted("audit-status-late", status.late, wording));
        }
        if status.unfunded > 0 {
            said.push(counted("audit-status-unfunded", status.unfunded, wording));
        }
        if status.overdue > 0 {
            said.push(counted("audit-status-overdue", status.overdue, wording));
        }
        format!("– {}", said.join(" "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn line(status: &Status, wording: &Wording) -> String {
    let name = if status.number.is_empty() { &status.text } else { &status.number };
    let (done, all) = (status.done.to_string(), status.measures.to_string());
    let values = [("recommendation", name.as_str()), ("done", &done), ("all", &all)];
    let key = if status.measures == 0 { "audit-status-none" } else { "audit-status-line" };
    wording.with(key, &values)
}

fn counted(key: &str, count: usize, wording: &Wording) -> String {
    wording.with(key, &[("count", &count.to_string())])
}
