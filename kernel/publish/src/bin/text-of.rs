//! The child that reads hostile files, as a program of its own: for the tests, where the server's
//! program with the same command is not at hand.

use std::process::ExitCode;

use stadga_publish::text_in::{Limits, child_main};

fn main() -> ExitCode {
    child_main(Limits::default(), std::env::args_os().skip(2))
}
