//! A round with all that was answered in it, as far as the reader may read it: what pages, documents and reports are made of.

use std::collections::BTreeMap;

use stadga_model::{Head, Id, Refusal, Term};
use stadga_organisation::Unit;
use stadga_store::ListQuery;
use stadga_web::{Context, chapter::Scope, ui::Titles};

use crate::{
    MaturityAssessment, MaturityChoice, MaturityRound, Model,
    level::{self, Level},
    limits::limits,
    maturity_assessment::State as Answering,
    maturity_round::State,
    model::{Area, Way},
};

/// What a record is called: its number, where its title is withheld.
pub(crate) fn called(head: &Head, title: &str) -> String {
    let withheld = head.withholds("title") || title.trim().is_empty();
    if withheld { head.number.clone() } else { title.to_owned() }
}

/// A unit's part of a round.
pub(crate) struct Part {
    pub head: Head,
    pub assessment: MaturityAssessment,
    /// What the unit is called.
    pub name: String,
    /// The levels of the areas in the model's order; unknown until they are submitted.
    pub levels: Vec<Level>,
    /// The level in all.
    pub total: Level,
}

impl Part {
    fn of(head: Head, assessment: MaturityAssessment, name: String, model: &Model) -> Self {
        let title = called(&head, &assessment.title);
        let assessment = MaturityAssessment { title, ..assessment };
        let counts = assessment.state == Answering::Submitted;
        let levels = if counts { assessment.levels(model) } else { vec![None; model.areas.len()] };
        let total = assessment.total().filter(|_| counts);
        Self { head, assessment, name, levels, total }
    }

    /// Whether it has been submitted.
    pub fn is_submitted(&self) -> bool {
        self.assessment.state == Answering::Submitted
    }
}

/// A round with its parts.
pub(crate) struct Measurement {
    pub head: Head,
    pub round: MaturityRound,
    pub model: &'static Model,
    /// By the units' names.
    pub parts: Vec<Part>,
    /// The names of units that have not been asked.
    pub missing: Vec<String>,
}

impl Measurement {
    /// The round with all its parts; none, where its model is unknown.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(
        cx: &Context,
        head: Head,
        round: MaturityRound,
    ) -> Result<Option<Self>, Refusal> {
        let Some(model) = round.model() else { return Ok(None) };
        let round = MaturityRound { title: called(&head, &round.title), ..round };
        let asked = cx.door.all::<MaturityAssessment>(ListQuery::linking("round", head.id)).await?;
        let missing: Vec<Id<Unit>> = round.missing(asked.iter().map(|(_, one)| one.unit)).collect();
        let units = asked.iter().map(|(_, one)| one.unit).chain(missing.iter().copied());
        let titles = Titles::of(cx, units.map(Id::cast)).await?;
        let name = |unit: Id<Unit>| titles.text(cx, unit.cast());
        let missing = missing.into_iter().map(name).collect();
        let mut parts: Vec<Part> = asked
            .into_iter()
            .map(|(head, one)| {
                let name = name(one.unit);
                Part::of(head, one, name, model)
            })
            .collect();
        parts.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Some(Self { head, round, model, parts, missing }))
    }

    /// The same of some units only.
    pub fn within(mut self, scope: &Scope) -> Self {
        self.parts.retain(|part| scope.covers(Some(part.assessment.unit)));
        self
    }

    /// What the units reach together, area by area.
    pub fn joint(&self) -> Vec<Level> {
        let of = |at: usize| {
            let units = self.parts.iter().map(|part| part.levels.get(at).copied().flatten());
            level::joint(self.model.way, units)
        };
        (0..self.model.areas.len()).map(of).collect()
    }

    /// What the units reach together in all.
    pub fn total(&self) -> Level {
        level::of_unit(self.model.way, &self.joint())
    }

    /// The levels of one unit, or of all together.
    pub fn levels(&self, unit: Option<Id<Unit>>) -> Vec<Level> {
        match unit {
            None => self.joint(),
            Some(_) => {
                let part = self.part(unit).map(|part| part.levels.clone());
                part.unwrap_or_else(|| vec![None; self.model.areas.len()])
            }
        }
    }

    /// The level in all of one unit, or of all together.
    pub fn total_of(&self, unit: Option<Id<Unit>>) -> Level {
        match unit {
            None => self.total(),
            Some(_) => self.part(unit).and_then(|part| part.total),
        }
    }

    /// The part of a unit.
    pub fn part(&self, unit: Option<Id<Unit>>) -> Option<&Part> {
        self.parts.iter().find(|part| Some(part.assessment.unit) == unit)
    }

    /// How many have submitted.
    pub fn submitted(&self) -> usize {
        self.parts.iter().filter(|part| part.is_submitted()).count()
    }

    /// How many are to answer.
    pub fn asked(&self) -> usize {
        self.parts.len() + self.missing.len()
    }

    /// What the areas are called.
    pub fn areas(&self, cx: &Context) -> Vec<String> {
        self.model.areas.iter().map(|area| area_name(cx, area)).collect()
    }

    /// Whether its results are fixed.
    pub fn is_closed(&self) -> bool {
        self.round.state == State::Closed
    }

    /// The places of all areas with a level, the lowest first, and how many of them are proposed (CTL-07).
    pub fn ranking(&self) -> (Vec<usize>, usize) {
        let joint = self.joint();
        (level::lowest(&joint, joint.len()), level::lowest(&joint, limits().lowest).len())
    }

    /// What was said of effect, with the area and the unit, in the model's order (CTL-06).
    pub fn effects(&self, cx: &Context) -> Vec<[String; 3]> {
        let mut effects = Vec::new();
        for area in &self.model.areas {
            for part in self.parts.iter().filter(|part| part.is_submitted()) {
                let own = part.assessment.answers.iter().filter(|one| one.area.0 == area.key);
                let told = own.filter_map(|one| one.effect.clone());
                let told = told.filter(|effect| !effect.trim().is_empty());
                effects.extend(told.map(|effect| [area_name(cx, area), part.name.clone(), effect]));
            }
        }
        effects
    }

    /// How often each reason was given for that rules are not followed, the most frequent first (CTL-18).
    pub fn causes(&self) -> Vec<(Term, usize)> {
        let mut counted = BTreeMap::<&Term, usize>::new();
        let submitted = self.parts.iter().filter(|part| part.is_submitted());
        for because in submitted.flat_map(|part| &part.assessment.causes) {
            *counted.entry(&because.cause).or_default() += 1;
        }
        let mut counted: Vec<_> = counted.into_iter().map(|(term, n)| (term.clone(), n)).collect();
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counted
    }
}

/// What an area is called.
pub(crate) fn area_name(cx: &Context, area: &Area) -> String {
    cx.term("maturity-area", &Term::from(area.key.as_str()))
}

/// A level as people read it: with one decimal, or as a step of the staircase; a dash where it is not known.
pub(crate) fn shown(cx: &Context, way: Way, level: Level) -> String {
    match (way, level) {
        (_, None) => "–".to_owned(),
        (Way::Average, Some(tenths)) => stadga_web::ui::format::tenths(cx.language, tenths),
        (Way::Cumulative, Some(tenths)) => (tenths / 10).to_string(),
    }
}

/// How a level has changed, with its sign; nothing where either is not known.
pub(crate) fn change(cx: &Context, way: Way, now: Level, before: Level) -> String {
    let Some(change) = now.zip(before).map(|(now, before)| now - before) else {
        return String::new();
    };
    let sign = match change {
        0 => "±",
        ..0 => "−",
        _ => "+",
    };
    format!("{sign}{}", shown(cx, way, Some(change.abs())))
}

/// All rounds that the reader may read, the newest first.
///
/// # Errors
/// Broken.
pub(crate) async fn rounds(cx: &Context) -> Result<Vec<(Head, MaturityRound)>, Refusal> {
    let mut rounds = cx.every::<MaturityRound>().await?;
    rounds.retain(|(_, round)| round.model().is_some());
    rounds.iter_mut().for_each(|(head, round)| round.title = called(head, &round.title));
    rounds.sort_by_key(|(head, round)| std::cmp::Reverse((round.period.from, round.year, head.id)));
    Ok(rounds)
}

/// The newest round of the yearly measurement that has been closed: areas are proposed by it.
pub(crate) fn newest_closed(rounds: &[(Head, MaturityRound)]) -> Option<&(Head, MaturityRound)> {
    rounds.iter().find(|(_, round)| round.state == State::Closed && is_yearly(round))
}

/// Whether a round is of the yearly measurement.
pub(crate) fn is_yearly(round: &MaturityRound) -> bool {
    round.model.0 == limits().model
}

/// The measurements of the same model that have begun, the oldest first.
///
/// # Errors
/// Broken.
pub(crate) async fn series(
    cx: &Context,
    rounds: &[(Head, MaturityRound)],
    model: &Term,
) -> Result<Vec<Measurement>, Refusal> {
    let mut series = Vec::new();
    let begun = rounds.iter().rev().filter(|(_, one)| one.model == *model);
    for (head, round) in begun.filter(|(_, one)| one.state != State::Planned) {
        series.extend(Measurement::of(cx, head.clone(), round.clone()).await?);
    }
    Ok(series)
}

/// The choices that the reader may read, the newest first.
///
/// # Errors
/// Broken.
pub(crate) async fn choices(cx: &Context) -> Result<Vec<(Head, MaturityChoice)>, Refusal> {
    let mut choices = cx.every::<MaturityChoice>().await?;
    choices.iter_mut().for_each(|(head, choice)| choice.title = called(head, &choice.title));
    choices.sort_by_key(|(head, choice)| std::cmp::Reverse((choice.year, head.id)));
    Ok(choices)
}

/// What was chosen by a round, the newest of several.
pub(crate) fn chosen_by(
    choices: &[(Head, MaturityChoice)],
    round: Id,
) -> Option<&(Head, MaturityChoice)> {
    choices.iter().find(|(_, one)| one.is_chosen() && one.round.cast() == round)
}

/// Whether a choice is still followed up in this year.
pub(crate) fn is_followed(choice: &MaturityChoice, year: i16) -> bool {
    choice.state == crate::maturity_choice::State::Chosen && choice.followed_to() >= i64::from(year)
}
