//! `stadga demo`: the demo region on this machine, with sign-ins for a handful of roles.

use crate::{
    assembly::{Ground, Setup},
    cli::DemoOptions,
    config::ALONE,
    fault::Fault,
    folder::Folder,
    jobs,
    metrics::Metrics,
    serve,
    stop::Stop,
};
use stadga_access::SecondFactor;
use stadga_model::{Id, Language, SystemClock};
use stadga_store::{Account, Fixtures, Place, Store};
use stadga_web::{App, DirectoryOptions, MarkedOptions, Services, SignInOptions};
use std::{net::SocketAddr, path::PathBuf, sync::Arc};

/// The demo's password, the same for all. It protects nothing: the demo listens on this machine alone.
pub const PASSWORD: &str = "stadga i exempelregionen";

/// Where the demo is, but for the port.
pub const ORIGIN: &str = "http://localhost";

/// The demo's sign-ins: account and fixture key of the person, and what the person is.
const ACCOUNTS: [(&str, &str); 20] = [
    ("strateg", "information security strategist: works the audits and measures"),
    ("systemagare-ekonomi", "system owner: reports on own measures"),
    ("sakerhetschef", "security manager: risks, reviews, the law programme"),
    ("samordnare-hsf", "security coordinator: assessments and maturity of health care"),
    ("trafikdirektor", "director: owns information and classifies it"),
    ("verksamhetschef-akut", "head of a clinic: risks of the own unit"),
    ("it-chef", "IT manager: owns measures of the IT unit"),
    ("driftchef", "operations manager: keeps systems and what they need of each other"),
    ("samordningskansli", "coordination office: the object map and the plans of all families"),
    ("forvaltningsledare-vard", "maintenance leader: objects, plans and needs of health care"),
    ("objektagare-vard", "object owner: decides on plans as chair of the steering group"),
    ("medarbetare", "employee: says what is needed and sees the answer"),
    ("controller", "controller: what measures cost and how they are paid for"),
    ("regiondirektor", "region director: decides by delegation"),
    ("rs-ordforande", "chair of the regional board: decides on plans and reports"),
    ("rs-ledamot", "member of the regional board: reads"),
    ("revisor", "elected auditor: reads everything, changes nothing"),
    ("registrator", "registrar: decisions, delegations, diary"),
    ("servicedeskchef", "operations manager: new as IT coordinator, in the introduction to it"),
    ("administrator", "administrator: accounts and organisation"),
];

/// Plants the demo region, prints how to sign in, and serves.
///
/// # Errors
/// When the address or folder cannot be used, or the fixtures do not hold together.
pub async fn run(options: DemoOptions) -> Result<(), Fault> {
    let listener = serve::listen(SocketAddr::from(([127, 0, 0, 1], options.port))).await?;
    let address = listener.local_addr().map_err(|e| Fault::Told(e.to_string()))?;
    // Passkeys belong to a named host: that of a bare number has none.
    let app = prepare(options.data, &format!("{ORIGIN}:{}", address.port())).await?;
    println!("{}", welcome(address));
    let (stop, metrics) = (Stop::by_signal(), Metrics::default());
    let means = jobs::Means {
        store: &app.store,
        keeper: None,
        backups: None,
        metrics: &metrics,
        stop: &stop,
    };
    let served = serve::run(stadga_web::router(app.clone()), listener, &stop, async || app.leave());
    let (served, ()) = tokio::join!(served, jobs::keep_on_one(&means));
    app.store.close().await;
    served
}

/// The program with the demo region planted, in memory or in a folder (where it is planted once).
///
/// # Errors
/// As [`run`].
pub async fn prepare(folder: Option<PathBuf>, origin: &str) -> Result<App, Fault> {
    let place = match &folder {
        Some(folder) => Place::File(Folder::at(folder)?.database()?),
        None => Place::Memory,
    };
    let keys = match &folder {
        Some(folder) => Folder::at(folder)?.keys()?,
        None => SignInOptions::passing().map_err(|e| Fault::Told(e.to_string()))?.keys,
    };
    let ground = Ground::read()?;
    let setup = Setup {
        org: ALONE.into(),
        place,
        organisation: "Region Exempel".into(),
        secure_cookies: false,
        sign_in: SignInOptions {
            second_factor: SecondFactor::Nobody,
            marked: MarkedOptions::default(),
            origin: origin.to_owned(),
            services: Services::default(),
            directory: DirectoryOptions::default(),
            open_pages: true,
            keys,
        },
        clock: Arc::new(SystemClock),
    };
    let app = ground.assemble(setup).await?;
    if !app.store.has_accounts().await? {
        let fixtures = ground.fixtures()?;
        fixtures.plant(&app.store).await.map_err(|e| Fault::Content(e.to_string()))?;
        add_accounts(&app.store, &fixtures).await?;
        jobs::ask_rules(&app.store).await?;
        app.store.optimise().await?;
    }
    Ok(app)
}

/// Accounts for the demo's persons, all with [`PASSWORD`].
///
/// # Errors
/// When a person is not among the fixtures.
pub async fn add_accounts(store: &Store, fixtures: &Fixtures) -> Result<(), Fault> {
    let secret = stadga_access::hash_password(PASSWORD).map_err(Fault::Told)?;
    for (name, _) in ACCOUNTS {
        let person: Id = fixtures
            .id(name)
            .ok_or_else(|| Fault::Content(format!("the demo has no person {name}")))?;
        let account = Account {
            name: name.to_owned(),
            person,
            secret: secret.clone(),
            language: Language::Swedish,
            blocked: false,
        };
        store.put_account(&account).await?;
    }
    Ok(())
}

fn welcome(address: SocketAddr) -> String {
    let sign_ins = ACCOUNTS.map(|(name, what)| format!("  {name:<20} {what}")).join("\n");
    format!(
        "Stadga shows the demo region at http://{address}/\n\n\
         Sign in with one of these names and the password \"{PASSWORD}\":\n\n{sign_ins}\n\n\
         Stop with Ctrl+C."
    )
}
