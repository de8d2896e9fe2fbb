//! Indicators: figures that are followed, with what they mean, where they come from, what level they are held to, and how they
//! are put together upward.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::{
    Control,
    number::{DECIMALS, Number},
    weights::weights,
};

/// An indicator (nyckeltal, mätetal): CTL-11, CTL-12, CTL-13, CTL-20, REP-09.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "indicator", prefix = "NYC", title = "title", unit = "unit", owner = "owner")]
pub struct Indicator {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Our own, or a national one (typ): CTL-20.
    #[field(list, filter, sort, scale = "indicator-type")]
    #[serde(default)]
    pub sort: Term,
    /// What is counted, and how (definition).
    #[field(search)]
    pub definition: Prose,
    /// Where the figure is had from (källa).
    #[field(list, search)]
    #[serde(default)]
    pub source: String,
    /// How often it is followed (hur ofta): CTL-13.
    #[field(list, filter, scale = "control-frequency")]
    #[serde(default)]
    pub frequency: Term,
    /// In what it is counted (enhet för måttet).
    #[field(list, filter, scale = "indicator-unit")]
    #[serde(default)]
    pub counted_in: Term,
    /// Up to so many decimals it is told with; what is fit for what it is counted in, where none is said (antal decimaler).
    pub decimals: Option<i64>,
    /// From when it is followed (följs från).
    #[field(filter, sort)]
    pub from: Option<Date>,
    /// Until when it is followed (följs till).
    #[field(filter, sort)]
    pub until: Option<Date>,
    /// Whether more is better (riktning).
    #[field(filter, group = "level")]
    #[serde(default)]
    pub better: Better,
    /// The level that it is held to (målnivå).
    #[field(list, group = "level")]
    pub level: Option<String>,
    /// The level from which it is bad (larmnivå).
    #[field(group = "level")]
    pub alarm: Option<String>,
    /// How values of units become the value of the unit above them (läggs samman).
    #[field(filter, group = "level")]
    #[serde(default)]
    pub upward: Upward,
    /// The units that report it (lämnas av).
    #[field(filter, group = "who")]
    #[serde(default)]
    pub units: Vec<Id<Unit>>,
    /// The unit that answers for it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// The control whose outcome it tells (kontroll).
    #[field(filter, group = "who")]
    pub control: Option<Id<Control>>,
    /// What it is called in the planning system (mätetalets externa kod): CTL-12.
    #[field(filter, group = "planning")]
    pub code: Option<String>,
    /// What its column is called there (kolumnens externa kod): CTL-12.
    #[field(group = "planning")]
    pub column: Option<String>,
    /// What units are called there, where that is not their number here (enheternas externa koder): CTL-12.
    #[field(group = "planning")]
    #[serde(default)]
    pub codes: Vec<UnitCode>,
    /// What others have, to compare with (jämförelser): CTL-20.
    #[field(group = "national")]
    #[serde(default)]
    pub compared: Vec<Compared>,
}

/// What a unit is called in the planning system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct UnitCode {
    /// The unit (enhet).
    pub unit: Id<Unit>,
    /// What it is called there (extern kod).
    #[serde(default)]
    pub code: String,
}

/// What others have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Compared {
    /// Whose figure: the country, another region (vem).
    #[serde(default)]
    pub whose: String,
    /// When (datum).
    pub date: Date,
    /// The figure (värde).
    #[serde(default)]
    pub value: String,
}

/// Whether more is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// More is better (högre är bättre).
    #[default]
    Higher,
    /// Less is better (lägre är bättre).
    Lower,
}

/// How values of units become the value of the unit above them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Upward {
    /// They are added (summa).
    #[default]
    Sum,
    /// Their mean, all weighing the same (medelvärde).
    Mean,
    /// Their mean, each weighing as much as it is based on (vägt medelvärde).
    Weighted,
    /// The worst of them (sämsta värdet).
    Worst,
    /// They are not put together (läggs inte samman).
    Apart,
}

/// How a value stands to the levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It reaches the level.
    Reached,
    /// It does not, but is not bad.
    Below,
    /// It is bad.
    Alarming,
}

impl Indicator {
    /// Whether it is followed on a day.
    pub fn is_followed(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The level as a number.
    pub fn level(&self) -> Option<Number> {
        Number::read(self.level.as_deref()?)
    }

    /// A value as it is told: rounded to its decimals, unless it would then stand otherwise to the levels than it does.
    pub fn told(&self, value: Number) -> Number {
        let own = self.decimals.and_then(|decimals| usize::try_from(decimals).ok());
        let fit = own.or_else(|| weights().decimals(&self.counted_in)).unwrap_or(DECIMALS);
        let mut tries = (fit..DECIMALS).map(|decimals| value.rounded(decimals));
        tries.find(|rounded| self.standing(*rounded) == self.standing(value)).unwrap_or(value)
    }

    /// How a value stands to the levels; none, where there is no level.
    pub fn standing(&self, value: Number) -> Option<Standing> {
        let reaches = |level: Number| match self.better {
            Better::Higher => value >= level,
            Better::Lower => value <= level,
        };
        let alarm = self.alarm.as_deref().and_then(Number::read);
        let level = self.level()?;
        Some(match reaches(level) {
            true => Standing::Reached,
            false if alarm.is_some_and(|alarm| !reaches(alarm) || value == alarm) => {
                Standing::Alarming
            }
            false => Standing::Below,
        })
    }
}

/// What an indicator is held to: CTL-11.
pub fn rules(indicator: &Indicator, _: &Around) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        [not_followed(indicator), levelless(indicator), backwards(indicator), finer(indicator)]
            .into_iter()
            .flatten()
            .collect();
    findings.extend(unreadable(indicator));
    findings
}

/// CTL-11: a figure has somebody who answers for it.
fn not_followed(indicator: &Indicator) -> Option<Finding> {
    let known = weights().days_between(&indicator.frequency).is_some();
    let told = |variant, field: &str| Some(Finding::warning("CTL-11").variant(variant).on(field));
    match indicator.owner {
        None => told("owner", "owner"),
        Some(_) if !known => told("frequency", "frequency"),
        Some(_) => None,
    }
}

/// CTL-11: a figure of our own is held to a level.
fn levelless(indicator: &Indicator) -> Option<Finding> {
    let none = indicator.level.as_deref().unwrap_or_default().trim().is_empty();
    none.then(|| Finding::warning("CTL-11").variant("level").on("level"))
}

/// CTL-11: what is alarming is worse than what is aimed at.
fn backwards(indicator: &Indicator) -> Option<Finding> {
    let (level, alarm) = (indicator.level()?, Number::read(indicator.alarm.as_deref()?)?);
    let wrong = match indicator.better {
        Better::Higher => alarm >= level,
        Better::Lower => alarm <= level,
    };
    wrong.then(|| Finding::blocking("CTL-11").variant("alarm").on("alarm"))
}

/// CTL-11: a figure has no more decimals than values are kept with.
fn finer(indicator: &Indicator) -> Option<Finding> {
    let most = i64::try_from(DECIMALS).unwrap_or(i64::MAX);
    let wrong = indicator.decimals.is_some_and(|decimals| !(0..=most).contains(&decimals));
    wrong.then(|| Finding::blocking("CTL-11").variant("decimals").on("decimals").with("most", most))
}

/// CTL-11: levels and comparisons are numbers.
fn unreadable(indicator: &Indicator) -> Vec<Finding> {
    let own = [("level", &indicator.level), ("alarm", &indicator.alarm)];
    let own =
        own.into_iter().filter_map(|(field, text)| Some((field.to_owned(), text.as_deref()?)));
    let others = indicator.compared.iter().enumerate();
    let others = others.map(|(at, row)| (format!("compared.{at}.value"), row.value.as_str()));
    let wrong = own.chain(others).filter(|(_, text)| !text.trim().is_empty());
    wrong
        .filter(|(_, text)| Number::read(text).is_none())
        .map(|(field, text)| {
            Finding::blocking("CTL-11").variant("number").on(field).with("text", text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, indicator, near};

    #[test]
    fn ctl_11_a_figure_has_owner_frequency_and_levels_that_are_numbers() {
        let mut one = indicator();
        assert!(check(rules, &one, &near(&[])).is_empty());
        one.level = Some("95 procent".into());
        assert_eq!(check(rules, &one, &near(&[])), ["finding-ctl-11-number"]);
        (one.level, one.owner) = (None, None);
        let found = check(rules, &one, &near(&[]));
        assert_eq!(found, ["finding-ctl-11-owner", "finding-ctl-11-level"]);
        let wrong = Indicator { alarm: Some("96".into()), ..indicator() };
        assert_eq!(check(rules, &wrong, &near(&[])), ["finding-ctl-11-alarm"]);
    }

    #[test]
    fn ctl_11_a_value_is_told_with_the_decimals_that_are_fit_and_never_as_reaching_what_it_does_not()
     {
        let mut one = indicator();
        let told = |one: &Indicator, value: i64| one.told(Number(value)).0;
        assert_eq!(told(&one, 76_784), 76_800, "per cent with one");
        assert_eq!(told(&one, 94_960), 94_960, "95,0 would reach the level");
        one.decimals = Some(0);
        assert_eq!([told(&one, 76_784), told(&one, 94_600)], [77_000, 94_600]);
        one.decimals = Some(4);
        assert_eq!(check(rules, &one, &near(&[])), ["finding-ctl-11-decimals"]);
    }

    #[test]
    fn ctl_11_a_value_stands_to_its_levels_whichever_way_is_better() {
        let mut one = indicator();
        let stands = |one: &Indicator, value| one.standing(Number::read(value).unwrap());
        assert_eq!(stands(&one, "95"), Some(Standing::Reached));
        assert_eq!(stands(&one, "94,9"), Some(Standing::Below));
        assert_eq!(stands(&one, "80"), Some(Standing::Alarming));
        (one.better, one.level, one.alarm) = (Better::Lower, Some("10".into()), Some("30".into()));
        assert_eq!(stands(&one, "10"), Some(Standing::Reached));
        assert_eq!(stands(&one, "29"), Some(Standing::Below));
        assert_eq!(stands(&one, "31"), Some(Standing::Alarming));
        one.level = None;
        assert_eq!(stands(&one, "31"), None);
    }
}
