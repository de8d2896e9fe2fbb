//! The program `stadga`.

use clap::FromArgMatches as _;
use stadga::{
    areas, backup, carry, check,
    checkpoints::{self, Verify},
    cli::{self, Cli, Verb},
    config::Settings,
    demo, export,
    fault::Fault,
    generate, invite, jobs, keys, manual, proof, restore, serve,
};
use std::{
    io::{ErrorKind, Write as _},
    process::ExitCode,
};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os();
    if arguments.nth(1).is_some_and(|verb| verb == "text-of") {
        // A child that reads a stranger's file: before anything else of the program has started.
        return stadga_publish::text_in::child_main(Default::default(), arguments);
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("stadga: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Fault> {
    let areas = areas::all();
    let matches = cli::command(&areas).get_matches();
    let of_area = areas.iter().flat_map(|area| &area.commands).find_map(|command| {
        let (name, asked) = matches.subcommand()?;
        ((command.usage)().get_name() == name).then_some((command, asked))
    });
    if let Some((command, asked)) = of_area {
        return say(&(command.run)(asked).map_err(Fault::Told)?);
    }
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|fault| fault.exit());
    let runtime = tokio::runtime::Runtime::new().map_err(|e| Fault::Told(e.to_string()))?;
    runtime.block_on(perform(cli.verb))
}

async fn perform(verb: Verb) -> Result<(), Fault> {
    match verb {
        Verb::Demo(options) => {
            let _traces = serve::begin_log(&options.log, None);
            demo::run(options).await
        }
        Verb::Serve(options) => {
            let settings = Settings::read(&options, std::env::vars())?;
            let _traces = serve::begin_log(&settings.log, settings.traces.as_deref());
            serve::organisation(settings).await
        }
        Verb::Invite(options) => {
            let settings = Settings::read(&options.settings, std::env::vars())?;
            say(&invite::run(&settings, &options.name).await?)
        }
        Verb::BreakGlass(options) => {
            let settings = Settings::read(&options, std::env::vars())?;
            say(&invite::break_glass(&settings).await?)
        }
        Verb::DirectoryKey(options) => {
            let settings = Settings::read(&options, std::env::vars())?;
            say(&invite::directory_key(&settings).await?)
        }
        Verb::Generate(options) => generate::run(options).await,
        Verb::Move(options) => say(&carry::run(&options.from, &options.to).await?),
        Verb::Checkpoint(options) => {
            let settings = Settings::read(&options, std::env::vars())?;
            say(&checkpoints::now(&settings).await?)
        }
        Verb::Sweep(options) => {
            let settings = Settings::read(&options, std::env::vars())?;
            say(&jobs::sweep(&settings).await?)
        }
        Verb::Verify(options) => {
            let settings = Settings::read(&options.settings, std::env::vars())?;
            let asked = Verify {
                file: options.file.as_deref(),
                key: options.key.as_deref(),
                identity: options.identity.as_deref(),
            };
            say(&checkpoints::verify(&settings, asked).await?)
        }
        Verb::Prove(options) => {
            let settings = Settings::read(&options.settings, std::env::vars())?;
            say(&proof::revision(&settings, &options).await?)
        }
        Verb::ProveGrowth(options) => {
            let settings = Settings::read(&options.settings, std::env::vars())?;
            say(&proof::growth(&settings, &options.older, options.newer.as_deref()).await?)
        }
        Verb::VerifyProof(options) => say(&proof::check(&options.file, &options.key)?),
        Verb::Backup(options) => {
            let settings = Settings::read(&options.settings, std::env::vars())?;
            say(&backup::now(&settings, options.file.as_deref()).await?)
        }
        Verb::BackupKey => say(&backup::key()?),
        Verb::Restore(options) => {
            let settings = Settings::read(&options.settings, std::env::vars())?;
            let asked = restore::Asked {
                file: &options.file,
                identity: &options.identity,
                key: options.key.as_deref(),
                until: options.until.as_deref(),
            };
            say(&restore::backup(&settings, asked).await?)
        }
        Verb::Export(options) => {
            let settings = Settings::read(&options.settings, std::env::vars())?;
            say(&export::run(&settings, &options.file, !options.without_sealed).await?)
        }
        Verb::Import(options) => {
            let settings = Settings::read(&options.settings, std::env::vars())?;
            say(&restore::export(&settings, &options.file).await?)
        }
        Verb::Reseal(options) => {
            let settings = Settings::read(&options, std::env::vars())?;
            say(&keys::reseal(&settings).await?)
        }
        Verb::Check(options) => {
            let settings = Settings::read(&options, std::env::vars())?;
            say(&check::run(&settings).await?)
        }
        Verb::Manual(options) => say(&manual::text(options.what)?),
    }
}

/// Prints what a command has to say; that the reader of a pipe has had enough is no fault.
fn say(words: &str) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{words}").and_then(|()| out.flush()) {
        Err(fault) if fault.kind() != ErrorKind::BrokenPipe => Err(Fault::Told(fault.to_string())),
        _ => Ok(()),
    }
}
