//! Risks: what may happen, to what, why, how likely and how bad, and what is done about it.

use serde::{Deserialize, Serialize};
use stadga_model::{Choice, Date, Head, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::{
    RiskAnalysis,
    method::{Method, Moment, Rating, method},
};

mod level;
mod rules;

pub use level::{complete, is_behind, rank};
pub use rules::{holds, rules};

/// A risk (risk): RSK-02, RSK-04, RSK-07, RSK-12, RSK-13, RSK-14.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "risk",
    prefix = "RISK",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Risk {
    /// What may happen, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, sort, fixed)]
    #[serde(default)]
    pub state: State,
    /// How great now, by the method's matrix (nivå, nu): RSK-02, RSK-06.
    #[field(
        list,
        filter,
        fixed,
        follows("method", "likelihood", "consequences", "detection"),
        scale = "risk-level"
    )]
    pub level_current: Option<Term>,
    /// How great it is to become, by the method's matrix (nivå, mål): RSK-02, RSK-06.
    #[field(
        list,
        filter,
        fixed,
        follows("method", "likelihood_target", "consequences", "detection_target"),
        scale = "risk-level"
    )]
    pub level_target: Option<Term>,
    /// What may happen and what comes of it (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// What it threatens: objects, systems, units, information … (avser): RSK-14.
    #[field(filter, within)]
    #[serde(default)]
    pub about: Vec<Id>,
    /// The process that it threatens (process).
    #[field(search)]
    pub process: Option<String>,
    /// It is about information security, whatever the analysis is about (informationssäkerhet): RSK-07.
    #[field(filter)]
    #[serde(default)]
    pub infosec: bool,
    /// The analysis that it was found or assessed in (riskanalys).
    #[field(list, filter, group = "found")]
    pub found_in: Option<Id<RiskAnalysis>>,
    /// When it was found (upptäckt).
    #[field(list, sort, filter, group = "found")]
    pub raised: Option<Date>,
    /// The reports, incidents and signals that told of it (underlag): RSK-01.
    #[field(filter, group = "found")]
    #[serde(default)]
    pub sources: Vec<Id>,
    /// What it is called where it was read from (nyckel i filen): INT-13.
    #[field(search, group = "found")]
    pub source_key: Option<String>,
    /// The measures that were made of what a file says of it: none is made twice, however it has been reworded since
    /// (åtgärder ur filen): INT-13.
    #[field(fixed, group = "found")]
    #[serde(default)]
    pub source_measures: Vec<String>,
    /// Why it may happen (orsaker): RSK-12.
    #[field(group = "found")]
    #[serde(default)]
    pub causes: Vec<Cause>,
    /// What one hangs on (beroende): RSK-13.
    #[field(filter, scale = "dependence-kind", group = "found")]
    pub dependence: Option<Term>,
    /// The method in the edition that it is assessed by (metod): RSK-02, RSK-11.
    #[field(filter, optional, scale = "risk-method", group = "assessment")]
    #[serde(default)]
    pub method: Term,
    /// How likely before anything is done, a step of the method (sannolikhet, inneboende).
    #[field(group = "assessment")]
    pub likelihood_inherent: Option<i64>,
    /// How likely now (sannolikhet nu): RSK-04.
    #[field(filter, group = "assessment")]
    pub likelihood: Option<i64>,
    /// How likely it is to become (sannolikhet, mål).
    #[field(group = "assessment")]
    pub likelihood_target: Option<i64>,
    /// How bad, area by area (konsekvenser): RSK-02, RSK-04.
    #[field(group = "assessment")]
    #[serde(default)]
    pub consequences: Vec<Consequence>,
    /// How hard to detect before anything is done, in FMEA (upptäckt, inneboende).
    #[field(group = "assessment")]
    pub detection_inherent: Option<i64>,
    /// How hard to detect now, in FMEA (upptäckt nu).
    #[field(group = "assessment")]
    pub detection: Option<i64>,
    /// How hard to detect it is to become, in FMEA (upptäckt, mål).
    #[field(group = "assessment")]
    pub detection_target: Option<i64>,
    /// What the assessment builds on (motivering): RSK-04.
    #[field(search, group = "assessment")]
    pub motive: Option<Prose>,
    /// When it was last assessed (bedömd): RSK-04.
    #[field(sort, filter, group = "assessment")]
    pub assessed: Option<Date>,
    /// What there is against it already (befintligt skydd): RSK-14.
    #[field(group = "treatment")]
    #[serde(default)]
    pub controls: Vec<Control>,
    /// What is to be done with it (hantering): RSK-14.
    #[field(list, filter, scale = "risk-treatment", group = "treatment")]
    pub treatment: Option<Term>,
    /// How, in words; what is done are measures that point here (plan).
    #[field(search, group = "treatment")]
    pub plan: Option<Prose>,
    /// When to look at it again (ny bedömning senast): RSK-04.
    #[field(list, sort, filter, group = "treatment")]
    pub review_by: Option<Date>,
    /// The unit whose risk it is (enhet): RSK-06.
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (riskägare).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// Why it is no longer a risk (varför avslutad).
    #[field(search, group = "end")]
    pub closed_because: Option<Prose>,
    /// How great before anything is done, by the method's matrix (nivå, inneboende): RSK-02, RSK-06.
    #[field(
        filter,
        fixed,
        follows("method", "likelihood_inherent", "consequences", "detection_inherent"),
        scale = "risk-level",
        group = "level"
    )]
    pub level_inherent: Option<Term>,
    /// The place of that level on its scale, from 1 (nivå som tal, nu): lists sort by it.
    #[field(
        sort,
        fixed,
        follows("method", "likelihood", "consequences", "detection"),
        group = "level"
    )]
    pub rank_current: Option<i64>,
    /// The place of that level on its scale, from 1 (nivå som tal, mål): lists sort by it.
    #[field(
        sort,
        fixed,
        follows("method", "likelihood_target", "consequences", "detection_target"),
        group = "level"
    )]
    pub rank_target: Option<i64>,
    /// The place of that level on its scale, from 1 (nivå som tal, inneboende): lists sort by it.
    #[field(
        sort,
        fixed,
        follows("method", "likelihood_inherent", "consequences", "detection_inherent"),
        group = "level"
    )]
    pub rank_inherent: Option<i64>,
    /// The cell of the matrix that it stands in (ruta, nu): RSK-06.
    #[field(
        filter,
        fixed,
        follows("method", "likelihood", "consequences", "detection"),
        group = "level"
    )]
    pub cell_current: Option<String>,
    /// The cell of the matrix that it stands in (ruta, mål): RSK-06.
    #[field(
        filter,
        fixed,
        follows("method", "likelihood_target", "consequences", "detection_target"),
        group = "level"
    )]
    pub cell_target: Option<String>,
    /// The cell of the matrix that it stands in (ruta, inneboende): RSK-06.
    #[field(
        filter,
        fixed,
        follows("method", "likelihood_inherent", "consequences", "detection_inherent"),
        group = "level"
    )]
    pub cell_inherent: Option<String>,
    /// It is greater now than may be borne without a decision (över det som får bäras fritt): RSK-09.
    #[field(
        filter,
        fixed,
        follows("method", "likelihood", "consequences", "detection"),
        group = "level"
    )]
    #[serde(default)]
    pub over: bool,
}

/// Why it may happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Cause {
    /// What sort (orsak).
    #[field(scale = "risk-cause")]
    #[serde(default)]
    pub cause: Term,
    /// How (på vilket sätt).
    pub how: Option<String>,
}

/// How bad in one area, in steps of the method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Consequence {
    /// The area (område).
    #[field(scale = "consequence-area")]
    #[serde(default)]
    pub area: Term,
    /// Before anything is done (inneboende).
    pub inherent: Option<i64>,
    /// Now (nu).
    pub current: Option<i64>,
    /// As it is to become (mål).
    pub target: Option<i64>,
}

/// What there is against it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Control {
    /// What it is called (skydd).
    #[serde(default)]
    pub name: String,
    /// What it does (verkan).
    #[field(scale = "control-kind")]
    pub kind: Option<Term>,
    /// Whether it works (fungerar).
    #[field(scale = "control-effect")]
    pub effect: Option<Term>,
    /// The record that describes it: a requirement, a control, a document, a system (beskrivs i).
    pub record: Option<Id>,
}

/// How far a risk has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Known, not assessed (identifierad).
    #[default]
    Identified,
    /// Assessed (bedömd).
    Assessed,
    /// No longer a risk (avslutad).
    Closed,
}

/// A risk's way. That it is borne is no state: it is a decision with an end ([`crate::RiskAcceptance`]).
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "identified",
    moves: &[
        Move { name: "assess", from: &["identified"], to: "assessed" },
        Move { name: "close", from: &["identified", "assessed"], to: "closed" },
        Move { name: "reopen", from: &["closed"], to: "identified" },
    ],
    back: &["close", "reopen"],
};

/// The fields that say how great a risk is.
const STEPS: [&str; 9] = [
    "method",
    "likelihood_inherent",
    "likelihood",
    "likelihood_target",
    "consequences",
    "detection_inherent",
    "detection",
    "detection_target",
    "assessed",
];

/// What lists hold of it, worked out of those.
const LEVELS: [&str; 10] = [
    "level_current",
    "level_target",
    "level_inherent",
    "rank_current",
    "rank_target",
    "rank_inherent",
    "cell_current",
    "cell_target",
    "cell_inherent",
    "over",
];

impl Risk {
    /// Whether it is still a risk.
    pub fn is_open(&self) -> bool {
        self.state != State::Closed
    }

    /// The method that it is assessed by.
    pub fn by(&self) -> Option<&'static Method> {
        method(&self.method.0)
    }

    /// How likely at a moment.
    pub fn likely(&self, moment: Moment) -> Option<i64> {
        match moment {
            Moment::Inherent => self.likelihood_inherent,
            Moment::Current => self.likelihood,
            Moment::Target => self.likelihood_target,
        }
    }

    /// How hard to detect at a moment.
    pub fn hidden(&self, moment: Moment) -> Option<i64> {
        match moment {
            Moment::Inherent => self.detection_inherent,
            Moment::Current => self.detection,
            Moment::Target => self.detection_target,
        }
    }

    /// The worst of the consequences at a moment.
    pub fn worst(&self, moment: Moment) -> Option<i64> {
        self.consequences.iter().filter_map(|row| row.at(moment)).max()
    }

    /// What was chosen for a moment; none where something is missing.
    pub fn rating(&self, moment: Moment) -> Option<Rating> {
        Some(Rating {
            likelihood: self.likely(moment)?,
            consequence: self.worst(moment)?,
            detection: self.hidden(moment),
        })
    }

    /// The level at a moment; none where it is not assessed, or not by a known method.
    pub fn level(&self, moment: Moment) -> Option<&'static str> {
        self.by()?.level(self.rating(moment)?)
    }

    /// The points at a moment.
    pub fn points(&self, moment: Moment) -> Option<i64> {
        let (by, rating) = (self.by()?, self.rating(moment)?);
        by.knows(rating).then(|| by.points(rating))
    }
}

impl Consequence {
    /// The step at a moment.
    pub fn at(&self, moment: Moment) -> Option<i64> {
        match moment {
            Moment::Inherent => self.inherent,
            Moment::Current => self.current,
            Moment::Target => self.target,
        }
    }
}

/// Whether how great a risk is is withheld from the reader: it is then unknown, which is something else than not assessed.
pub fn is_withheld(head: &Head) -> bool {
    STEPS.iter().chain(&LEVELS).any(|field| head.withholds(field))
}

/// What a risk is called; its number, where the title is withheld.
pub fn named(head: &Head, risk: &Risk) -> String {
    let withheld = head.withholds("title") || risk.title.trim().is_empty();
    if withheld { head.number.clone() } else { risk.title.clone() }
}
