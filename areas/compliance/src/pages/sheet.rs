//! An assessment with its framework's requirements and their answers: three queries, however many there are.

use stadga_frameworks::FrameworkRequirement;
use stadga_model::{Head, Id, Language, Record as _, Refusal};
use stadga_publish::{
    chart::{Part, Stacked},
    document::{Colour, Grade},
};
use stadga_store::{Known, ListQuery};
use stadga_web::{
    Context,
    published::language,
    ui::{self, Tab, Titles},
};
use std::collections::{HashMap, HashSet};

use super::{title, tree::UNJUDGED};
use crate::{
    AssessedRequirement, Assessment,
    catalogue::{Node, Tree},
    tally::Tally,
    weights::{MUST, weights},
};

/// More requirements than any framework has.
const ALL: u32 = 20_000;

/// Requirements with their answers, and the headings that they stand under.
pub(crate) type Under<'a> = (Vec<String>, Rows<'a>);

/// Requirements with their answers, and the uppermost heading that they stand under, if they stand under any.
pub(crate) type Chapter<'a> = (Option<String>, Rows<'a>);

type Rows<'a> = Vec<(&'a Node, &'a (Head, AssessedRequirement))>;

/// An assessment with all that is in it.
pub(crate) struct Sheet {
    /// What is known of the assessment.
    pub head: Head,
    /// The assessment.
    pub assessment: Assessment,
    /// Its framework.
    pub tree: Tree,
    /// What was answered.
    pub answers: Vec<(Head, AssessedRequirement)>,
    places: HashMap<Id<FrameworkRequirement>, usize>,
}

impl Sheet {
    /// The assessment as the reader sees it.
    ///
    /// # Errors
    /// Not found; broken.
    pub async fn of(cx: &Context, id: Id<Assessment>) -> Result<Self, Refusal> {
        let (head, assessment) = cx.door.read_as(id).await?;
        let tree = Tree::of(cx, assessment.framework).await?;
        let all = ListQuery { size: ALL, ..ListQuery::linking("assessment", id) };
        let answers = cx.door.all::<AssessedRequirement>(all).await?;
        let places = answers.iter().enumerate().map(|(at, (_, one))| (one.requirement, at));
        let places = places.collect();
        Ok(Self { head, assessment, tree, answers, places })
    }

    /// The answer to a requirement.
    pub fn answer(&self, id: Id<FrameworkRequirement>) -> Option<&(Head, AssessedRequirement)> {
        self.answers.get(*self.places.get(&id)?)
    }

    /// Whether a requirement is asked in this assessment.
    pub fn asks(&self, node: &Node) -> bool {
        node.is_assessed() && node.requirement.counts_in(&self.assessment.groups)
    }

    /// The requirements that are asked, with their answers, in the framework's order.
    pub fn asked(&self) -> impl Iterator<Item = (&Node, Option<&(Head, AssessedRequirement)>)> {
        let asked = self.tree.nodes.iter().filter(|node| self.asks(node));
        asked.map(|node| (node, self.answer(node.id)))
    }

    /// The requirements that are asked and that there is no record for: the framework has got them since.
    pub fn added(&self) -> impl Iterator<Item = &Node> {
        self.asked().filter(|(_, answer)| answer.is_none()).map(|(node, _)| node)
    }

    /// Whether a requirement can be laid out: not where others are and one of those that seem to be missing may be there, hidden
    /// from the reader as a whole, for it would be laid out twice.
    ///
    /// # Errors
    /// Broken.
    pub async fn may_add(&self, cx: &Context) -> Result<bool, Refusal> {
        if self.answers.is_empty() || self.added().next().is_none() {
            return Ok(true);
        }
        let groups = cx.door.counted(AssessedRequirement::KIND, &ListQuery::default()).await?;
        Ok(!groups.iter().any(|group| group.values.first() == Some(&Known::Withheld)))
    }

    /// The answers to what the framework no longer has, or what is no longer asked.
    pub fn lost(&self) -> Vec<&(Head, AssessedRequirement)> {
        let asked: HashSet<_> =
            self.tree.nodes.iter().filter(|n| self.asks(n)).map(|n| n.id).collect();
        self.answers.iter().filter(|(_, one)| !asked.contains(&one.requirement)).collect()
    }

    /// The answers to what is asked.
    pub fn counted(&self) -> impl Iterator<Item = &(Head, AssessedRequirement)> {
        self.asked().filter_map(|(_, answer)| answer)
    }

    /// The same with their requirements.
    pub fn counted_nodes(&self) -> impl Iterator<Item = (&Node, &(Head, AssessedRequirement))> {
        self.asked().filter_map(|(node, answer)| Some((node, answer?)))
    }

    /// The answers that fit, under the headings that their requirements stand under.
    pub fn under_headings(
        &self,
        language: Language,
        fits: impl Fn(&(Head, AssessedRequirement)) -> bool,
    ) -> Vec<Under<'_>> {
        let mut bodies: Vec<Under<'_>> = Vec::new();
        let mut headings: Vec<String> = Vec::new();
        for node in &self.tree.nodes {
            if !self.asks(node) && !node.requirement.assessable {
                headings.truncate(node.depth);
                headings.push(node.called(language));
                continue;
            }
            let answer = self.answer(node.id).filter(|answer| self.asks(node) && fits(answer));
            let Some(answer) = answer else { continue };
            let above: Vec<String> = headings.iter().take(node.depth).cloned().collect();
            match bodies.last_mut() {
                Some((last, rows)) if *last == above => rows.push((node, answer)),
                _ => bodies.push((above, vec![(node, answer)])),
            }
        }
        bodies
    }

    /// All answers under the framework's uppermost headings: its functions, its chapters (CTL-04).
    pub fn chapters(&self, language: Language) -> Vec<Chapter<'_>> {
        let mut chapters: Vec<Chapter<'_>> = Vec::new();
        for (headings, rows) in self.under_headings(language, |_| true) {
            let first = headings.into_iter().next();
            match chapters.last_mut() {
                Some((last, all)) if *last == first => all.extend(rows),
                _ => chapters.push((first, rows)),
            }
        }
        chapters
    }

    /// What lacks something, what must be met first.
    pub fn gaps(&self) -> Vec<(&Node, &(Head, AssessedRequirement))> {
        let lacking = |(head, one): &(Head, AssessedRequirement)| {
            !head.withholds("grade") && weights().is_gap(one.grade.as_ref())
        };
        let mut gaps: Vec<_> = self.counted_nodes().filter(|(_, answer)| lacking(answer)).collect();
        gaps.sort_by_key(|(_, (head, one))| {
            let lower = one.priority.as_ref().is_some_and(|priority| priority.0 != MUST);
            (
                lower && !head.withholds("priority"),
                one.grade.as_ref().and_then(|g| weights().grade_weight(g)),
            )
        });
        gaps
    }

    /// How many stand how.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::of(self.counted());
        tally.unjudged += self.added().count();
        tally
    }

    /// The next requirement after this one that nobody has judged; the first, after the last.
    pub fn next(&self, after: Id<FrameworkRequirement>) -> Option<Id<AssessedRequirement>> {
        let asked: Vec<_> = self.asked().collect();
        let here = asked.iter().position(|(node, _)| node.id == after).unwrap_or_default();
        let around = asked.iter().skip(here + 1).chain(asked.iter().take(here));
        let mut open = around.filter_map(|(_, answer)| answer.as_ref());
        let next = open.find(|(head, one)| one.grade.is_none() && !head.withholds("grade"));
        next.map(|(head, _)| head.id.cast())
    }

    /// What the assessment is called.
    pub fn title(&self) -> &str {
        title(&self.head, "title", &self.assessment.title)
    }

    /// An address of the assessment.
    pub fn address(&self, end: &str) -> String {
        address(self.head.id, end)
    }

    /// The names of all that the answers link to.
    ///
    /// # Errors
    /// Broken.
    pub async fn titles(&self, cx: &Context) -> Result<Titles, Refusal> {
        let linked = self.counted().flat_map(|(_, one)| {
            let who = one.owner.map(Id::cast).into_iter().chain(one.unit.map(Id::cast));
            let shown = one
                .controls
                .iter()
                .map(|id| id.cast())
                .chain(one.evidence.iter().map(|id| id.cast()));
            let done = one
                .documents
                .iter()
                .map(|id| id.cast())
                .chain(one.measures.iter().map(|id| id.cast()));
            who.chain(shown).chain(done).collect::<Vec<Id>>()
        });
        Titles::of(cx, linked.chain([self.assessment.scope])).await
    }

    /// How many stand how, as a bar; each part leads to the requirements that it counts, as far as there are records of all.
    pub fn bar(&self, cx: &Context) -> Stacked {
        let is_whole = self.added().next().is_none();
        let list = |grade: &str| {
            let has_records = is_whole || grade != UNJUDGED;
            has_records.then(|| self.address(&format!("/requirements?grade={grade}#requirements")))
        };
        bar(cx, &self.tally(), self.title(), &list)
    }
}

/// An address of an assessment.
pub(super) fn address(id: Id, end: &str) -> String {
    format!("/assessment/{id}{end}")
}

/// How many stand how, as a bar; `list` is the way to those that stand so.
fn bar(cx: &Context, tally: &Tally, title: &str, list: &dyn Fn(&str) -> Option<String>) -> Stacked {
    let steps = cx.app.store.scales().get("compliance-grade").map(|scale| scale.steps.as_slice());
    let part = |step: &stadga_model::Step| Part {
        grade: Grade {
            symbol: step.symbol.clone().unwrap_or_default(),
            word: step.label(cx.language).to_owned(),
            colour: colour(step.colour.as_deref()),
        },
        count: tally.count(&stadga_model::Term(step.key.clone())) as u64,
        href: list(&step.key),
    };
    let mut parts: Vec<Part> = steps.unwrap_or_default().iter().map(part).collect();
    let open = |symbol: &str, key: &str, count: usize, href| Part {
        grade: Grade { symbol: symbol.to_owned(), word: cx.t(key), colour: Colour::Neutral },
        count: count as u64,
        href,
    };
    parts.push(open("?", "grade-unjudged", tally.unjudged, list(UNJUDGED)));
    if tally.withheld > 0 {
        parts.push(open("▪", "value-withheld", tally.withheld, None));
    }
    let values = [
        ("percent", super::percent(tally)),
        ("judged", tally.judged().to_string()),
        ("total", tally.total().to_string()),
    ];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Stacked {
        id: "grades".into(),
        title: title.to_owned(),
        description: cx.t_with("assessment-told", &values),
        language: language(cx.language),
        header: [cx.t("assessed-requirement-grade"), cx.t("assessment-count")],
        parts,
    }
}

/// The colour of a step.
pub(crate) fn colour(name: Option<&str>) -> Colour {
    match name {
        Some("green") => Colour::Green,
        Some("yellow") => Colour::Yellow,
        Some("red") => Colour::Red,
        Some("white") => Colour::White,
        _ => Colour::Neutral,
    }
}

/// The tabs of an assessment; `here` is the open one's address.
pub(super) fn tabs(cx: &Context, head: &Head, here: &str) -> maud::Markup {
    let pages = [
        ("assessment-tab-record", ""),
        ("assessment-tab-requirements", "/requirements"),
        ("assessment-tab-gap", "/gap"),
        ("assessment-tab-statement", "/statement"),
    ];
    let tab = |(key, end): (&str, &str)| Tab {
        text: cx.t(key),
        href: address(head.id, end),
        count: None,
        here: end == here,
    };
    ui::tabs(&cx.heading("assessment"), &pages.map(tab))
}
