//! A risk matrix out of a library, kept whole until the area of risks takes it in.

use crate::rows::{Kept, Translation};
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Finding, Prose, Record, Row};

/// A risk matrix of a library (riskmatris ur bibliotek).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "risk-matrix-library", prefix = "BMATR", title = "title")]
pub struct RiskMatrixLibrary {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Its short name (beteckning).
    #[field(list, search)]
    pub reference: Option<String>,
    /// What it is for (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// Who gives it out (utgivare).
    #[field(list, filter)]
    pub provider: Option<String>,
    /// Its version (utgåva).
    #[field(list)]
    pub version: Option<String>,
    /// What may be done with it (licens).
    pub licence: Option<Prose>,
    /// The language of its texts (språk).
    pub language: Option<String>,
    /// Its name in the world (urn).
    #[field(search)]
    pub urn: Option<String>,
    /// The steps of likelihood, of consequence and of risk (steg).
    #[serde(default)]
    pub steps: Vec<Step>,
    /// The matrix: the place of a step of risk for each step of likelihood and consequence (celler).
    #[serde(default)]
    pub cells: Vec<Cell>,
    /// Its words in other languages; whose they are is `likelihood.0`, `consequence.2`, `risk.1`.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub translations: Vec<Translation>,
    /// What the file says besides.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub kept: Vec<Kept>,
}

/// What a step is a step of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// Likelihood (sannolikhet).
    #[default]
    Likelihood,
    /// Consequence (konsekvens).
    Consequence,
    /// Risk, in the cells (risknivå).
    Risk,
}

/// A step of likelihood, consequence or risk.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Row)]
pub struct Step {
    /// Of what (avser).
    #[serde(default)]
    pub axis: Axis,
    /// Its place among them, from 0 on (plats).
    #[serde(default)]
    pub place: i64,
    /// Its short name (förkortning).
    pub abbreviation: Option<String>,
    /// What it is called (namn).
    #[serde(default)]
    pub title: String,
    /// What it means (betydelse).
    pub text: Option<Prose>,
    /// Its colour, as `#rrggbb` (färg).
    pub colour: Option<String>,
}

/// A cell of the matrix.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Row)]
pub struct Cell {
    /// The step of likelihood, by its place (sannolikhet).
    #[serde(default)]
    pub likelihood: i64,
    /// The step of consequence, by its place (konsekvens).
    #[serde(default)]
    pub consequence: i64,
    /// The step of risk, by its place (risk).
    #[serde(default)]
    pub risk: i64,
}

/// What a matrix is held to: each cell names steps that are there.
pub fn rules(matrix: &RiskMatrixLibrary, _: &Around) -> Vec<Finding> {
    let has = |axis: Axis, place: i64| {
        matrix.steps.iter().any(|step| step.axis == axis && step.place == place)
    };
    let lost = matrix.cells.iter().any(|cell| {
        !has(Axis::Likelihood, cell.likelihood)
            || !has(Axis::Consequence, cell.consequence)
            || !has(Axis::Risk, cell.risk)
    });
    let finding = || Finding::warning("RSK-02").variant("library").on("cells");
    lost.then(finding).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_model::Near;
    use stadga_testkit::rules::check;

    #[test]
    fn rsk_02_cells_name_steps_that_are_there() {
        let step = |axis| Step { axis, title: "0".into(), ..Step::default() };
        let mut matrix = RiskMatrixLibrary {
            title: "Liten".into(),
            steps: [Axis::Likelihood, Axis::Consequence, Axis::Risk].map(step).into(),
            cells: vec![Cell::default()],
            ..Default::default()
        };
        assert!(check(rules, &matrix, &Near::default()).is_empty());
        matrix.cells.push(Cell { risk: 3, ..Cell::default() });
        assert_eq!(check(rules, &matrix, &Near::default()), ["finding-rsk-02-library"]);
    }
}
