//! Frameworks as assessments need them: requirements in the order of the tree, and what answers to what in other frameworks.

use stadga_frameworks::{Framework, FrameworkMapping, FrameworkRequirement};
use stadga_model::{Head, Id, Language, Refusal};
use stadga_store::ListQuery;
use stadga_web::Context;
use std::collections::HashMap;

use crate::counted::Mapped;

/// More requirements than any framework has.
const ALL: u32 = 20_000;

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
    Ok(Mapped::of(mappings.iter().map(|(_, mapping)| mapping)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;
    use stadga_testkit::rules::revision;

    #[test]
    fn ctl_01_requirements_stand_in_the_frameworks_order_under_their_headings() {
        let one = |number: u32, place, parent: Option<u32>| {
            let head = revision(id(number), "framework-requirement", Default::default()).head;
            let mut requirement = FrameworkRequirement::of(id(1));
            (requirement.place, requirement.parent) = (place, parent.map(id));
            (head, requirement)
        };
        let nodes = ordered(vec![one(12, 3, Some(11)), one(10, 1, None), one(11, 2, Some(10))]);
        let told: Vec<_> = nodes.iter().map(|node| (node.id, node.depth)).collect();
        assert_eq!(told, [(id(10), 0), (id(11), 1), (id(12), 2)]);
    }
}
