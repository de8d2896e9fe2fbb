//! `cargo xtask conform`: the API under a fuzzer that makes its requests from the API's own description.

use crate::bench::{Client, Program};
use crate::prepare;
use crate::run::{self, Outcome, step};
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

/// How long to look.
#[derive(Args)]
pub struct Options {
    /// For how many minutes
    #[arg(long, default_value_t = 10)]
    minutes: u64,
    /// Try this program instead of building one
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

/// The fuzzer, at the version that was tried.
const TOOLS: [&str; 1] = ["schemathesis==4.32.5"];
/// No fault of the server, and every answer as it is described.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
     response_headers_conformance,response_schema_conformance";
/// An answer that takes longer hangs, in seconds.
const PATIENCE: &str = "30";
/// Who asks: someone who may write much.
const READER: &str = "strateg";

/// Starts the demo and asks it everything that its description allows, and much that it does not.
///
/// # Errors
/// When a tool is missing, or an answer is not as it should be.
pub fn run(options: &Options) -> Outcome {
    let program = match &options.program {
        Some(program) => program.clone(),
        None => prepare::program()?,
    };
    step("The API under a schema-driven fuzzer", || fuzz(&program, options.minutes * 60))?;
    Ok(())
}

fn fuzz(program: &Path, seconds: u64) -> Outcome {
    let tools = tools()?;
    let data = std::env::temp_dir().join(format!("stadga-conform-{}", std::process::id()));
    let outcome = fuzz_in(program, &tools, &data, seconds);
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    outcome
}

fn fuzz_in(program: &Path, tools: &Path, data: &Path, seconds: u64) -> Outcome {
    let mut running = Program::start(program, data)?;
    let mut client = running.sign_in(READER)?;
    let token = token(&mut client)?;
    let description = data.join("openapi.json");
    fs::write(&description, client.get("/api/v1/openapi.json")?.body)?;
    let mut fuzzer = run::command(&tools.join("schemathesis").to_string_lossy());
    fuzzer.arg("run").arg(&description).args(["--url", &running.url()]);
    fuzzer.args(["--header", &format!("Authorization: Bearer {token}"), "--checks", CHECKS]);
    fuzzer.args(["--request-timeout", PATIENCE, "--max-time", &seconds.to_string()]);
    fuzzer.args(["--workers", "2", "--continue-on-failure", "--no-color"]);
    // Its own notes of what it tried stay beside the data.
    let fuzzed = run::finish(fuzzer.current_dir(data));
    running.first_page().map_err(|fault| format!("the program did not stand it: {fault}"))?;
    fuzzed
}

/// A key for a program, made as a person makes it.
fn token(client: &mut Client) -> Outcome<String> {
    let media = "application/x-www-form-urlencoded";
    let page = client.post("/account/tokens", media, b"token=conform&days=30")?.text();
    let shown =
        page.split_once("<code class=\"token\">").and_then(|(_, rest)| rest.split('<').next());
    Ok(shown.ok_or("no key was made")?.to_owned())
}

/// The tools in an environment of their own, beside the Cargo tools. The folder of its programs.
fn tools() -> Outcome<PathBuf> {
    let place = run::tools().join("conform");
    let (programs, stamp) = (place.join("bin"), place.join("made-from"));
    let wanted = TOOLS.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(programs);
    }
    prepare::python()?;
    run::finish(run::command("python3").args(["-m", "venv", "--clear"]).arg(&place))?;
    let mut pip = run::command(&programs.join("pip").to_string_lossy());
    run::finish(pip.args(["install", "--quiet", "--disable-pip-version-check"]).args(TOOLS))?;
    fs::write(stamp, wanted)?;
    Ok(programs)
}
