//! Frameworks as assessments need them: requirements in the order of the tree, and what answers to what in other frameworks.

use stadga_frameworks::{Framework, FrameworkMapping, FrameworkRequirement, Pair};
use stadga_model::{Head, Id, Language, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::Context;
use std::{
    collections::{HashMap, HashSet},
    mem::take,
};

use crate::counted::{Below, Mapped};

/// More requirements than any framework has.
const ALL: u32 = 20_000;
/// No requirement lies deeper.
const DEEPEST: usize = 20;
/// So many are read at a time.
const CHUNK: usize = 1_000;

/// A framework with its requirements in order.
pub struct Tree {
    /// What is known of the framework.
    pub head: Head,
    /// The framework.
    pub framework: Framework,
    /// Its headings and requirements, from top to bottom.
    pub nodes: Vec<Node>,
}

/// A heading or requirement of the tree.
pub struct Node {
    /// Its id.
    pub id: Id<FrameworkRequirement>,
    /// What it says.
    pub requirement: FrameworkRequirement,
    /// How deep it lies; 0 is the top.
    pub depth: usize,
}

impl Tree {
    /// The tree of a framework: two queries, however large it is.
    ///
    /// # Errors
    /// Not found; broken.
    pub async fn of(cx: &Context, id: Id<Framework>) -> Result<Self, Refusal> {
        let (head, framework) = cx.door.read_as(id).await?;
        let all = ListQuery { size: ALL, ..ListQuery::linking("framework", id) };
        let nodes = ordered(cx.door.all::<FrameworkRequirement>(all).await?);
        Ok(Self { head, framework, nodes })
    }

    /// What it is called, short.
    pub fn short(&self) -> &str {
        short(&self.framework)
    }

    /// A requirement with all headings that it stands under.
    pub fn with_all_above(&self, id: Id<FrameworkRequirement>) -> Vec<Id<FrameworkRequirement>> {
        let parent = |id| self.nodes.iter().find(|node| node.id == id)?.requirement.parent;
        std::iter::successors(Some(id), |id| parent(*id)).take(DEEPEST).collect()
    }

    /// Those that are assessed.
    pub fn assessable(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.is_assessed())
    }
}

impl Node {
    /// Whether it is assessed today: it is no heading, and the framework still has it.
    pub fn is_assessed(&self) -> bool {
        self.requirement.assessable && self.requirement.withdrawn.is_none()
    }

    /// What it is called, in a language.
    pub fn called(&self, language: Language) -> String {
        self.requirement.called(language.code())
    }
}

/// What a framework is called, short.
pub fn short(framework: &Framework) -> &str {
    let reference = framework.reference.as_deref().unwrap_or_default().trim();
    if reference.is_empty() { &framework.title } else { reference }
}

/// In the framework's order; each with its depth under the others.
fn ordered(mut all: Vec<(Head, FrameworkRequirement)>) -> Vec<Node> {
    all.sort_by_key(|(head, requirement)| (requirement.place, head.id));
    let mut depths = HashMap::<Id<FrameworkRequirement>, usize>::new();
    let place = |(head, requirement): (Head, FrameworkRequirement)| {
        let above = requirement.parent.and_then(|parent| depths.get(&parent));
        let depth = above.map_or(0, |above| above + 1);
        depths.insert(head.id.cast(), depth);
        Node { id: head.id.cast(), requirement, depth }
    };
    all.into_iter().map(place).collect()
}

/// What answers to what across all frameworks.
///
/// # Errors
/// Broken.
pub async fn mapped(cx: &Context) -> Result<Mapped, Refusal> {
    let mappings = cx.every::<FrameworkMapping>().await?;
    of_pairs(cx, mappings.iter().flat_map(|(_, mapping)| &mapping.pairs).collect()).await
}

/// What answers to one requirement, itself or by a heading above it. Of headings only those are asked for that its own mappings
/// lead to, few of all that there are.
///
/// # Errors
/// Broken.
pub async fn mapped_to(
    cx: &Context,
    tree: &Tree,
    id: Id<FrameworkRequirement>,
) -> Result<Mapped, Refusal> {
    let own = tree.with_all_above(id);
    let mappings = cx.every::<FrameworkMapping>().await?;
    let pairs = mappings.iter().flat_map(|(_, mapping)| &mapping.pairs);
    let ends = |pair: &Pair| [pair.source, pair.target].into_iter().flatten();
    let about = pairs.filter(|pair| ends(pair).any(|end| own.contains(&end)));
    of_pairs(cx, about.collect()).await
}

/// By these pairs, with what is assessed under the headings that they lead to.
async fn of_pairs(cx: &Context, pairs: Vec<&Pair>) -> Result<Mapped, Refusal> {
    let ends = pairs.iter().flat_map(|pair| [pair.source, pair.target]).flatten().collect();
    let below = below(cx, ends).await?;
    Ok(Mapped::of(pairs, &below))
}

/// What is assessed under those of these that are headings: a query for each level.
async fn below(cx: &Context, ends: HashSet<Id<FrameworkRequirement>>) -> Result<Below, Refusal> {
    let mut above = HashMap::<Id<FrameworkRequirement>, Id<FrameworkRequirement>>::new();
    let mut assessed = Vec::new();
    let mut level: Vec<String> = ends.iter().map(ToString::to_string).collect();
    while !level.is_empty() {
        let parents = Filter { field: "parent".into(), compare: Compare::Is(take(&mut level)) };
        let under = ListQuery { filters: vec![parents], size: ALL, ..ListQuery::default() };
        for (head, one) in cx.door.all::<FrameworkRequirement>(under).await? {
            let (id, Some(parent)) = (head.id.cast(), one.parent) else { continue };
            // One that was met before stands in a circle, or among the ends themselves: then its level has been asked for.
            if above.insert(id, parent).is_none() {
                level.extend((!ends.contains(&id)).then(|| id.to_string()));
                assessed.extend((one.assessable && one.withdrawn.is_none()).then_some(id));
            }
        }
    }
    let parents: Vec<Id> =
        above.values().filter(|id| ends.contains(id)).map(|id| id.cast()).collect();
    let headings = headings(cx, parents).await?;
    let mut below = Below::new();
    for id in assessed {
        let mut at = id;
        for _ in 0..DEEPEST {
            let Some(parent) = above.get(&at) else { break };
            at = *parent;
            if headings.contains(&at) {
                below.entry(at).or_default().push(id);
            }
        }
    }
    Ok(below)
}

/// Those of these that are not assessed themselves.
async fn headings(
    cx: &Context,
    mut ids: Vec<Id>,
) -> Result<HashSet<Id<FrameworkRequirement>>, Refusal> {
    ids.sort_unstable();
    ids.dedup();
    let mut headings = HashSet::new();
    for some in ids.chunks(CHUNK) {
        for revision in cx.door.read_many(some).await? {
            let one: FrameworkRequirement = revision.typed()?;
            headings.extend((!one.assessable).then_some(revision.head.id.cast()));
        }
    }
    Ok(headings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;
    use stadga_testkit::rules::revision;

    fn nodes() -> Vec<Node> {
        let one = |number: u32, place, parent: Option<u32>| {
            let head = revision(id(number), "framework-requirement", Default::default()).head;
            let mut requirement = FrameworkRequirement::of(id(1));
            (requirement.place, requirement.parent) = (place, parent.map(id));
            (head, requirement)
        };
        ordered(vec![one(12, 3, Some(11)), one(10, 1, None), one(11, 2, Some(10))])
    }

    #[test]
    fn ctl_05_what_leads_to_a_requirement_leads_to_it_or_to_a_heading_above_it() {
        let head = revision(id(1), "framework", Default::default()).head;
        let tree = Tree { head, framework: Framework::default(), nodes: nodes() };
        assert_eq!(tree.with_all_above(id(12)), [id(12), id(11), id(10)]);
        assert_eq!(tree.with_all_above(id(10)), [id(10)]);
        assert_eq!(tree.with_all_above(id(99)), [id(99)], "one that the framework has lost");
    }

    #[test]
    fn ctl_01_requirements_stand_in_the_frameworks_order_under_their_headings() {
        let nodes = nodes();
        let told: Vec<_> = nodes.iter().map(|node| (node.id, node.depth)).collect();
        assert_eq!(told, [(id(10), 0), (id(11), 1), (id(12), 2)]);
    }
}
