//! What requirements stand under: depths are told, circles are cut, and nothing stands deeper than any page shows.

use crate::read::{
    library::{Placed, Remarks, keep},
    node::DEEPEST,
};

/// Depths that are not told follow from what stands above; nothing stands under itself, or deeper than any page shows.
pub(in crate::read) fn settle(all: &mut [Placed], remarks: &mut Remarks) {
    for nth in circles(all) {
        lift(all, nth, "circle", remarks);
    }
    for nth in 0..all.len() {
        let (mut depth, mut at) = (1, nth);
        while let Some(under) = all.get(at).and_then(|one| one.under) {
            depth += 1;
            at = under;
            if depth > DEEPEST {
                lift(all, nth, "deep", remarks);
                depth = 1;
                break;
            }
        }
        if let Some(one) = all.get_mut(nth)
            && one.requirement.depth < 1
        {
            one.requirement.depth = i64::try_from(depth).unwrap_or(1);
        }
    }
}

/// One of each circle: the first that is met again on the way up.
fn circles(all: &[Placed]) -> Vec<usize> {
    let mut walks = vec![0; all.len()];
    let mut found = Vec::new();
    for nth in 0..all.len() {
        let (walk, mut at) = (nth + 1, Some(nth));
        while let Some(here) = at {
            match walks.get_mut(here) {
                Some(walked) if *walked == 0 => *walked = walk,
                Some(walked) if *walked == walk => {
                    found.push(here);
                    break;
                }
                _ => break,
            }
            at = all.get(here).and_then(|one| one.under);
        }
    }
    found
}

/// Lays one at the top; what it stood under is kept and told.
fn lift(all: &mut [Placed], nth: usize, key: &'static str, remarks: &mut Remarks) {
    let above = all.get(nth).and_then(|one| all.get(one.under?));
    let above = above.map(|above| &above.requirement);
    let named = above.and_then(|above| above.urn.clone().or_else(|| above.reference.clone()));
    let Some(one) = all.get_mut(nth) else { return };
    one.under = None;
    if let Some(named) = named {
        keep(&mut one.requirement.kept, "parent_urn", &named.into());
    }
    remarks.tell(key, "requirement_nodes[].parent_urn", 0, one.requirement.called(""));
}
