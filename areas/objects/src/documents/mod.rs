//! Documents: the maintenance plan, the plans of a period, the FOA; each set as PDF and as Word from the same blocks.

mod architecture;
mod period;
mod plan;

pub(crate) use architecture::{Drawn, architecture};
pub(crate) use period::period;
pub(crate) use plan::{Dossier, plan};

use stadga_model::Money;
use stadga_web::{Context, ui::format};

/// An amount as people write it.
fn money(cx: &Context, amount: Money) -> String {
    format::money(cx.language, amount)
}
