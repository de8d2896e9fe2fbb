//! Whether the package is whole, and does on a machine what it should: installed, served, stopped, removed.

use crate::prepare;
use crate::run::{self, Outcome};
use std::env;
use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::time::Duration;

/// What must be in it.
const FILES: [&str; 8] = [
    "./usr/bin/stadga",
    "./usr/lib/systemd/system/stadga.service",
    "./etc/stadga/stadga.toml",
    "./usr/share/man/man1/stadga.1.gz",
    "./usr/share/bash-completion/completions/stadga",
    "./usr/share/doc/stadga/copyright",
    "./usr/share/doc/stadga/licences.gz",
    "./usr/share/doc/stadga/sbom.cdx.json",
];
/// What must not.
const STRANGERS: [&str; 5] = [".git", "node_modules", ".rs", "fixtures", "target"];
/// What a service file gives away unless it says these.
const HARDENED: [&str; 6] = [
    "User=stadga",
    "NoNewPrivileges=true",
    "ProtectSystem=strict",
    "MemoryDenyWriteExecute=true",
    "CapabilityBoundingSet=\n",
    "SystemCallFilter=@system-service",
];

/// The package has what it should and nothing else, and its service has no more of the machine than it needs.
///
/// # Errors
/// Names what is missing or too much.
pub fn the_package_is_whole(package: &Path) -> Outcome {
    let told = run::output("dpkg-deb", &["--contents", &package.to_string_lossy()]);
    let told = told.ok_or("dpkg-deb cannot read the package")?;
    let paths: Vec<&str> = told.lines().filter_map(|line| line.split_whitespace().nth(5)).collect();
    if let Some(lost) = FILES.iter().find(|file| !paths.contains(file)) {
        return Err(format!("the package lacks {lost}").into());
    }
    let odd = paths.iter().find(|path| STRANGERS.iter().any(|odd| path.contains(odd)));
    if let Some(odd) = odd {
        return Err(format!("the package has {odd}").into());
    }
    let unit = fs::read_to_string(run::root().join("package/stadga.service"))?;
    if let Some(lost) = HARDENED.iter().find(|line| !unit.contains(**line)) {
        return Err(format!("the unit does not say {lost}").into());
    }
    Ok(())
}

/// Installs it over this machine in a layer that is gone afterwards. Where that is not allowed, it is said and passed by.
///
/// # Errors
/// When the installed program does not do what it should.
pub fn install(package: &Path) -> Outcome {
    prepare::debian(&[("adduser", "adduser"), ("unshare", "util-linux")])?;
    let place = env::temp_dir().join(format!("stadga-package-{}", std::process::id()));
    for folder in ["upper", "work", "root"] {
        fs::create_dir_all(place.join(folder))?;
    }
    let tried = trial(package, &place);
    fs::remove_dir_all(&place)?;
    tried
}

fn trial(package: &Path, place: &Path) -> Outcome {
    if !may_layer(place) {
        println!(
            "not installed here: it takes root and a kernel that lets folders lie over each other"
        );
        return Ok(());
    }
    // What the program tells a service manager, which here is this: at a place that the trial sees as it is.
    let socket = Path::new("/dev").join(format!("stadga-package-{}", std::process::id()));
    let manager = UnixDatagram::bind(&socket)?;
    let told = listen(&manager, &socket, package, place);
    fs::remove_file(&socket)?;
    for word in ["READY=1", "STOPPING=1"] {
        if !told.as_ref().is_ok_and(|told| told.contains(word)) {
            return Err(format!("the service manager was not told {word}: {told:?}").into());
        }
    }
    Ok(())
}

/// Everything that the program told while it was tried.
fn listen(manager: &UnixDatagram, socket: &Path, package: &Path, place: &Path) -> Outcome<String> {
    fs::set_permissions(socket, Permissions::from_mode(0o666))?;
    manager.set_read_timeout(Some(Duration::from_secs(1)))?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let mut trial = run::command("unshare");
    trial.args(["--mount", "bash"]).arg(run::root().join("package/trial.sh"));
    trial.arg(place).arg(package).arg(port.to_string());
    run::finish(trial.env("NOTIFY_SOCKET", socket))?;
    let mut told = String::new();
    let mut buffer = [0; 1024];
    while let Ok(length) = manager.recv(&mut buffer) {
        told += &String::from_utf8_lossy(buffer.get(..length).unwrap_or_default());
        told.push('\n');
    }
    Ok(told)
}

fn may_layer(place: &Path) -> bool {
    let place = place.display();
    let mount = format!(
        "mount -t overlay overlay -o lowerdir=/,upperdir={place}/upper,workdir={place}/work {place}/root"
    );
    run::output("unshare", &["--mount", "sh", "-c", &mount]).is_some()
}
