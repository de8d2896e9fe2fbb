//! The product on a past date: the date stands in the address, and every link of a finished page carries it on (SEC-06).

use stadga_model::{At, Date, Instant, local_date, local_day_end};

/// The name of the date in addresses: `?as-of=2024-01-24`.
pub const AS_OF: &str = "as-of";

/// The instant that an address asks to look from: a day before today, or now.
pub fn at_of(query: &str, now: Instant) -> At {
    let dates = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == AS_OF);
    let date = dates.filter_map(|(_, date)| date.parse::<Date>().ok()).last();
    let past = date.filter(|date| *date < local_date(now)).and_then(local_day_end);
    past.map_or(At::Now, At::Past)
}

/// The address with the date, unless it has one.
pub(crate) fn with_date(path: &str, date: Date) -> String {
    let (address, fragment) = path.split_once('#').map_or((path, None), |(a, f)| (a, Some(f)));
    let (_, query) = address.split_once('?').unwrap_or((address, ""));
    let has = query.split('&').any(|pair| pair.split('=').next() == Some(AS_OF));
    let dated = match (has, query) {
        (true, _) => address.to_owned(),
        (false, "") => format!("{}?{AS_OF}={date}", address.trim_end_matches('?')),
        (false, _) => format!("{address}&{AS_OF}={date}"),
    };
    fragment.map_or_else(|| dated.clone(), |fragment| format!("{dated}#{fragment}"))
}

/// What marks an address in a tag of ours. User's text cannot look like this: its quotes are escaped.
const ADDRESSES: [&str; 3] = [" href=\"", " hx-get=\"", " action=\""];

/// A finished page whose links and forms all keep the date, so that no page can forget it.
pub(crate) fn keep_date(page: &str, date: Date) -> String {
    let mut kept = String::with_capacity(page.len() + page.len() / 8);
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at(end);
        kept.push_str(text);
        kept.push_str(&dated_tag(tag, date));
        // A form that asks by GET throws away its address's query: the date goes along as a field.
        let asks = tag.starts_with("<form") && !tag.contains("method=\"post\"");
        if asks && !tag.contains("data-own-date") {
            kept.push_str(&format!("<input type=\"hidden\" name=\"{AS_OF}\" value=\"{date}\">"));
        }
        rest = after;
    }
    kept.push_str(rest);
    kept
}

fn dated_tag(tag: &str, date: Date) -> String {
    let Some((mark, start)) = ADDRESSES.iter().find_map(|mark| Some((mark, tag.find(mark)?)))
    else {
        return tag.to_owned();
    };
    let (before, address) = tag.split_at(start + mark.len());
    let (address, after) = address.split_at(address.find('"').unwrap_or(address.len()));
    let inside =
        (address.starts_with('/') && !address.starts_with("//")) || address.starts_with('?');
    let page = inside && !address.starts_with("/assets/");
    if !page {
        return tag.to_owned();
    }
    let plain = address.replace("&amp;", "&");
    format!("{before}{}{after}", with_date(&plain, date).replace('&', "&amp;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_06_a_past_day_is_looked_at_after_its_work() {
        let now: Instant = "2026-11-22T08:00:00Z".parse().unwrap();
        let end = "2024-01-24T22:59:59.999999Z".parse().unwrap();
        assert_eq!(at_of("q=x&as-of=2024-01-24", now), At::Past(end));
        for present in ["", "as-of=", "as-of=2026-11-22", "as-of=2030-01-01", "as-of=24%2F1"] {
            assert_eq!(at_of(present, now), At::Now, "{present}");
        }
    }

    #[test]
    fn sec_06_every_link_keeps_the_date() {
        let date = "2024-01-24".parse().unwrap();
        let page = r##"<a class="x" href="/measure?a=1&amp;b=2#top">a &lt;a href="/x"</a><link href="/assets/1/s.css"><a href="https://x.se">x</a><a href="#main">m</a><form role="search" action="/search"><input></form><form method="post" action="/m">"##;
        let kept = keep_date(page, date);
        assert_eq!(
            kept,
            r##"<a class="x" href="/measure?a=1&amp;b=2&amp;as-of=2024-01-24#top">a &lt;a href="/x"</a><link href="/assets/1/s.css"><a href="https://x.se">x</a><a href="#main">m</a><form role="search" action="/search?as-of=2024-01-24"><input type="hidden" name="as-of" value="2024-01-24"><input></form><form method="post" action="/m?as-of=2024-01-24">"##
        );
        assert_eq!(
            keep_date(&kept, date).matches("as-of=2024-01-24&").count(),
            kept.matches("as-of=2024-01-24&").count()
        );
        assert_eq!(with_date("/x?as-of=", date), "/x?as-of=");
    }
}
