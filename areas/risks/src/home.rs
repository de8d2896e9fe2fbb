//! What risks ask of people on their own page: to assess, to look again, to have acceptances tried anew, to make analyses.

use jiff::ToSpan;
use stadga_model::{Date, Head, Id, Record, Refusal};
use stadga_store::ListQuery;
use stadga_web::{Context, Duty};

use crate::{
    Risk, RiskAcceptance, RiskAnalysis, RiskDemand, acceptance, analysis,
    coverage::{Covered, Standing},
    days::days,
    demand,
    pages::{COVERAGE, owned},
    risk,
};

/// What the reader's own risks, analyses, acceptances and demands ask for, and what they answer for that lacks an analysis.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let (today, own) = (cx.today(), || ListQuery::linking("owner", me));
    let mut duties = Vec::new();
    for (head, risk) in cx.door.all::<Risk>(own()).await? {
        let asked = of_risk(&risk, today);
        let title = risk::named(&head, &risk);
        duties.extend(asked.map(|asked| asked.duty::<Risk>(cx, head.id, &title)));
    }
    for (head, analysis) in cx.door.all::<RiskAnalysis>(own()).await? {
        let asked = of_analysis(&analysis, today);
        let title = title(&head, &analysis.title);
        duties.extend(asked.map(|asked| asked.duty::<RiskAnalysis>(cx, head.id, &title)));
    }
    let acceptances = cx.door.all::<RiskAcceptance>(own()).await?;
    for (head, one) in &acceptances {
        let others = acceptances.iter().map(|(_, other)| other);
        let asked = of_acceptance(one, others, today);
        let title = title(head, &one.title);
        duties.extend(asked.map(|asked| asked.duty::<RiskAcceptance>(cx, head.id, &title)));
    }
    let demands = cx.door.all::<RiskDemand>(own()).await?;
    if demands.iter().any(|(_, demand)| demand.state == demand::State::Open) {
        duties.extend(of_demands(cx, &demands).await?);
    }
    duties.extend(uncovered(cx, me).await?);
    Ok(duties)
}

fn title(head: &Head, title: &str) -> String {
    if head.withholds("title") { head.number.clone() } else { title.to_owned() }
}

/// What is asked, by when and about how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    what: &'static str,
    due: Option<Date>,
    minutes: u16,
}

impl Asked {
    fn duty<R: Record>(self, cx: &Context, id: Id, title: &str) -> Duty {
        let key = format!("duty-{}-{}", R::KIND, self.what);
        let end = if R::KIND == Risk::KIND { "/assess" } else { "" };
        Duty {
            what: cx.t_with(&key, &[("title", title)]),
            why: cx.t(&format!("{key}-why")),
            href: format!("/{}/{id}{end}", R::KIND),
            due: self.due,
            minutes: self.minutes,
        }
    }
}

/// A risk that waits for its assessment, or is to be looked at again (RSK-04).
fn of_risk(risk: &Risk, today: Date) -> Option<Asked> {
    let due = risk.review_by.filter(|due| *due <= today);
    match risk.state {
        risk::State::Identified => Some(Asked { what: "assess", due: risk.review_by, minutes: 15 }),
        risk::State::Assessed => {
            due.map(|due| Asked { what: "again", due: Some(due), minutes: 10 })
        }
        risk::State::Closed => None,
    }
}

/// An analysis that is to be made soon, or goes on (RSK-03).
fn of_analysis(analysis: &RiskAnalysis, today: Date) -> Option<Asked> {
    let ahead = today.saturating_add(days().demand_ahead.days());
    let due = analysis.planned;
    match analysis.state {
        analysis::State::Planned if due.is_some_and(|due| due <= ahead) => {
            Some(Asked { what: "begin", due, minutes: 90 })
        }
        analysis::State::Ongoing => Some(Asked { what: "finish", due, minutes: 60 }),
        _ => None,
    }
}

/// An acceptance that ends soon or has ended, and that no other takes over from (RSK-09).
fn of_acceptance<'a>(
    one: &RiskAcceptance,
    mut all: impl Iterator<Item = &'a RiskAcceptance>,
    today: Date,
) -> Option<Asked> {
    if one.state != acceptance::State::Accepted {
        return None;
    }
    let until = one.until?;
    let later = |other: &RiskAcceptance| {
        other.risk == one.risk
            && other.state == acceptance::State::Accepted
            && other.until > Some(until)
    };
    let soon = until <= today.saturating_add(days().acceptance_ahead.days());
    let what = if until < today { "ended" } else { "ends" };
    (soon && !all.any(later)).then_some(Asked { what, due: Some(until), minutes: 20 })
}

/// Demands whose day comes soon and that lack their analysis (AUT-15).
async fn of_demands(cx: &Context, demands: &[(Head, RiskDemand)]) -> Result<Vec<Duty>, Refusal> {
    let analyses = cx.every::<RiskAnalysis>().await?;
    let ahead = cx.today().saturating_add(days().demand_ahead.days());
    let mut duties = Vec::new();
    for (head, demand) in demands {
        if demand.state != demand::State::Open || demand.comes_back() {
            continue;
        }
        let own = analyses.iter().filter(|(_, one)| one.demands.contains(&head.id.cast()));
        let lacks = demand.lacks(own.map(|(_, analysis)| analysis));
        let next = lacks.into_iter().find(|(_, due)| due.is_none_or(|due| due <= ahead));
        let what = |lack| if lack == demand::Lack::First { "first" } else { "second" };
        let asked = next.map(|(lack, due)| Asked { what: what(lack), due, minutes: 90 });
        let title = title(head, &demand.title);
        duties.extend(asked.map(|asked| asked.duty::<RiskDemand>(cx, head.id, &title)));
    }
    Ok(duties)
}

/// What the reader answers for and that lacks an analysis: one duty for all of it (RSK-08, T27).
async fn uncovered(cx: &Context, me: Id) -> Result<Option<Duty>, Refusal> {
    let covered = owned(cx, me).await?;
    Ok(lacking(&covered).map(|(first, count)| Duty {
        what: cx.t_with(
            "duty-risk-uncovered",
            &[("title", &first.subject.title), ("count", &count.to_string())],
        ),
        why: cx.t("duty-risk-uncovered-why"),
        href: format!("{COVERAGE}?owner=me#covered"),
        due: first.due,
        minutes: 15,
    }))
}

/// What somebody answers for and that lacks an analysis, the most pressing of it with how many there are.
fn lacking(covered: &[Covered]) -> Option<(&Covered, usize)> {
    let own: Vec<_> = covered
        .iter()
        .filter(|one| one.standing != Standing::Fresh && one.coming.is_none())
        .collect();
    let first = own.iter().max_by_key(|one| (one.subject.own, one.due.is_some()))?;
    Some((first, own.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{acceptance, analysis, day, risk};

    #[test]
    fn rsk_04_a_risk_asks_to_be_assessed_and_again_when_its_day_has_come() {
        let today = day("2024-01-24");
        let asked = |risk: &Risk| of_risk(risk, today).map(|asked| asked.what);
        assert_eq!(asked(&Risk { state: risk::State::Identified, ..risk() }), Some("assess"));
        assert_eq!(asked(&risk()), None);
        assert_eq!(asked(&Risk { review_by: Some(today), ..risk() }), Some("again"));
    }

    #[test]
    fn rsk_09_an_acceptance_asks_to_be_tried_anew_before_it_ends() {
        let one = acceptance();
        let asked = |others: &[RiskAcceptance], today: &str| {
            of_acceptance(&one, others.iter(), day(today)).map(|asked| asked.what)
        };
        assert_eq!(asked(&[], "2024-10-31"), None);
        assert_eq!(asked(&[], "2024-11-15"), Some("ends"));
        assert_eq!(asked(&[], "2025-01-01"), Some("ended"));
        let later = RiskAcceptance { until: Some(day("2025-12-31")), ..acceptance() };
        assert_eq!(asked(&[later], "2025-01-01"), None);
    }

    #[test]
    fn rsk_03_an_analysis_asks_to_be_made_a_month_ahead() {
        let planned = |on: &str| RiskAnalysis { planned: Some(day(on)), ..analysis() };
        let asked = |one: &RiskAnalysis| of_analysis(one, day("2024-01-24")).is_some();
        assert!(asked(&planned("2024-02-23")) && !asked(&planned("2024-02-24")));
    }
}
