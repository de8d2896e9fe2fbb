//! `cargo xtask dist`: the release program as a Debian package, with its licences and the list of its parts.

use crate::run::{self, Outcome, step};
use crate::{assets, package, prepare};

/// Builds the package into `dist` in the target folder.
///
/// # Errors
/// When the build fails or a file cannot be written.
pub fn build() -> Outcome {
    let folder = run::target().join("dist");
    step("Tools", prepare::build_tools)?;
    step("Styles, script and fonts", assets::build)?;
    step("Build Stadga with full optimisation", || {
        run::run("cargo", &["build", "--release", "--locked", "--package", "stadga"])
    })?;
    step("Pack the program, its manual and its licences", || {
        let package = package::build(&run::target().join("release/stadga"), &folder)?;
        println!("{}", package.display());
        Ok(())
    })?;
    Ok(())
}
