//! Rewrites `index.html` for serving: final names, integrity, base path, and no inline code, which
//! the policy forbids. Pure.

use super::asset::Asset;

/// The line of `index.html` with the app's base path.
const BASE: &str = "<base href=\"/\">";

/// Rewrites the page that Trunk built. The error says what is wrong with the page.
pub fn finished(html: &str, assets: &[Asset], base: &str) -> Result<String, String> {
    let mut html = rebased(html, base)?;
    for asset in assets {
        html = renamed(&html, asset)?;
    }
    let html = without_blank_lines(&html);
    match inline_code(&html) {
        Some(found) => Err(format!(
            "index.html holds inline code, which the policy forbids: {found}"
        )),
        None => Ok(html),
    }
}

/// Removes the empty lines that Trunk leaves in place of its own tags.
fn without_blank_lines(html: &str) -> String {
    let lines = html.lines().filter(|line| !line.trim().is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn rebased(html: &str, base: &str) -> Result<String, String> {
    if html.matches(BASE).count() != 1 {
        return Err(format!("index.html must hold {BASE} exactly once"));
    }
    Ok(html.replacen(BASE, &format!("<base href=\"{base}\">"), 1))
}

fn renamed(html: &str, asset: &Asset) -> Result<String, String> {
    let integrity = if asset.is_checked() {
        format!(" integrity=\"{}\"", asset.integrity)
    } else {
        String::new()
    };
    let mut text = html.to_owned();
    for attribute in ["src", "href"] {
        text = text.replace(
            &format!(" {attribute}=\"{}\"", asset.name),
            &format!(" {attribute}=\"{}\"{integrity}", asset.final_name),
        );
    }
    if text == html {
        return Err(format!(
            "{} is in the build, but index.html does not name it",
            asset.name
        ));
    }
    Ok(text)
}

/// The first tag that a policy without `unsafe-inline` rejects.
fn inline_code(html: &str) -> Option<&str> {
    html.split('<')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('>')?.0))
        .find(|tag| {
            let name = tag.split_ascii_whitespace().next().unwrap_or("");
            let has = |attribute: &str| tag.contains(&format!(" {attribute}"));
            name == "style" || (name == "script" && !has("src=")) || has("style=") || has("on")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<base href=\"/\"><link rel=\"icon\" href=\"icon.svg\"><script src=\"boot.js\"></script>";

    fn assets() -> Vec<Asset> {
        vec![
            Asset::new("icon.svg", b"<svg/>"),
            Asset::new("boot.js", b"1"),
        ]
    }

    #[test]
    fn names_integrity_and_base_are_set() {
        let html = finished(PAGE, &assets(), "/headgate/").expect("a good page");
        let boot = Asset::new("boot.js", b"1");
        assert!(html.contains("<base href=\"/headgate/\">"), "{html}");
        assert!(
            html.contains(&format!(
                "src=\"{}\" integrity=\"{}\"",
                boot.final_name, boot.integrity
            )),
            "{html}"
        );
        assert!(
            html.contains("href=\"icon-") && html.matches("integrity").count() == 1,
            "{html}"
        );
        assert!(!html.contains("\"boot.js\""), "{html}");
    }

    #[test]
    fn invalid_pages_are_rejected() {
        let check = |html: &str, expect: &str| {
            let why = finished(html, &assets(), "/").expect_err(html);
            assert!(why.contains(expect), "{why}");
        };
        check("<script src=\"boot.js\"></script>", "exactly once");
        check(
            "<base href=\"/\"><script src=\"boot.js\"></script>",
            "icon.svg is in the build",
        );
        check(&format!("{PAGE}<script>1</script>"), "inline code");
        check(&format!("{PAGE}<style>a {{}}</style>"), "inline code");
        check(&format!("{PAGE}<p style=\"color: red\">"), "inline code");
        check(&format!("{PAGE}<body onload=\"run()\">"), "inline code");
    }

    #[test]
    fn ordinary_tags_are_not_inline_code() {
        let check = |html: &str| assert_eq!(inline_code(html), None, "{html}");
        check("<link rel=\"stylesheet\" href=\"a.css\">");
        check("<script type=\"module\" src=\"a.js\"></script>");
        check("<p class=\"style\">on style=</p>");
    }
}
