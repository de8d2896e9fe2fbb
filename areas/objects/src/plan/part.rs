//! The parts of a plan in the order in which one writes them, and what a plan lacks before anybody decides on it.

use stadga_model::{Finding, Prose};

use super::{Change, MaintenancePlan, Nature};

/// A part that is written on a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the object is to give, and what the plan starts from.
    Goals,
    /// What it uses and depends on today (R-4 a).
    Today,
    /// What is to be changed (R-4 b and c).
    Changes,
    /// Measures for security.
    Security,
    /// What is agreed of service.
    Level,
    /// What it costs.
    Money,
    /// The technical plan.
    Technical,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Goals,
        Self::Today,
        Self::Changes,
        Self::Security,
        Self::Level,
        Self::Money,
        Self::Technical,
    ];

    /// Its name in addresses and in the texts' keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Goals => "goals",
            Self::Today => "today",
            Self::Changes => "changes",
            Self::Security => "security",
            Self::Level => "level",
            Self::Money => "money",
            Self::Technical => "technical",
        }
    }

    /// The part with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == name)
    }

    /// The plan's fields that are written there.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Goals => &["purpose", "inputs"],
            Self::Today => &["calloffs", "calloffs_none", "dependences", "dependences_none"],
            Self::Changes => &["changes", "ground_none", "others_none"],
            Self::Security => &["measures", "security"],
            Self::Level => &["levels"],
            Self::Money => &["consumption", "budget"],
            Self::Technical => &["technical", "technical_file"],
        }
    }

    /// The part where a field is written.
    pub fn of_field(field: &str) -> Option<Self> {
        let name = field.split('.').next()?;
        Self::ALL.into_iter().find(|part| part.fields().contains(&name))
    }

    /// Whether anything is written there.
    pub fn is_written(self, plan: &MaintenancePlan) -> bool {
        match self {
            Self::Goals => said(plan.purpose.as_ref()) || !plan.inputs.is_empty(),
            Self::Today => !plan.calloffs.is_empty() || !plan.dependences.is_empty(),
            Self::Changes => !plan.changes.is_empty(),
            Self::Security => !plan.measures.is_empty() || said(plan.security.as_ref()),
            Self::Level => !plan.levels.is_empty(),
            Self::Money => !plan.consumption.is_empty() || !plan.budget.is_empty(),
            Self::Technical => said(plan.technical.as_ref()) || plan.technical_file.is_some(),
        }
    }
}

fn said(text: Option<&Prose>) -> bool {
    text.is_some_and(|text| !text.0.trim().is_empty())
}

/// What a plan lacks before it can be decided on: the minimum content (PM3-13, R-4 a–c), stability and development (PM3-18),
/// and somebody who decides (PM3-15).
pub fn lacks(plan: &MaintenancePlan) -> Vec<Finding> {
    let minimum = |variant, field: &str| Finding::blocking("PM3-13").variant(variant).on(field);
    let none = |rows: bool, why: &Option<Prose>| !rows && !said(why.as_ref());
    let any = |fits: fn(&Change) -> bool| plan.changes.iter().any(fits);
    let ground = any(|change| change.regulation || change.infrastructure);
    let checks = [
        (none(!plan.calloffs.is_empty(), &plan.calloffs_none), minimum("calloffs", "calloffs")),
        (
            none(!plan.dependences.is_empty(), &plan.dependences_none),
            minimum("integrations", "dependences"),
        ),
        (none(ground, &plan.ground_none), minimum("ground", "ground_none")),
        (none(any(|change| change.others), &plan.others_none), minimum("others", "others_none")),
        (plan.steering.is_none(), Finding::blocking("PM3-15").variant("steering").on("steering")),
    ];
    let mut lacks: Vec<_> =
        checks.into_iter().filter_map(|(lacks, finding)| lacks.then_some(finding)).collect();
    lacks.extend(one_sided(plan));
    lacks.extend(unexplained(plan));
    lacks
}

/// PM3-18: a plan keeps what is there stable and develops it.
fn one_sided(plan: &MaintenancePlan) -> Vec<Finding> {
    let both = [(Nature::Stability, "stability"), (Nature::Development, "development")];
    let missing = both
        .into_iter()
        .filter(|(nature, _)| !plan.changes.iter().any(|change| change.nature == *nature));
    missing.map(|(_, variant)| Finding::blocking("PM3-18").variant(variant).on("changes")).collect()
}

/// R-4 3: what touches law, infrastructure or others' changes has been looked into and is described.
fn unexplained(plan: &MaintenancePlan) -> Vec<Finding> {
    let silent = |change: &Change| {
        change.is_gated() && change.consequence.as_ref().is_none_or(|text| text.trim().is_empty())
    };
    let rows = plan.changes.iter().enumerate().filter(|(_, change)| silent(change));
    rows.map(|(at, change)| {
        Finding::blocking("PM3-13")
            .variant("described")
            .on(format!("changes.{at}.consequence"))
            .with("change", &change.title)
    })
    .collect()
}
