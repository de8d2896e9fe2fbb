//! The area's entries in the menu.

use crate::pages::{PROMISES, READ, REGISTERS};
use stadga_model::Action;
use stadga_web::{Menu, Need};

/// A report is read by those who may register audits.
pub(crate) const NEEDS: &[Need] = &[Need { href: READ, action: Action::Create, kind: "audit" }];

/// All entries.
pub(crate) fn entries() -> Vec<Menu> {
    vec![
        Menu { text: "menu-audits", href: "/audit", order: 20 },
        Menu { text: "menu-audit-read", href: READ, order: 21 },
        Menu { text: "menu-recommendations", href: "/recommendation", order: 22 },
        Menu { text: "menu-answers", href: "/answer", order: 23 },
        Menu { text: "menu-promises-board", href: PROMISES, order: 24 },
        Menu { text: "menu-audit-plans", href: "/audit-plan", order: 25 },
        Menu { text: "menu-audit-registers", href: REGISTERS, order: 26 },
    ]
}
