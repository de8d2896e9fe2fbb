//! The command line: what can be called and the pages that `--help` shows.

use crate::manual::Manual;
use crate::{checkpoints::Verify, restore::Asked};
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use stadga_web::Run;
use std::{net::SocketAddr, path::PathBuf};

/// Stadga: from what law and auditors demand to what is done, by whom, and how well it works.
///
/// One program that serves the web pages and the API, keeps everything in one database file, and reads and writes
/// the documents. Start with `stadga demo` to see it, `stadga serve` to use it.
#[derive(Parser)]
#[command(name = "stadga", version, after_long_help = AFTER)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub verb: Verb,
}

/// What the program can do.
#[derive(Subcommand)]
pub enum Verb {
    /// Show the demo region on this machine
    ///
    /// Plants a believable region with audits, measures and decisions, prints names and password to sign in with, and
    /// serves it to this machine alone. Without --data everything is forgotten at the end.
    Demo(DemoOptions),
    /// Serve an organisation
    ///
    /// The first start in an empty data folder makes the organisation and its first administrator, and prints a link
    /// by which the administrator chooses a password.
    Serve(SettingsOptions),
    /// Print a new link by which the holder of an account chooses a password
    ///
    /// For whoever has lost theirs, and for the first administrator if the first link ran out. The link works once,
    /// for seven days.
    Invite(InviteOptions),
    /// Make the account for the day when no other way in works, and print the link by which its password is chosen
    ///
    /// It is an administrator who signs in with a password kept under lock. Each sign-in is noted, stands in the log as a
    /// warning, and is shown to every administrator until one of them has seen it. Again, it prints a new link.
    BreakGlass(SettingsOptions),
    /// Print the key by which the organisation's directory keeps accounts here (SCIM 2.0, under /scim/v2)
    ///
    /// It is shown once, and any key before it opens nothing from now on.
    DirectoryKey(SettingsOptions),
    /// Fill a data folder with records by the thousand, to try how it holds
    Generate(GenerateOptions),
    /// Move an organisation between a data folder and PostgreSQL
    ///
    /// Carries everything with its whole history to an empty second place and proves by the log that it arrived. What
    /// is at the first stays as it is. Stop the running program first.
    Move(MoveOptions),
    /// Write a signed checkpoint of the log now
    ///
    /// A checkpoint proves what the database held. The running program writes one each hour where something was
    /// written; keep the folder of them where whoever can change the database cannot.
    Checkpoint(SettingsOptions),
    /// Prove that nothing was changed, taken out or put back since the checkpoints were written
    ///
    /// Computes the whole log anew and holds it to every checkpoint: of the database, of a backup (--identity opens it),
    /// of an export, or of a database file by itself. Works offline and changes nothing. Ends with status 1 and names the
    /// first thing that does not fit.
    Verify(VerifyOptions),
    /// Write the proof that a revision of a record is in the log, for whoever is to check it without the database
    ///
    /// Prints a small JSON file (docs/proof.md). It shows the record's head and a salted digest of each field; with --open
    /// also the fields themselves, but never what a mark withholds.
    Prove(ProveOptions),
    /// Write the proof that the log only grew from one checkpoint to a later one
    ProveGrowth(GrowthOptions),
    /// Check a proof by the log's public key alone
    VerifyProof(ProofOptions),
    /// Make a backup of everything, while Stadga runs
    ///
    /// Sealed with age for those whom backup_recipient names; the program itself cannot open it. It is opened again and
    /// verified before it gets its name. Without FILE it is written to the folder of backups, of which the newest are kept.
    Backup(BackupOptions),
    /// Print a new pair of keys for backups
    ///
    /// The public one stands in the settings as backup_recipient; the secret one opens every backup and belongs elsewhere.
    BackupKey,
    /// Put a backup back into an empty place
    ///
    /// Verifies it by its checkpoints first. With --until it is put back as it was at that moment; what marks make secret
    /// today stays secret. Nothing is there unless all of it is.
    Restore(RestoreOptions),
    /// Write records with history, files and log to an archive that any program can read
    Export(ExportOptions),
    /// Read a full export into an empty place and prove it by its log
    Import(ImportOptions),
    /// Seal everything anew with a new key
    ///
    /// What is marked secret is kept sealed with keys that are not in the database. Where the keys are in the data folder,
    /// a new one is added to them first; else add it where they are. Stop the program before.
    Reseal(SettingsOptions),
    /// Ask the rules about every record now
    ///
    /// Keeps the register of breaches: what is wrong with which record, and since when. The running program does it
    /// each night.
    Sweep(SettingsOptions),
    /// Look over configuration and database, and say what is wrong
    Check(SettingsOptions),
    /// Print the manual page, or what a shell completes
    Manual(ManualOptions),
}

/// What to print.
#[derive(Args)]
pub struct ManualOptions {
    /// The manual page, or the shell
    pub what: Manual,
}

/// How to show the demo.
#[derive(Args, Default)]
pub struct DemoOptions {
    /// The port on this machine; 0 takes a free one
    #[arg(long, default_value_t = 8090)]
    pub port: u16,
    /// Keep the demo in this folder instead of in memory
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// What is logged
    #[arg(long, value_name = "LEVEL", default_value = "warn")]
    pub log: String,
}

/// The settings, each of which can also stand in the file or the environment.
#[derive(Args, Clone, Debug, Default)]
pub struct SettingsOptions {
    /// The configuration file [default: stadga.toml in the working folder, if there is one]
    #[arg(long, value_name = "FILE", env = "STADGA_CONFIG")]
    pub config: Option<PathBuf>,
    /// The organisation that is meant, by its key, where the file has several
    #[arg(long, value_name = "KEY")]
    pub org: Option<String>,
    /// The folder that everything is kept in [default: stadga-data]
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// The PostgreSQL database to keep the records in, instead of a file in the folder: postgres://user@host/name
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// The folder that signed checkpoints of the log are written to [default: checkpoints in the data folder]
    #[arg(long, value_name = "FOLDER")]
    pub checkpoints: Option<PathBuf>,
    /// The keys that seal what is marked secret: a file, env:NAME or run:COMMAND [default: seal.key in the data folder]
    #[arg(long, value_name = "SOURCE")]
    pub seal_keys: Option<String>,
    /// The public keys of age that backups are sealed for, with spaces between
    #[arg(long, value_name = "KEYS")]
    pub backup_recipient: Option<String>,
    /// The folder that a backup is written to each night [default: none is]
    #[arg(long, value_name = "FOLDER")]
    pub backups: Option<PathBuf>,
    /// What the organisation is called
    #[arg(long, value_name = "NAME")]
    pub organisation: Option<String>,
    /// What to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "HOST:PORT")]
    pub address: Option<SocketAddr>,
    /// The address that people use, if a proxy stands in front: https://stadga.region.example
    #[arg(long, value_name = "URL")]
    pub origin: Option<String>,
    /// How one must have signed in to read what is marked secret: password or two-factor [default: password]
    #[arg(long, value_name = "HOW")]
    pub marked_content: Option<String>,
    /// Whether readers of what is marked secret say what for: asked or none; it is noted in any case [default: asked]
    #[arg(long, value_name = "WHETHER")]
    pub reading_purpose: Option<String>,
    /// Who must sign in with two factors: nobody, everyone, or role keys such as administrator,registrar [default: nobody]
    #[arg(long, value_name = "WHO")]
    pub second_factor: Option<String>,
    /// What is logged: error, warn, info, debug, or a filter such as stadga_store=debug [default: info]
    #[arg(long, value_name = "LEVEL")]
    pub log: Option<String>,
    /// Where to tell metrics as OpenMetrics text, at /metrics: 127.0.0.1:9090 [default: nowhere]
    #[arg(long, value_name = "HOST:PORT")]
    pub metrics_address: Option<SocketAddr>,
    /// The OpenTelemetry collector to send traces to: http://127.0.0.1:4318 [default: none]
    #[arg(long, value_name = "URL")]
    pub traces: Option<String>,
}

/// Whom to invite.
#[derive(Args)]
pub struct InviteOptions {
    /// The account's name
    #[arg(default_value = crate::invite::FIRST)]
    pub name: String,
    /// Where the organisation is
    #[command(flatten)]
    pub settings: SettingsOptions,
}

/// From where to where.
#[derive(Args)]
pub struct MoveOptions {
    /// Where everything is: a data folder, or postgres://user@host/name
    pub from: String,
    /// Where it should go: the same, and empty
    pub to: String,
    /// The organisation's key
    #[arg(long, value_name = "KEY", default_value = crate::config::ALONE)]
    pub org: String,
}

/// What to prove.
#[derive(Args)]
pub struct ProveOptions {
    /// The record's number
    pub number: String,
    /// Which of its revisions [default: the newest]
    #[arg(long, value_name = "N")]
    pub revision: Option<i64>,
    /// Show the fields that no mark withholds
    #[arg(long)]
    pub open: bool,
    /// Where everything is
    #[command(flatten)]
    pub settings: SettingsOptions,
}

/// Between which checkpoints.
#[derive(Args)]
pub struct GrowthOptions {
    /// The earlier checkpoint's file
    pub older: PathBuf,
    /// The later one's [default: the newest that there is]
    pub newer: Option<PathBuf>,
    /// Where everything is
    #[command(flatten)]
    pub settings: SettingsOptions,
}

/// What to check, and by which key.
#[derive(Args)]
pub struct ProofOptions {
    /// The proof
    pub file: PathBuf,
    /// The log's public key
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
}

/// Where a backup goes.
#[derive(Args)]
pub struct BackupOptions {
    /// The new file
    pub file: Option<PathBuf>,
    /// Where everything is
    #[command(flatten)]
    pub settings: SettingsOptions,
}

/// What to restore, and as of when.
#[derive(Args)]
pub struct RestoreOptions {
    /// The backup
    pub file: PathBuf,
    /// The secret key that opens it
    #[arg(long, value_name = "FILE")]
    pub identity: PathBuf,
    /// The log's public key from a safe place [default: the one in the backup]
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// The moment to go back to: 2026-11-01T12:00, by the clock in Sweden
    #[arg(long, value_name = "MOMENT")]
    pub until: Option<String>,
    /// Where it goes
    #[command(flatten)]
    pub settings: SettingsOptions,
}

/// What to export, and where to.
#[derive(Args)]
pub struct ExportOptions {
    /// The new file: a zip archive
    pub file: PathBuf,
    /// Leave out what marks seal: to be read by others, not to be imported
    #[arg(long)]
    pub without_sealed: bool,
    /// Where everything is
    #[command(flatten)]
    pub settings: SettingsOptions,
}

/// What to import, and where to.
#[derive(Args)]
pub struct ImportOptions {
    /// The export
    pub file: PathBuf,
    /// Where it goes
    #[command(flatten)]
    pub settings: SettingsOptions,
}

/// What to verify, and by which key.
#[derive(Args)]
pub struct VerifyOptions {
    /// A backup, an export or a database file [default: the database that the settings name]
    pub file: Option<PathBuf>,
    /// The secret key that opens a backup
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// The log's public key [default: log.pub in the data folder]
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Where data and checkpoints are
    #[command(flatten)]
    pub settings: SettingsOptions,
}

impl VerifyOptions {
    /// What to verify, and by which key.
    pub fn asked(&self) -> Verify<'_> {
        Verify {
            file: self.file.as_deref(),
            key: self.key.as_deref(),
            identity: self.identity.as_deref(),
        }
    }
}

impl RestoreOptions {
    /// What to restore, and as of when.
    pub fn asked(&self) -> Asked<'_> {
        Asked {
            file: &self.file,
            identity: &self.identity,
            key: self.key.as_deref(),
            until: self.until.as_deref(),
        }
    }
}

/// How much to generate.
#[derive(Args)]
pub struct GenerateOptions {
    /// About how many records
    #[arg(long, value_name = "N")]
    pub records: usize,
    /// The data folder; made and given the demo region first, if it is empty
    #[arg(long, value_name = "FOLDER")]
    pub data: PathBuf,
    /// Another number gives other records; the same gives the same
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// The whole command line: the program's verbs and those of the areas.
pub fn command(areas: &[stadga_web::Area]) -> clap::Command {
    let verbs = areas.iter().flat_map(|area| &area.commands);
    Cli::command().subcommands(verbs.map(|verb| match verb.run {
        Run::Alone(_) => (verb.usage)(),
        Run::Within(_) => with_settings((verb.usage)()),
    }))
}

/// A verb that takes the program's settings too, before or after its own words.
fn with_settings(verb: clap::Command) -> clap::Command {
    let settings = SettingsOptions::augment_args(clap::Command::new("settings"));
    verb.args(settings.get_arguments().map(|argument| argument.clone().global(true)))
}

const AFTER: &str = "\
Files:
  stadga.toml             settings: data, database, checkpoints, organisation, address, origin, second_factor, log,
                          metrics_address, traces, [[provider]], the organisation's own sign-in services, and [directory],
                          the roles that its directory's groups give; several organisations in one
                          program each have an [[organisation]] (see the README)
  stadga-data/stadga.db   everything: records with all their revisions, files, accounts
  (-wal and -shm files beside it belong to it while the program runs)
  stadga-data/log.key     signs checkpoints of the log; log.pub verifies them
  stadga-data/seal.key    opens what is sealed in the database; keep a copy, but not beside the database's backups
  stadga-data/checkpoints the signed checkpoints, unless they are written elsewhere

Environment:
  STADGA_CONFIG           the configuration file
  STADGA_DATA, STADGA_DATABASE, STADGA_CHECKPOINTS, STADGA_ORGANISATION, STADGA_ADDRESS,
  STADGA_ORIGIN, STADGA_SECOND_FACTOR, STADGA_LOG, STADGA_METRICS_ADDRESS, STADGA_TRACES
                          the settings by the same names (an address with a password belongs here or in the file:
                          flags are seen by everybody on the machine)
  Flags go before the environment, the environment before the file.

Examples:
  stadga demo --port 0
  stadga serve --data /var/lib/stadga --organisation \"Region Exempel\"
  stadga move /var/lib/stadga postgres://stadga@localhost/stadga
  stadga audit read report.pdf --format json
  stadga generate --records 100000 --data /tmp/large && stadga demo --data /tmp/large

Exit status:
  0 when all went well, 1 when it did not (a sentence on standard error says why), 2 for a wrong command line.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        command(&crate::areas::all()).debug_assert();
    }
}
