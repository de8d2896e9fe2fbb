//! Lifecycles as tables of moves: buttons on the page, verbs in the API, a diagram in the README.

/// A kind's states and the moves between them. Rules on a move are ordinary findings of the kind.
#[derive(Clone, Copy, Debug)]
pub struct Lifecycle {
    /// The state that a new record has.
    pub initial: &'static str,
    /// All moves.
    pub moves: &'static [Move],
    /// The moves that turn down, send back, put off or undo: no page recommends them.
    pub back: &'static [&'static str],
}

/// One move; its button's text is `{kind}-move-{name}`.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// The verb: `start`, `accept`, `sign`.
    pub name: &'static str,
    /// The states that it can be made from.
    pub from: &'static [&'static str],
    /// The state that it leads to.
    pub to: &'static str,
}

impl Lifecycle {
    /// The moves that can be made from `state`.
    pub fn from<'a>(&'a self, state: &'a str) -> impl Iterator<Item = &'static Move> + 'a {
        self.moves.iter().filter(move |m| m.from.contains(&state))
    }

    /// Whether a move takes the record on, and does not turn down, send back, put off or undo.
    pub fn is_onward(&self, name: &str) -> bool {
        !self.back.contains(&name)
    }

    /// Whether a record may go from one state to another (staying is always allowed).
    pub fn allows(&self, from: &str, to: &str) -> bool {
        from == to || self.from(from).any(|m| m.to == to)
    }

    /// The moves as lines `from -> to: name`, for the area's README and its test.
    pub fn diagram(&self) -> String {
        let mut lines = vec![format!("[*] -> {}", self.initial)];
        for m in self.moves {
            lines.extend(m.from.iter().map(|from| format!("{from} -> {}: {}", m.to, m.name)));
        }
        lines.join("\n")
    }
}
