//! The program `stadga`.

use clap::FromArgMatches as _;
use stadga::{
    areas, carry, check, checkpoints,
    cli::{self, Cli, Verb},
    config::Settings,
    demo,
    fault::Fault,
    generate, invite, jobs, keys, serve,
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
            serve::begin_log(&options.log);
            demo::run(options).await
        }
        Verb::Serve(options) => {
            let all = Settings::read_all(&options, std::env::vars())?;
            serve::begin_log(all.first().map_or("info", |first| first.log.as_str()));
            serve::organisations(all).await
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
        Verb::Move(options) => say(&carry::run(&options.org, &options.from, &options.to).await?),
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
            say(&checkpoints::verify(&settings, options.key.as_deref()).await?)
        }
        Verb::Reseal(options) => {
            let settings = Settings::read(&options, std::env::vars())?;
            say(&keys::reseal(&settings).await?)
        }
        Verb::Check(options) => {
            let all = Settings::read_all(&options, std::env::vars())?;
            say(&check::run(&all).await?)
        }
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
