//! The page: for each dialect how it is recognised, its resources, and what it can look up with
//! another key.

use std::fmt::Write as _;

use headgate::schema::{Ask, Dialect};
use headgate::words::{Language, Say, Text};

use super::resource;

const HEAD: &str = "\
# Catalogue

What each dialect lists and can do, generated from `src/dialects` by `cargo xtask catalogue`; do not edit
this page. Requests and checks are those of generic samples. In a path and behind `=`, `{id}` and `id` are
the row's id, `row.pool` is the row's field `pool`, and any other name is an input of the form. Declared
fields are set by an operator, counters by the gateway as it counts; made fields are the gateway's own,
such as ids and times.
";

/// Writes the page about all dialects.
pub fn page(dialects: &[&Dialect]) -> String {
    let sections: String = dialects.iter().map(|dialect| section(dialect)).collect();
    format!("{HEAD}{sections}")
}

fn section(dialect: &Dialect) -> String {
    let mut page = format!("\n## {} (`{}`)\n\n", dialect.name, dialect.id);
    let mut point = |name: &str, text: &str| {
        let _ = writeln!(page, "* **{name}**: {text}");
    };
    let probes: Vec<String> = dialect
        .probes
        .iter()
        .map(|path| format!("`GET {path}`"))
        .collect();
    point("Recognised by", &probes.join(", "));
    let credential = &dialect.credential;
    point(
        "Credential",
        &format!("`{}: {}…`", credential.header, credential.prefix),
    );
    point(
        "A lost write is settled after",
        &format!("{} s", dialect.settles_seconds),
    );
    for group in dialect.navigation {
        let places: Vec<String> = group
            .places
            .iter()
            .map(|place| format!("`{place}`"))
            .collect();
        point(english(group.title), &places.join(", "));
    }
    for resource in dialect.resources {
        page.push_str(&resource::section(dialect, resource));
    }
    for one in dialect.asks {
        page.push_str(&lookup_section(one));
    }
    page
}

fn lookup_section(ask: &Ask) -> String {
    let target = (ask.read)().request(None);
    let target = target.map_or_else(|_| "?".to_owned(), |request| request.target);
    format!(
        "\n### {} (`{}`)\n\n* **Asks under another key**: `GET {target}`, the key from `{}`\n* **Describes a row of**: `{}`\n{}",
        english(ask.title),
        ask.id,
        ask.key.id,
        ask.of,
        resource::fields(ask.fields),
    )
}

fn english(text: Text) -> &'static str {
    text.say(Language::English)
}
