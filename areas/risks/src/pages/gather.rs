//! What the pages are made of, as far as the reader may read it: risks, acceptances, units, threats.

use stadga_model::{Head, Id, Record, Refusal};
use stadga_organisation::Unit;
use stadga_store::{ListQuery, Sort};
use stadga_web::{Context, ui::Titles};
use std::collections::{BTreeMap, BTreeSet};

use super::Asked;
use crate::{
    RiskAcceptance, RiskAnalysis, ThreatLevel,
    method::{Method, Moment, methods},
    picture::{Counted, Seen, borne, counted, is_exceeded, is_in},
    risk::is_withheld,
};

/// A record, if the reader may read it.
pub(super) async fn readable<R: Record>(
    cx: &Context,
    id: Id<R>,
) -> Result<Option<(Head, R)>, Refusal> {
    match cx.door.read_as(id).await {
        Ok(found) => Ok(Some(found)),
        Err(Refusal::NotFound | Refusal::Denied) => Ok(None),
        Err(other) => Err(other),
    }
}

/// All units, by name.
///
/// # Errors
/// Broken.
pub(crate) async fn units(cx: &Context) -> Result<Vec<(Id<Unit>, Unit)>, Refusal> {
    let sort = Some(Sort { field: "name".into(), descending: false });
    let all = ListQuery { sort, size: 10_000, ..ListQuery::default() };
    let units = cx.door.all::<Unit>(all).await?;
    Ok(units.into_iter().map(|(head, unit)| (head.id.cast(), unit)).collect())
}

/// All that risk pictures are made of.
pub(crate) struct Gathered {
    /// The open risks that are asked about.
    pub risks: Vec<Seen>,
    /// All acceptances.
    acceptances: Vec<(Head, RiskAcceptance)>,
    /// Which of them holds today, by risk.
    borne: BTreeMap<Id, usize>,
    /// All analyses.
    pub analyses: Vec<(Head, RiskAnalysis)>,
    /// All units, by name.
    pub units: Vec<(Id<Unit>, Unit)>,
    /// All threat levels.
    pub threats: Vec<(Head, ThreatLevel)>,
    /// What the risks link to is called.
    pub titles: Titles,
}

impl Gathered {
    /// What is asked about.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context, asked: &Asked) -> Result<Self, Refusal> {
        let units = units(cx).await?;
        let analyses = cx.every::<RiskAnalysis>().await?;
        let within = asked.within(&units);
        let mut risks = cx.every::<crate::Risk>().await?;
        risks.retain(|(head, risk)| {
            let here = within.as_ref().is_none_or(|within| is_in(head, within));
            let sort = !asked.is_infosec() || is_infosec((head, risk), &analyses);
            risk.is_open() && here && sort
        });
        let links = risks.iter().flat_map(|(head, risk)| {
            let owner = risk.owner.map(Id::cast);
            risk.about.iter().copied().chain(owner).chain(head.unit)
        });
        let titles = Titles::of(cx, links.collect::<BTreeSet<_>>()).await?;
        let (acceptances, threats) = (cx.every().await?, cx.every().await?);
        let borne = borne(&acceptances, cx.today());
        Ok(Self { risks, acceptances, borne, analyses, units, threats, titles })
    }

    /// How many of the risks count so at a moment.
    pub fn count(&self, cx: &Context, moment: Moment, counts: Counted) -> usize {
        let scales = cx.app.store.scales();
        self.risks.iter().filter(|seen| counted(seen, moment, scales) == counts).count()
    }

    /// The risks that are borne by a decision that holds today, with that.
    pub fn borne(&self) -> impl Iterator<Item = (&Seen, &(Head, RiskAcceptance))> {
        let of = |seen: &Seen| self.acceptances.get(*self.borne.get(&seen.0.id)?);
        self.risks.iter().filter_map(move |seen| Some((seen, of(seen)?)))
    }

    /// The risks that are greater than may be borne freely, and than any decision that holds today bears.
    pub fn exceeded(&self) -> impl Iterator<Item = &Seen> {
        self.risks.iter().filter(|seen| is_exceeded(seen, self.acceptance(seen.0.id)))
    }

    /// The acceptance of a risk that holds today.
    pub fn acceptance(&self, risk: Id) -> Option<&(Head, RiskAcceptance)> {
        self.acceptances.get(*self.borne.get(&risk)?)
    }

    /// The methods that the risks are assessed by, each in its newest edition, with how many are.
    pub fn families(&self) -> Vec<(&'static Method, usize)> {
        let mut found: Vec<(&'static Method, usize)> = Vec::new();
        for method in methods() {
            let by = |one: &&Seen| {
                one.1.by().is_some_and(|by| by.family() == method.family()) && !is_withheld(&one.0)
            };
            let count = self.risks.iter().filter(by).count();
            found.retain(|(known, _)| known.family() != method.family());
            found.extend((count > 0).then_some((method, count)));
        }
        found
    }

    /// What a unit is called.
    pub fn unit(&self, id: Option<Id>) -> String {
        let known = self.units.iter().find(|(unit, _)| Some(unit.cast()) == id);
        known.map(|(_, unit)| unit.name.clone()).unwrap_or_default()
    }
}

/// Whether a risk is about information security: marked so, or found in an analysis of it (RSK-07).
fn is_infosec((_, risk): (&Head, &crate::Risk), analyses: &[(Head, RiskAnalysis)]) -> bool {
    let of = |id: Id<RiskAnalysis>| analyses.iter().find(|(head, _)| head.id == id.cast());
    risk.infosec || risk.found_in.and_then(of).is_some_and(|(_, analysis)| analysis.is_infosec())
}
