//! Runs other programs, and says which step is on, how long it took and what failed.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a chore ends in: nothing, or a sentence that says what went wrong.
pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The workspace's root folder.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// The one folder that everything is built in: `CARGO_TARGET_DIR`, or `target` in the root.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Where Cargo tools are kept that the machine did not have.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// What Cargo tells a program that it runs of that program's package.
const OF_XTASK: [&str; 2] = ["CARGO_PKG_", "CARGO_MANIFEST_"];

/// A command in the workspace's root that finds the kept tools and reads no input.
///
/// It is not told whose command it is: a build script that looks at that is run again, and all that stands on its package
/// built anew, whenever one builds by xtask and without it in turn.
pub fn command(program: &str) -> Command {
    let mut path = OsString::from(tools().join("bin"));
    if let Some(rest) = env::var_os("PATH") {
        path.push(":");
        path.push(rest);
    }
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", path).stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        if OF_XTASK.iter().any(|begin| name.to_string_lossy().starts_with(begin)) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a program to its end with its output shown.
///
/// # Errors
/// Says which command is missing, or how it ended.
pub fn run(program: &str, arguments: &[&str]) -> Outcome {
    finish(command(program).args(arguments))
}

/// Runs a prepared command to its end with its output shown.
///
/// # Errors
/// Says which command is missing, or how it ended.
pub fn finish(command: &mut Command) -> Outcome {
    let line = shown(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` ended with {status}").into()),
        Err(fault) if fault.kind() == ErrorKind::NotFound => {
            Err(format!("`{line}` could not start: the program is not installed").into())
        }
        Err(fault) => Err(format!("`{line}` could not start: {fault}").into()),
    }
}

/// What a program prints, or nothing if it is missing or fails.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program can be found.
pub fn installed(program: &str) -> bool {
    command("which")
        .arg(program)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|found| found.success())
}

/// Does one named step of a chore and says how long it took.
///
/// # Errors
/// Passes on the step's fault with its name before it.
pub fn step(name: &str, work: impl FnOnce() -> Outcome) -> Outcome<Duration> {
    println!("\n==> {name}");
    let start = Instant::now();
    work().map_err(|fault| format!("{name}: {fault}"))?;
    let took = start.elapsed();
    println!("==> {name}: done in {}", seconds(took));
    Ok(took)
}

/// A duration as people say it: `0.4 s`, `12 s`, `3 min 5 s`.
pub fn seconds(took: Duration) -> String {
    let whole = took.as_secs();
    match whole {
        0..10 => format!("{:.1} s", took.as_secs_f64()),
        10..60 => format!("{whole} s"),
        _ => format!("{} min {} s", whole / 60, whole % 60),
    }
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(seconds(Duration::from_millis(420)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(59)), "59 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 5 s");
    }

    #[test]
    fn a_missing_program_is_named() {
        let fault = run("no-such-program", &["--at", "all"]).unwrap_err().to_string();
        assert_eq!(
            fault,
            "`no-such-program --at all` could not start: the program is not installed"
        );
    }

    #[test]
    fn a_failing_step_names_itself() {
        let fault = step("the step", || run("false", &[])).unwrap_err().to_string();
        assert!(fault.starts_with("the step: `false` ended with"), "{fault}");
    }
}
