//! The gateways of `--gateway`: parses them, and finds the address that a path belongs to. Pure.

/// A gateway behind a path prefix of this server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// Its name; a gateway without a name is at the root.
    name: Option<String>,
    /// Scheme, host and perhaps a path, without a slash at the end.
    url: String,
}

/// The target of a path.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// A file of the app, or its page.
    App,
    /// The list of gateways.
    Listing,
    /// A gateway, with the whole address.
    Gateway(String),
    /// A gateway that was not given.
    NoGateway,
    /// None: the path leaves its prefix with `..`.
    ParentSegment,
}

/// Parses every `URL` and `NAME=URL`. The error message is shown to the reader.
pub fn parse(words: &[String]) -> Result<Vec<Gateway>, String> {
    let mut gateways: Vec<Gateway> = Vec::new();
    for word in words {
        let gateway = parse_one(word)?;
        if gateways.iter().any(|other| other.name == gateway.name) {
            return Err(match gateway.name {
                Some(name) => format!("two gateways are named {name:?}"),
                None => "only one gateway can go without a name: write NAME=URL".to_owned(),
            });
        }
        gateways.push(gateway);
    }
    Ok(gateways)
}

fn parse_one(word: &str) -> Result<Gateway, String> {
    let (name, url) = match word.split_once('=') {
        Some((name, url)) if !name.contains(':') => (Some(name.to_owned()), url),
        _ => (None, word),
    };
    if let Some(name) = &name {
        let plain =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if name.is_empty() || name.len() > 32 || !name.chars().all(plain) {
            return Err(format!(
                "{name:?} is not a name: use 1 to 32 of a-z, 0-9 and -"
            ));
        }
    }
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let Some(rest) = rest else {
        return Err(format!(
            "{url:?} is not the address of a gateway: begin with http:// or https://"
        ));
    };
    let host = rest.split('/').next().unwrap_or("");
    let strange = |letter: char| {
        letter.is_ascii_whitespace() || letter.is_ascii_control() || "?#@\"\\".contains(letter)
    };
    if host.is_empty() || rest.contains(strange) {
        return Err(format!(
            "{url:?} is not the address of a gateway: give scheme, host and perhaps a path"
        ));
    }
    Ok(Gateway {
        name,
        url: url.trim_end_matches('/').to_owned(),
    })
}

impl Gateway {
    /// The gateway's label on the screen: its name, or its host.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.host())
    }

    /// The gateway's address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The prefix of the gateway on this server.
    pub fn base(&self) -> String {
        match &self.name {
            Some(name) => format!("/g/{name}/"),
            None => "/".to_owned(),
        }
    }

    /// The gateway's environment, guessed from its label. An unknown one is treated as production.
    pub fn environment(&self) -> &'static str {
        let label = self.label();
        let says = |word: &str| label.contains(word);
        if says("sandbox") {
            "sandbox"
        } else if says("stag") {
            "staging"
        } else if says("dev") || says("test") || says("localhost") || label.starts_with("127.") {
            "development"
        } else {
            "production"
        }
    }

    fn host(&self) -> &str {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or("")
    }
}

/// Finds the target of `path`, which may contain a query.
pub fn route(gateways: &[Gateway], path: &str) -> Target {
    let plain = path.split('?').next().unwrap_or("");
    if plain == "/headgate.json" {
        return Target::Listing;
    }
    let below_root = ["/v1/", "/api/"]
        .iter()
        .any(|start| plain.starts_with(start));
    let (name, rest) = if below_root {
        (None, path)
    } else if let Some(named) = path.strip_prefix("/g/") {
        let end = named.find('/').unwrap_or(named.len());
        (Some(&named[..end]), &named[end..])
    } else {
        return Target::App;
    };
    if plain.split('/').any(is_parent) {
        return Target::ParentSegment;
    }
    match gateways
        .iter()
        .find(|gateway| gateway.name.as_deref() == name)
    {
        Some(gateway) => Target::Gateway(format!("{}{rest}", gateway.url)),
        None => Target::NoGateway,
    }
}

/// Whether a segment is `..` in any spelling, which would leave the gateway's path.
fn is_parent(segment: &str) -> bool {
    segment.to_ascii_lowercase().replace("%2e", ".") == ".."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Vec<Gateway>, String> {
        parse(
            &words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn gateways_are_read() {
        let check = |word: &str, label: &str, base: &str, url: &str| {
            let gateways = read(&[word]).expect(word);
            let gateway = &gateways[0];
            assert_eq!(
                (gateway.label(), gateway.base().as_str(), gateway.url()),
                (label, base, url),
                "{word}"
            );
        };
        check("http://one", "one", "/", "http://one");
        check("https://one:8443/", "one:8443", "/", "https://one:8443");
        check(
            "prod=https://one/llm/",
            "prod",
            "/g/prod/",
            "https://one/llm",
        );
        check("http://[::1]:3000", "[::1]:3000", "/", "http://[::1]:3000");
        check("http://one/a=b", "one", "/", "http://one/a=b");
    }

    #[test]
    fn invalid_gateways_are_rejected() {
        let check = |words: &[&str], expect: &str| {
            let error = read(words).expect_err(expect);
            assert!(error.contains(expect), "{words:?}: {error}");
        };
        check(&["one"], "begin with http");
        check(&["ftp://one"], "begin with http");
        check(&["http://"], "scheme, host");
        check(&["http:///v1"], "scheme, host");
        check(&["http://user:secret@one"], "scheme, host");
        check(&["http://one?x=1"], "scheme, host");
        check(&["http://one two"], "scheme, host");
        check(&["=http://one"], "not a name");
        check(&["Prod=http://one"], "not a name");
        check(&["a/b=http://one"], "not a name");
        check(&["a=http://one", "a=http://two"], "two gateways");
        check(&["http://one", "http://two"], "without a name");
    }

    #[test]
    fn a_path_finds_its_gateway() {
        let gateways = read(&["http://root/base", "prod=https://one", "eu=https://two/llm"])
            .expect("gateways");
        let check =
            |path: &str, expect: Target| assert_eq!(route(&gateways, path), expect, "{path}");
        let to = |url: &str| Target::Gateway(url.to_owned());
        check("/v1/ping", to("http://root/base/v1/ping"));
        check(
            "/api/status?x=/../1",
            to("http://root/base/api/status?x=/../1"),
        );
        check(
            "/g/prod/v1/admin/keys?limit=5",
            to("https://one/v1/admin/keys?limit=5"),
        );
        check("/g/eu/api/status", to("https://two/llm/api/status"));
        check("/g/eu", to("https://two/llm"));
        check("/g/other/v1/ping", Target::NoGateway);
        check("/g/", Target::NoGateway);
        check("/g/eu/../x", Target::ParentSegment);
        check("/v1/%2E%2e/x", Target::ParentSegment);
        check("/headgate.json", Target::Listing);
        check("/", Target::App);
        check("/v1", Target::App);
        check("/keys", Target::App);
        check("/apiary/", Target::App);
    }

    #[test]
    fn without_a_gateway_at_the_root_its_paths_have_none() {
        let gateways = read(&["prod=https://one"]).expect("gateways");
        assert_eq!(route(&gateways, "/v1/ping"), Target::NoGateway);
    }

    #[test]
    fn an_unknown_environment_is_production() {
        let check = |word: &str, expect: &str| {
            assert_eq!(
                read(&[word]).expect(word)[0].environment(),
                expect,
                "{word}"
            );
        };
        check("prod=http://one", "production");
        check("eu=http://one", "production");
        check("https://gateway.example", "production");
        check("staging=http://one", "staging");
        check("test=http://one", "development");
        check("http://127.0.0.1:3000", "development");
        check("http://localhost:3000", "development");
        check("sandbox=http://one", "sandbox");
    }
}
