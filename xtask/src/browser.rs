//! The tests in a real browser, against the program with the demo region.

use crate::assets;
use crate::run::{self, Outcome};

/// Builds the program, installs the tests' packages and runs them with Node's own test runner.
///
/// # Errors
/// When the build or a test fails.
pub fn test() -> Outcome {
    let e2e = run::root().join("e2e");
    // The whole workspace's features, as the tests before it were built with: nothing is built twice.
    run::run("cargo", &["build", "--locked", "--workspace", "--bin", "stadga"])?;
    assets::packages(&e2e)?;
    let mut node = run::command("npm");
    node.args(["test", "--silent"]).current_dir(&e2e);
    run::finish(node.env("STADGA", run::target().join("debug/stadga")))
}
