//! What the sign-in link itself tells: which state its attempt has, and what the person will have to
//! paste at its end (contract 3.1).

use super::fields::decoded;
use crate::text;
use crate::words::Text;

/// Where the provider sends the person at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redirect {
    /// A page that shows the code with its state.
    ShownCode,
    /// An address on the person's own machine where nothing listens: the address holds the code.
    DeadAddress,
    /// The link does not tell.
    Unknown,
}

impl Redirect {
    /// Returns what the person has to paste.
    #[must_use]
    pub const fn says(self) -> Text {
        match self {
            Self::ShownCode => text!(
                "After you approve, the page shows a code. Copy all of it, with the part after #, and paste it here."
                    / "批准后，页面会显示授权码。请完整复制，包括 # 之后的部分，然后粘贴到此处。"
            ),
            Self::DeadAddress => text!(
                "After you approve, the browser cannot open the last page. Copy the whole address from the address bar and paste it here."
                    / "批准后，浏览器会无法打开最后一页。请从地址栏复制完整地址，然后粘贴到此处。"
            ),
            Self::Unknown => text!(
                "After you approve, paste the code that the page shows, or the whole address of the last page."
                    / "批准后，请粘贴页面显示的授权码，或最后一页的完整地址。"
            ),
        }
    }
}

/// Returns where the provider sends the person at the end of this sign-in link.
#[must_use]
pub fn redirect_of(link: &str) -> Redirect {
    let Some(target) = field(link, "redirect_uri") else {
        return Redirect::Unknown;
    };
    let Some((_, rest)) = target.split_once("://") else {
        return Redirect::Unknown;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_own = ["localhost", "127.0.0.1", "[::1]"].iter().any(|host| {
        let port = authority.strip_prefix(host);
        port.is_some_and(|port| port.is_empty() || port.starts_with(':'))
    });
    if is_own {
        Redirect::DeadAddress
    } else {
        Redirect::ShownCode
    }
}

/// Returns the state that this sign-in link carries: the attempt's own, where the start does not tell
/// it apart.
#[must_use]
pub fn state_of(link: &str) -> Option<String> {
    field(link, "state").filter(|state| !state.is_empty())
}

fn field(link: &str, name: &str) -> Option<String> {
    let (_, query) = link.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find_map(|(known, value)| (decoded(known) == name).then(|| decoded(value)))
}

#[cfg(test)]
mod tests {
    use super::{Redirect, redirect_of, state_of};

    #[test]
    fn where_a_sign_in_ends() {
        let check = |query, redirect, state: Option<&str>| {
            let link = format!("https://claude.ai/oauth/authorize{query}");
            assert_eq!(redirect_of(&link), redirect, "{link}");
            assert_eq!(state_of(&link).as_deref(), state, "{link}");
        };
        let shown = "?code=true&redirect_uri=https%3A%2F%2Fplatform.claude.com%2Foauth%2Fcode%2Fcallback&state=STATE";
        check(shown, Redirect::ShownCode, Some("STATE"));
        let dead =
            "?redirect_uri=http%3A%2F%2Flocalhost%3A54545%2Fcallback&session_state=X&state=a%2Bb";
        check(dead, Redirect::DeadAddress, Some("a+b"));
        check(
            "?redirect_uri=http://127.0.0.1:1/",
            Redirect::DeadAddress,
            None,
        );
        check("?redirect_uri=http://[::1]/", Redirect::DeadAddress, None);
        check(
            "?redirect_uri=https://localhost.example/",
            Redirect::ShownCode,
            None,
        );
        check(
            "?redirect_uri=urn:ietf:wg:oauth:2.0:oob&state=",
            Redirect::Unknown,
            None,
        );
        check("", Redirect::Unknown, None);
    }
}
