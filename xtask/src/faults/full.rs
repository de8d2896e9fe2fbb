//! The disk is full: what is written is refused with a sentence, reading goes on, and so does writing when there is room.

use super::site::{Site, make, read, top};
use crate::bench::client::Client;
use crate::run::{self, Outcome};
use std::fs;
use std::path::{Path, PathBuf};

/// The size of the small disk.
const SIZE: &str = "size=24m";
/// So many writes fill what the ballast leaves.
const MOST: usize = 5_000;
/// Room that the ballast leaves, in bytes.
const ROOM: usize = 300_000;

/// A small disk in memory.
struct Disk(PathBuf);

impl Disk {
    fn mount() -> Outcome<Option<Self>> {
        let place = std::env::temp_dir().join(format!("stadga-full-{}", std::process::id()));
        fs::create_dir_all(&place)?;
        let name = place.to_string_lossy();
        let mounted = run::output("mount", &["-t", "tmpfs", "-o", SIZE, "stadga-full", &name]);
        Ok(mounted.map(|_| Self(place.clone())))
    }

    /// A file that takes all the room but a little.
    fn ballast(&self) -> Outcome<PathBuf> {
        let free =
            run::output("df", &["--output=avail", "--block-size=1", &self.0.to_string_lossy()]);
        let free = free.and_then(|told| told.lines().last()?.trim().parse::<usize>().ok());
        let size = free.ok_or("df says no number")?.saturating_sub(ROOM);
        let file = self.0.join("ballast");
        fs::write(&file, vec![0; size])?;
        Ok(file)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = run::output("umount", &[&self.0.to_string_lossy()]);
        let _ = fs::remove_dir(&self.0);
    }
}

/// Fills the disk under a running program, and makes room again.
///
/// # Errors
/// Names what did not hold.
pub fn test(program: &Path) -> Outcome {
    let Some(disk) = Disk::mount()? else {
        println!("skipped: a small disk can only be mounted by root");
        return Ok(());
    };
    let site = Site { data: disk.0.join("data"), database: None, program: program.to_owned() };
    let served = site.serve()?;
    let mut client = served.sign_in_first()?;
    let top = top(&mut client)?;
    let ballast = disk.ballast()?;
    let made = fill(&mut client, &top)?;
    reads_on(&mut client, made.last().ok_or("nothing could be written")?)?;
    fs::remove_file(ballast)?;
    make(&mut client, &top, "efter")?.map_err(|status| format!("with room again: {status}"))?;
    for id in &made {
        read(&mut client, &format!("/api/v1/unit/{id}"))
            .map_err(|fault| format!("lost: {fault}"))?;
    }
    let revisions = site.verify()?;
    println!(
        "{} writes until the disk was full, none lost; {revisions} revisions verify",
        made.len()
    );
    served.kill()?;
    is_gone(&site.data)
}

/// Writes until there is no room; what was acknowledged.
fn fill(client: &mut Client, top: &str) -> Outcome<Vec<String>> {
    let mut made = Vec::new();
    for count in 0..MOST {
        match make(client, top, &format!("{count}-{}", "x".repeat(100)))? {
            Ok(id) => made.push(id),
            Err(507) => return Ok(made),
            Err(status) => return Err(format!("the full disk was told as {status}").into()),
        }
    }
    Err("the disk did not get full".into())
}

fn reads_on(client: &mut Client, last: &str) -> Outcome {
    for page in
        ["/".to_owned(), "/unit".into(), format!("/unit/{last}"), format!("/unit/{last}/history")]
    {
        let answer = client.get(&page)?;
        if answer.status != 200 {
            return Err(format!("with the disk full, {page} answered {}", answer.status).into());
        }
    }
    form_is_refused(client)
}

/// A form can be smaller than what did not fit any more: it is sent until there is no room for it either.
fn form_is_refused(client: &mut Client) -> Outcome {
    let form = "name=y&unit_type=administration&period.from=2024-01-01";
    for _ in 0..MOST {
        let answer =
            client.post("/unit/new", "application/x-www-form-urlencoded", form.as_bytes())?;
        match answer.status {
            303 => {}
            507 if answer.text().contains("Disken är full") => return Ok(()),
            status => return Err(format!("a form on a full disk answered {status}").into()),
        }
    }
    Err("the full disk took every form".into())
}

fn is_gone(data: &Path) -> Outcome {
    Ok(fs::remove_dir_all(data)?)
}
