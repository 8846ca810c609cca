//! Which login links may be opened (contract 6.7): an address that a gateway sends is followed only to
//! a provider's own host, and is otherwise shown as text.

use crate::text;
use crate::words::Text;

/// Hosts where a person signs in.
const HOSTS: [&str; 6] = [
    "auth.openai.com",
    "chatgpt.com",
    "claude.ai",
    "claude.com",
    "platform.claude.com",
    "console.anthropic.com",
];

/// What is said beside a link that is shown as text.
pub const WARNING: Text = text!(
    "This address is not a sign-in page of a known provider. Check it before you open it."
        / "此地址不是已知提供商的登录页面。打开前请先核对。"
);

/// Returns whether a login link may be a link: `https`, to a provider's host, spelled so that no
/// browser could read another host from it.
#[must_use]
pub fn may_open(address: &str) -> bool {
    // A browser drops blanks and line breaks, and reads `\` as `/`: none stands in an address that was
    // not tampered with.
    let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    if !address.bytes().all(is_plain) {
        return false;
    }
    let Some((scheme, rest)) = address.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.strip_suffix(":443").unwrap_or(authority);
    let is_known = HOSTS.iter().any(|known| host.eq_ignore_ascii_case(known));
    scheme.eq_ignore_ascii_case("https") && is_known
}

#[cfg(test)]
mod tests {
    use super::may_open;
    use proptest::prelude::*;

    #[test]
    fn which_links_open() {
        let check = |address, expect| assert_eq!(may_open(address), expect, "{address:?}");
        check("https://auth.openai.com/codex/device", true);
        check("https://chatgpt.com", true);
        check("https://claude.ai/oauth/authorize?code=true&x=a@b", true);
        check("https://claude.com/cai/oauth/authorize", true);
        check("https://platform.claude.com/oauth#x", true);
        check("https://console.anthropic.com:443/oauth", true);
        check("HTTPS://Claude.AI/oauth", true);
        check("http://claude.ai/oauth", false);
        check("https://claude.ai:8443/oauth", false);
        check("https://claude.ai.evil.example/oauth", false);
        check("https://evil-claude.ai/", false);
        check("https://www.claude.ai/", false);
        check("https://claude.ai@evil.example/", false);
        check("https://claude.ai:x@evil.example/", false);
        check("https://evil.example/https://claude.ai/", false);
        check("https://evil.example\\@claude.ai/", false);
        check("https://claude.ai\\.evil.example/", false);
        check("https://claude.ai./", false);
        check("https:///claude.ai/", false);
        check("https:claude.ai/", false);
        check("//claude.ai/", false);
        check("javascript://claude.ai/%0aalert(1)", false);
        check(" https://claude.ai/", false);
        check("https://claude.ai/a b", false);
        check("https://cla\nude.ai/", false);
        check("https://cl\u{430}ude.ai/", false);
        check("", false);
    }

    proptest! {
        #[test]
        fn a_link_that_opens_leads_to_a_known_host(address in "(https?:/{0,3})?[a-z.@:\\\\/?# ]{0,12}(claude\\.ai|chatgpt\\.com)[a-z.@:\\\\/?# 0-9]{0,12}") {
            if may_open(&address) {
                let rest = address.strip_prefix("https://").unwrap_or_default();
                let host: String = rest.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '.').collect();
                prop_assert!(["claude.ai", "chatgpt.com"].contains(&host.as_str()), "{}", address);
            }
        }
    }
}
