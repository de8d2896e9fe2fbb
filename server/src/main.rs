//! The program `stadga`.

use clap::{ArgMatches, FromArgMatches as _};
use stadga::{
    areas, backup, carry, check, checkpoints,
    cli::{self, Cli, DemoOptions, SettingsOptions, Verb},
    config::Settings,
    demo, export,
    fault::Fault,
    generate, invite, jobs, keys, manual, proof, restore, serve,
};
use stadga_web::{App, Run, Said};
use std::{
    io::{ErrorKind, Write as _},
    process::ExitCode,
};

/// Rows come from the database's thread and are let go of on others: the system's allocator makes them wait for each other.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    let runtime = || tokio::runtime::Runtime::new().map_err(|e| Fault::Told(e.to_string()));
    if let Some((command, asked)) = of_area {
        return say(&match command.run {
            Run::Alone(run) => run(asked).map_err(Fault::Told)?,
            Run::Within(run) => runtime()?.block_on(within(run, asked))?,
        });
    }
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|fault| fault.exit());
    say(&runtime()?.block_on(perform(cli.verb))?)
}

/// An area's verb in the organisation that the settings name.
async fn within(
    run: for<'a> fn(&'a App, &'a ArgMatches) -> Said<'a>,
    asked: &ArgMatches,
) -> Result<String, Fault> {
    let options = SettingsOptions::from_arg_matches(asked).unwrap_or_else(|fault| fault.exit());
    let app = serve::open(&Settings::read(&options, std::env::vars())?).await?;
    let told = run(&app, asked).await;
    app.store.close().await;
    told.map_err(Fault::Told)
}

/// Does what is asked; returns what there is to say at the end.
async fn perform(verb: Verb) -> Result<String, Fault> {
    let read = |options: &SettingsOptions| Settings::read(options, std::env::vars());
    match verb {
        Verb::Demo(o) => demonstrate(o).await,
        Verb::Serve(o) => serve_all(&o).await,
        Verb::Generate(o) => generate::run(o).await.map(|()| String::new()),
        Verb::Invite(o) => invite::run(&read(&o.settings)?, &o.name).await,
        Verb::BreakGlass(o) => invite::break_glass(&read(&o)?).await,
        Verb::DirectoryKey(o) => invite::directory_key(&read(&o)?).await,
        Verb::Move(o) => carry::run(&o.org, &o.from, &o.to).await,
        Verb::Checkpoint(o) => checkpoints::now(&read(&o)?).await,
        Verb::Sweep(o) => jobs::sweep(&read(&o)?).await,
        Verb::Verify(o) => checkpoints::verify(&read(&o.settings)?, o.asked()).await,
        Verb::Prove(o) => proof::revision(&read(&o.settings)?, &o).await,
        Verb::ProveGrowth(o) => {
            proof::growth(&read(&o.settings)?, &o.older, o.newer.as_deref()).await
        }
        Verb::VerifyProof(o) => proof::check(&o.file, &o.key),
        Verb::Backup(o) => backup::now(&read(&o.settings)?, o.file.as_deref()).await,
        Verb::BackupKey => backup::key(),
        Verb::Restore(o) => restore::backup(&read(&o.settings)?, o.asked()).await,
        Verb::Export(o) => export::run(&read(&o.settings)?, &o.file, !o.without_sealed).await,
        Verb::Import(o) => restore::export(&read(&o.settings)?, &o.file).await,
        Verb::Reseal(o) => keys::reseal(&read(&o)?).await,
        Verb::Check(o) => check::run(&Settings::read_all(&o, std::env::vars())?).await,
        Verb::Manual(o) => manual::text(o.what),
    }
}

async fn demonstrate(options: DemoOptions) -> Result<String, Fault> {
    let _traces = serve::begin_log(&options.log, None);
    demo::run(options).await.map(|()| String::new())
}

async fn serve_all(options: &SettingsOptions) -> Result<String, Fault> {
    let all = Settings::read_all(options, std::env::vars())?;
    let first = all.first();
    let level = first.map_or("info", |first| first.log.as_str());
    let _traces = serve::begin_log(level, first.and_then(|first| first.traces.as_deref()));
    serve::organisations(all).await.map(|()| String::new())
}

/// Prints what a command has to say, if anything; that the reader of a pipe has had enough is no fault.
fn say(words: &str) -> Result<(), Fault> {
    if words.is_empty() {
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{words}").and_then(|()| out.flush()) {
        Err(fault) if fault.kind() != ErrorKind::BrokenPipe => Err(Fault::Told(fault.to_string())),
        _ => Ok(()),
    }
}
