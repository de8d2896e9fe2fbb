//! Reading in a child process with bounded memory and time, so that no file can take the server down.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{ExitCode, ExitStatus, Stdio};
use std::time::Duration;

use rlimit::Resource;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};

use super::{Extracted, Format, LARGEST, TextError, extracted, plain, text_of};
use crate::sniff::{Shape, shape};

/// The hidden command of the server's program that runs [`child_main`].
const COMMAND: &str = "text-of";
/// The option of that command that has `pdftotext` read in its place.
const LAYOUT: &str = "--layout";
/// No answer is longer: text is kept even where it is as large as the file.
const LONGEST_ANSWER: u64 = 2 * LARGEST as u64;
/// How long the child may stay: its processor time, and as much again waiting its turn.
const WAIT: Duration = Duration::from_secs(40);

/// What a child may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory.
    pub memory: u64,
    /// Seconds of processor time.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 1 << 30, seconds: 20 }
    }
}

/// What the child writes: one line of JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    Text(Extracted),
    Error(TextError),
}

/// The child's whole work: takes on `limits`, reads a file from standard input, writes its text as
/// one line of JSON to standard output. `arguments` are what stood after the command `text-of`.
///
/// Call it before anything else of the program has started.
pub fn child_main(limits: Limits, arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if take_on(limits).is_err() {
        return ExitCode::FAILURE;
    }
    if arguments.iter().any(|argument| argument == LAYOUT) {
        // Only comes back where there is no such program.
        let _ = std::process::Command::new("pdftotext")
            .args(["-layout", "-enc", "UTF-8", "-", "-"])
            .exec();
        return ExitCode::FAILURE;
    }
    let name = arguments.iter().skip_while(|argument| *argument != "--name").nth(1);
    match answer(&name.map(|name| name.to_string_lossy()).unwrap_or_default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn take_on(limits: Limits) -> io::Result<()> {
    Resource::AS.set(limits.memory, limits.memory)?;
    Resource::CPU.set(limits.seconds, limits.seconds)?;
    Resource::CORE.set(0, 0)
}

fn answer(name: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    let answer = match text_of(name, &bytes) {
        Ok(text) => Answer::Text(text),
        Err(fault) => Answer::Error(fault),
    };
    let mut line = serde_json::to_vec(&answer)?;
    line.push(b'\n');
    io::stdout().write_all(&line)
}

/// Reads the text of the file `bytes`, called `name`, in a child: `program text-of --name NAME`,
/// which must run [`child_main`]. Where a PDF cannot be read so, `pdftotext` is tried if installed.
///
/// # Errors
/// As [`text_of`], and [`TextError::TooSlow`], [`TextError::TooMuchMemory`], or
/// [`TextError::Reader`] where `program` cannot be run.
pub async fn text_of_limited(
    program: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<Extracted, TextError> {
    if bytes.is_empty() {
        return Err(TextError::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(TextError::TooLarge);
    }
    let read = ours(program, name, bytes).await;
    let unsure = match &read {
        Ok(text) => !text.unread.is_empty(),
        Err(fault) => matches!(fault, TextError::Broken | TextError::NoText),
    };
    if unsure
        && shape(bytes) == Shape::Pdf
        && let Some(text) = poppler(program, name, bytes).await
    {
        return Ok(text);
    }
    read
}

async fn ours(program: &Path, name: &str, bytes: &[u8]) -> Result<Extracted, TextError> {
    let arguments = [OsString::from("--name"), OsString::from(name)];
    let (output, status) = run(program, &arguments, bytes, WAIT).await?;
    let line = output.split(|byte| *byte == b'\n').rfind(|line| !line.is_empty());
    match line.and_then(|line| serde_json::from_slice(line).ok()) {
        Some(Answer::Text(text)) => Ok(text),
        Some(Answer::Error(fault)) => Err(fault),
        None => Err(end(status)),
    }
}

/// What a child's end without an answer tells: the limits end it by signals.
fn end(status: ExitStatus) -> TextError {
    const ABORT: i32 = 6;
    const KILL: i32 = 9;
    const CPU: i32 = 24;
    match status.signal() {
        Some(KILL | CPU) => TextError::TooSlow,
        Some(ABORT) => TextError::TooMuchMemory,
        Some(_) => TextError::Broken,
        None => TextError::Reader,
    }
}

async fn poppler(program: &Path, name: &str, bytes: &[u8]) -> Option<Extracted> {
    let (output, status) = run(program, &[OsString::from(LAYOUT)], bytes, WAIT).await.ok()?;
    let text = String::from_utf8(output).ok().filter(|_| status.success())?;
    let lines = plain::paged(&text);
    let legible = lines.text().chars().any(char::is_alphanumeric);
    legible.then(|| extracted(name, Format::Pdf, lines))
}

async fn run(
    program: &Path,
    arguments: &[OsString],
    bytes: &[u8],
    wait: Duration,
) -> Result<(Vec<u8>, ExitStatus), TextError> {
    let mut child = Command::new(program)
        .arg(COMMAND)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|_| TextError::Reader)?;
    // Dropping the child where time is out kills it.
    tokio::time::timeout(wait, talk(&mut child, bytes))
        .await
        .map_err(|_| TextError::TooSlow)?
        .map_err(|_| TextError::Reader)
}

async fn talk(child: &mut Child, bytes: &[u8]) -> io::Result<(Vec<u8>, ExitStatus)> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let give = async {
        if let Some(mut stdin) = stdin {
            // A child that ends early closes its input; its end tells why.
            let _ = stdin.write_all(bytes).await;
        }
    };
    let take = async {
        let mut output = Vec::new();
        if let Some(stdout) = stdout {
            stdout.take(LONGEST_ANSWER).read_to_end(&mut output).await?;
        }
        io::Result::Ok(output)
    };
    let ((), output) = tokio::join!(give, take);
    let output = output?;
    Ok((output, child.wait().await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_ended_by_its_limits_tells_which() {
        let ended = |signal: i32| end(ExitStatus::from_raw(signal));
        assert_eq!(ended(24), TextError::TooSlow);
        assert_eq!(ended(9), TextError::TooSlow);
        assert_eq!(ended(6), TextError::TooMuchMemory);
        assert_eq!(ended(11), TextError::Broken);
        assert_eq!(end(ExitStatus::from_raw(0x100)), TextError::Reader);
    }

    #[tokio::test]
    async fn a_child_that_does_not_end_is_left() {
        let cat = Path::new("/bin/cat");
        let run = run(cat, &[OsString::from("-")], &vec![0; 1 << 22], Duration::ZERO).await;
        assert_eq!(run.map(|(output, _)| output), Err(TextError::TooSlow));
    }
}
