//! Chapters of all areas gathered for a review or a report: as they are at an instant, beside what they were at an earlier one
//! (ISM-03, REP-04 … REP-07).

use stadga_model::{At, Date, Id, Refusal, local_day_end};
use stadga_organisation::{Unit, unit::with_all_below};
use stadga_web::{
    Context,
    chapter::{Chapter, Chapters, Figure, Scope},
};
use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Item, Report};

/// What is looked at: from which instant, beside which, and what part of the organisation.
pub(crate) struct View {
    /// As it is looked at.
    pub now: Context,
    /// As it was before, where there is a before.
    pub before: Option<Context>,
    /// The units, and from when on.
    pub scope: Scope,
    /// The same for the time before.
    earlier: Scope,
}

impl View {
    /// Looks at the end of `to` beside the end of `since`; of a unit with all below it, or of all where none is named.
    ///
    /// # Errors
    /// Not found, where the unit is none that the reader may read.
    pub async fn of(
        cx: &Context,
        (since, to): (Option<Date>, Date),
        unit: Option<Id<Unit>>,
    ) -> Result<Self, Refusal> {
        let now = looking(cx, to);
        let units = match unit {
            None => None,
            Some(top) => below(cx, &[top]).await?,
        };
        let year = jiff::Span::new().years(1);
        let from = since.unwrap_or_else(|| now.today().saturating_sub(year));
        let length = from.until(now.today()).map_err(Refusal::broken)?;
        let scope = Scope { units: units.clone(), since: from };
        let earlier = Scope { units, since: from.saturating_sub(length) };
        Ok(Self { before: since.map(|day| looking(cx, day)), now, scope, earlier })
    }

    /// A source's chapter; none where it has nothing to tell.
    async fn section(&self, chapters: &Chapters) -> Result<Option<Section>, Refusal> {
        let now = (chapters.of)(&self.now, &self.scope).await?;
        if now.figures.is_empty() && now.parts.is_empty() {
            return Ok(None);
        }
        let before = match &self.before {
            Some(then) => (chapters.of)(then, &self.earlier).await?.dated(then),
            None => Chapter::default(),
        };
        let title = self.now.t(&format!("chapter-{}", chapters.about));
        let now = now.dated(&self.now);
        Ok(Some(Section { about: chapters.about.to_owned(), title, now, before }))
    }

    /// All chapters that have something to tell, in the order of the areas.
    async fn sections(
        &self,
        wanted: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Vec<Section>, Refusal> {
        let areas = self.now.app.areas.clone();
        let mut sections = Vec::new();
        for chapters in areas.iter().flat_map(|area| &area.chapters) {
            if wanted(chapters.about) {
                sections.extend(self.section(chapters).await?);
            }
        }
        Ok(sections)
    }
}

/// The same reader, looking from the end of a day that has been; from now, where it has not, and never later than from where
/// the reader looks.
pub(crate) fn looking(cx: &Context, day: Date) -> Context {
    let end = local_day_end(day).filter(|_| day < cx.today());
    end.map_or_else(|| cx.clone(), |end| cx.looking_from(At::Past(end)))
}

/// These units and all below them; none, which is all, where none is named or one of them stands above everything.
///
/// # Errors
/// Not found, where one is no unit that the reader may read.
pub(crate) async fn below(
    cx: &Context,
    tops: &[Id<Unit>],
) -> Result<Option<BTreeSet<Id>>, Refusal> {
    let units = cx.every::<Unit>().await?.into_iter();
    let units: Vec<(Id<Unit>, Unit)> = units.map(|(head, unit)| (head.id.cast(), unit)).collect();
    let mut below = BTreeSet::new();
    for top in tops {
        let found = units.iter().find(|(id, _)| id == top);
        if found.ok_or(Refusal::NotFound)?.1.parent.is_none() {
            return Ok(None);
        }
        below.extend(with_all_below(*top, &units).into_iter().map(Id::cast));
    }
    Ok((!below.is_empty()).then_some(below))
}

/// A chapter with its heading, beside what it was before.
pub(crate) struct Section {
    /// What it is about.
    pub about: String,
    /// Its heading.
    pub title: String,
    /// As it is looked at.
    pub now: Chapter,
    /// As it was.
    pub before: Chapter,
}

impl Section {
    /// The weightiest figure with what it was before.
    pub fn first(&self) -> Option<(&Figure, Option<&Figure>)> {
        let first = self.now.figures.first()?;
        Some((first, self.before.figures.iter().find(|other| other.key == first.key)))
    }
}

/// A part of a review's material or of a report.
pub(crate) struct Part {
    /// Its heading.
    pub title: String,
    /// What leads into it.
    pub lead: Option<String>,
    /// What somebody has said of it.
    pub said: Vec<String>,
    /// The chapters.
    pub sections: Vec<Section>,
}

/// The parts of a review's material: the standing items with the chapters that answer them.
///
/// # Errors
/// Broken.
pub(crate) async fn of_review(view: &View, items: &[Item]) -> Result<Vec<Part>, Refusal> {
    let cx = &view.now;
    let named: BTreeSet<&str> =
        items.iter().flat_map(|item| &item.chapters).map(String::as_str).collect();
    let mut sections = by_about(view.sections(&|_| true).await?);
    let mut parts = Vec::new();
    for item in items {
        let title = cx.term("review-item", &stadga_model::Term(item.key.clone()));
        let mut own: Vec<Section> =
            item.chapters.iter().filter_map(|about| sections.remove(about)).flatten().collect();
        if item.rest {
            let rest = sections.keys().filter(|about| !named.contains(about.as_str())).cloned();
            for about in rest.collect::<Vec<_>>() {
                own.extend(sections.remove(&about).into_iter().flatten());
            }
        }
        let lead = Some(item.question(cx.language).to_owned());
        parts.push(Part { title, lead, said: Vec::new(), sections: own });
    }
    Ok(parts)
}

/// The parts of a report: its chapters in its order, each a part of its own.
///
/// # Errors
/// Broken.
pub(crate) async fn of_report(view: &View, report: &Report) -> Result<Vec<Part>, Refusal> {
    let named = |about: &str| report.parts.iter().any(|part| part.about == about);
    let wanted = |about: &str| report.rest || named(about);
    let mut sections = by_about(view.sections(&wanted).await?);
    let mut parts = Vec::new();
    for part in &report.parts {
        for section in sections.remove(&part.about).into_iter().flatten() {
            let lead = Some(part.lead(view.now.language).to_owned());
            parts.push(Part::alone(section, lead));
        }
    }
    parts.extend(sections.into_values().flatten().map(|section| Part::alone(section, None)));
    Ok(parts)
}

/// These chapters alone, each a part of its own.
///
/// # Errors
/// Broken.
pub(crate) async fn of_abouts(view: &View, abouts: &[&str]) -> Result<Vec<Part>, Refusal> {
    let sections = view.sections(&|about| abouts.contains(&about)).await?;
    Ok(sections.into_iter().map(|section| Part::alone(section, None)).collect())
}

impl Part {
    fn alone(section: Section, lead: Option<String>) -> Self {
        Self { title: section.title.clone(), lead, said: Vec::new(), sections: vec![section] }
    }
}

fn by_about(sections: Vec<Section>) -> BTreeMap<String, Vec<Section>> {
    let mut by_about = BTreeMap::<_, Vec<Section>>::new();
    for section in sections {
        by_about.entry(section.about.clone()).or_default().push(section);
    }
    by_about
}
