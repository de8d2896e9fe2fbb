//! `stadga manual`: the manual page, and what shells complete, from the command line itself.

use crate::{cli, fault::Fault};
use clap::Command;
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use std::io;

/// What can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Manual {
    /// The manual page
    Man,
    /// What bash completes
    Bash,
    /// What zsh completes
    Zsh,
    /// What fish completes
    Fish,
}

/// The text.
///
/// # Errors
/// When it cannot be written.
pub fn text(what: Manual) -> Result<String, Fault> {
    let mut command = cli::command(&crate::areas::all());
    let mut bytes = Vec::new();
    let shell = match what {
        Manual::Man => return page(command, bytes).map_err(|e| Fault::Told(e.to_string())),
        Manual::Bash => Shell::Bash,
        Manual::Zsh => Shell::Zsh,
        Manual::Fish => Shell::Fish,
    };
    generate(shell, &mut command, "stadga", &mut bytes);
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// One page with every verb and its options.
fn page(command: Command, mut bytes: Vec<u8>) -> io::Result<String> {
    Man::new(command.clone()).render(&mut bytes)?;
    for verb in command.get_subcommands() {
        let heading = format!(".SH \"STADGA {}\"\n", verb.get_name().to_uppercase());
        bytes.extend_from_slice(heading.as_bytes());
        let verb = Man::new(verb.clone().disable_help_flag(true));
        verb.render_description_section(&mut bytes)?;
        verb.render_options_section(&mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_tells_every_verb_and_setting() {
        let page = text(Manual::Man).unwrap();
        for part in [".TH", "STADGA SERVE", "STADGA DEMO", "metrics", "STADGA_DATA"] {
            assert!(page.contains(part), "no {part}");
        }
        for shell in [Manual::Bash, Manual::Zsh, Manual::Fish] {
            assert!(text(shell).unwrap().contains("serve"), "{shell:?}");
        }
    }
}
