//! What rules say, in the reader's language: a list on the record, a summary with links over a form.

use crate::Context;
use maud::{Markup, html};
use stadga_model::{Finding, local_date};
use stadga_store::Breach;

/// A fault or warning with its words.
#[derive(Clone, Debug)]
pub struct Said {
    /// The field's path in the body, `notes.2.text` in rows, if it concerns one.
    pub path: Option<String>,
    /// The requirement's id; empty for faults of the form itself.
    pub code: String,
    /// What is wrong and what to do.
    pub sentence: String,
    /// Whether it stops the write.
    pub blocking: bool,
}

/// A finding's sentence.
pub fn sentence(cx: &Context, finding: &Finding) -> String {
    let names: Vec<_> = finding.names.iter().map(|(n, key)| (*n, cx.t(key))).collect();
    let values = finding.values.iter().chain(&names).map(|(n, value)| (*n, value.as_str()));
    cx.t_with(&finding.text_key(), &values.collect::<Vec<_>>())
}

/// Findings with their words. Codes of the kernel itself are no requirements and not shown.
pub fn said(cx: &Context, findings: &[Finding]) -> Vec<Said> {
    let said = |finding: &Finding| Said {
        path: finding.field.clone(),
        code: if finding.code == "FORM" { String::new() } else { finding.code.to_owned() },
        sentence: sentence(cx, finding),
        blocking: finding.is_blocking(),
    };
    findings.iter().map(said).collect()
}

/// Findings as a list: the grave ones first.
pub fn findings(cx: &Context, findings: &[Finding]) -> Markup {
    standing(cx, findings, &[], &|_| None)
}

/// The same of a record whose breaches are known: each with the day since which it stands, and as a link to where its
/// field is written, if it can be.
pub(crate) fn standing(
    cx: &Context,
    findings: &[Finding],
    breaches: &[Breach],
    mend: &dyn Fn(&str) -> Option<String>,
) -> Markup {
    let since = |finding: &Finding| {
        let breach = breaches.iter().find(|breach| breach.is(finding))?;
        Some(local_date(breach.since).to_string())
    };
    let mut told: Vec<_> = said(cx, findings).into_iter().zip(findings.iter().map(since)).collect();
    told.sort_by_key(|(one, _)| !one.blocking);
    html! {
        @if !told.is_empty() {
            ul.breaches {
                @for (one, since) in &told {
                    li data-blocking[one.blocking] {
                        p {
                            @match one.path.as_deref().and_then(mend) {
                                Some(href) => { a href=(href) { (one.sentence) } }
                                None => { (one.sentence) }
                            }
                        }
                        @if !one.code.is_empty() { span.code { (one.code) } }
                        @if let Some(date) = since {
                            " " span.muted { (cx.t_with("breaches-since-date", &[("date", date)])) }
                        }
                    }
                }
            }
        }
    }
}

/// All faults of a form over it, each a link to its field. It takes the focus when the page comes.
pub fn error_summary(heading: &str, faults: &[(String, Said)]) -> Markup {
    html! {
        div.ds-error-summary role="alert" tabindex="-1" autofocus {
            h2 { (heading) }
            ul {
                @for (anchor, fault) in faults {
                    li {
                        a href=(format!("#{anchor}")) { (fault.sentence) }
                        @if !fault.code.is_empty() { " " span.code { (fault.code) } }
                    }
                }
            }
        }
    }
}
