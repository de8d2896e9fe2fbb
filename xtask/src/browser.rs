//! The tests in a real browser, against the program with the demo region.

use crate::run::{self, Outcome};
use crate::{assets, prepare};

/// Builds the program, installs the tests' packages and runs them with Node's own test runner.
///
/// # Errors
/// When the build or a test fails.
pub fn test() -> Outcome {
    let e2e = run::root().join("e2e");
    let program = prepare::program()?;
    assets::packages(&e2e)?;
    let mut node = run::command("npm");
    node.args(["test", "--silent"]).current_dir(&e2e);
    run::finish(node.env("STADGA", program))
}
