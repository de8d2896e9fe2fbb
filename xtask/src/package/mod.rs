//! The Debian package: the program, its unit and settings, its manual, and what it is made of; built with `dpkg-deb`.

mod parts;
mod stage;
mod trial;

use crate::prepare;
use crate::run::{self, Outcome};
use std::path::{Path, PathBuf};

/// Builds the package of a program in a folder. Its path.
///
/// # Errors
/// When a part cannot be read or `dpkg-deb` fails.
pub fn build(program: &Path, folder: &Path) -> Outcome<PathBuf> {
    stage::build(program, &parts::of_program()?, folder)
}

/// Builds the package of the program that the tests before this have built, and installs, runs and removes it.
///
/// # Errors
/// When it is not whole, or does not do what it should.
pub fn test() -> Outcome {
    let package = build(&prepare::program()?, &run::target().join("package"))?;
    trial::the_package_is_whole(&package)?;
    trial::install(&package)
}
