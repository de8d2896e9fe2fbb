//! The posts that a reader holds: what people are asked for by role, besides what they own.

use stadga_access::Held;
use stadga_model::{Id, Refusal};
use stadga_web::Context;

use crate::held;

/// Roles of `content/roles.toml` that sit on a board, its chair first.
pub const BOARD: [&str; 2] = ["board-chair", "board-member"];

/// The role that keeps the minutes and the diary, and sends what is decided on its way.
pub const REGISTRAR: &str = "registrar";

/// Roles that lead a unit and all below it.
pub const LEADERS: [&str; 4] =
    ["region-director", "administration-head", "it-manager", "operations-manager"];

/// The reader's posts on the day that is looked from, each with its unit and all below.
pub struct Posts(Vec<Held>);

impl Posts {
    /// The posts of who reads; none of a program, or of someone who has left.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context) -> Result<Self, Refusal> {
        match cx.door.actor().person {
            None => Ok(Self(Vec::new())),
            Some(me) => Ok(Self(held::roles(cx.app.store.clone(), me, cx.now()).await?)),
        }
    }

    /// Whether the reader holds a role, wherever.
    pub fn holds(&self, role: &str) -> bool {
        self.0.iter().any(|held| held.role == role)
    }

    /// Whether a unit is where the reader holds one of these roles, or below it.
    pub fn reaches(&self, roles: &[&str], unit: Option<Id>) -> bool {
        unit.is_some_and(|unit| self.units(roles).contains(&unit))
    }

    /// The units where the reader holds one of these roles, and all below them.
    pub fn units(&self, roles: &[&str]) -> Vec<Id> {
        let held = self.0.iter().filter(|held| roles.contains(&held.role.as_str()));
        let mut units: Vec<Id> = held.flat_map(|held| held.units.iter().copied()).collect();
        units.sort();
        units.dedup();
        units
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn org_11_a_post_reaches_its_unit_and_what_is_below_and_no_other() {
        let id = |second| Id::new(stadga_model::Instant::from_second(second).unwrap());
        let (board, below, other) = (id(1), id(2), id(3));
        let units = vec![board, below];
        let held = Held { role: "board-member".into(), units, ..Held::default() };
        let posts = Posts(vec![held.clone(), held]);
        assert!(posts.holds("board-member") && !posts.holds(REGISTRAR));
        assert!(posts.reaches(&BOARD, Some(below)) && !posts.reaches(&BOARD, Some(other)));
        assert!(!posts.reaches(&LEADERS, Some(board)) && !posts.reaches(&BOARD, None));
        assert_eq!(posts.units(&BOARD), [board, below]);
    }
}
