//! The gateways of `--gateway`: what the words mean, and which address a path goes to. Pure: it
//! opens no connection.

/// A gateway behind a path prefix of our own address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// The name it was given; without one it answers at the root.
    name: Option<String>,
    /// Scheme, host and perhaps a path, without a slash at the end.
    url: String,
}

/// Who answers a path.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// A file of the app, or its page.
    App,
    /// The list of gateways.
    Listing,
    /// The gateway, at this address.
    Gateway(String),
    /// Nobody: the path belongs to a gateway that was not named.
    NoGateway,
    /// Nobody: the path climbs out of where it began.
    Climbing,
}

/// Reads every `URL` and `NAME=URL`; the error is for the reader.
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
    /// What an operator reads: the name, or the host.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.host())
    }

    /// Where it was said to be.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The prefix of our own address it answers below.
    pub fn base(&self) -> String {
        match &self.name {
            Some(name) => format!("/g/{name}/"),
            None => "/".to_owned(),
        }
    }

    /// How careful the operator should be. In doubt: as with production.
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

/// Who answers `path`, which may carry a query.
pub fn route(gateways: &[Gateway], path: &str) -> Answer {
    let plain = path.split('?').next().unwrap_or("");
    if plain == "/headgate.json" {
        return Answer::Listing;
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
        return Answer::App;
    };
    if plain.split('/').any(climbs) {
        return Answer::Climbing;
    }
    match gateways
        .iter()
        .find(|gateway| gateway.name.as_deref() == name)
    {
        Some(gateway) => Answer::Gateway(format!("{}{rest}", gateway.url)),
        None => Answer::NoGateway,
    }
}

/// `..` in any spelling: it would leave the path of the gateway's address.
fn climbs(segment: &str) -> bool {
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
    fn what_is_no_gateway_is_refused() {
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
            |path: &str, expect: Answer| assert_eq!(route(&gateways, path), expect, "{path}");
        let to = |url: &str| Answer::Gateway(url.to_owned());
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
        check("/g/other/v1/ping", Answer::NoGateway);
        check("/g/", Answer::NoGateway);
        check("/g/eu/../x", Answer::Climbing);
        check("/v1/%2E%2e/x", Answer::Climbing);
        check("/headgate.json", Answer::Listing);
        check("/", Answer::App);
        check("/v1", Answer::App);
        check("/keys", Answer::App);
        check("/apiary/", Answer::App);
    }

    #[test]
    fn without_a_gateway_at_the_root_its_paths_are_nobodys() {
        let gateways = read(&["prod=https://one"]).expect("gateways");
        assert_eq!(route(&gateways, "/v1/ping"), Answer::NoGateway);
    }

    #[test]
    fn an_unknown_environment_is_treated_with_care() {
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
