//! Addresses of providers, which an operator types and a gateway calls.

use crate::text;
use crate::words::Text;

/// Says what is wrong with the address of a provider. A name and a password in it would be shown and
/// stored like the rest of it.
#[must_use]
pub fn provider_address_problem(address: &str) -> Option<Text> {
    let address = address.trim();
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    match host {
        None => Some(text!(
            "The address begins with https:// or http://." / "地址以 https:// 或 http:// 开头。"
        )),
        Some("") => Some(text!("The address has no host." / "地址缺少主机名。")),
        Some(host) if host.contains('@') => Some(text!(
            "No user name or password in the address." / "地址中不能包含用户名或密码。"
        )),
        Some(_) if address.contains('#') => {
            Some(text!("No # in the address." / "地址中不能包含 #。"))
        }
        Some(_) => address
            .contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\')
            .then_some(text!(
                "An address has no spaces or control characters." / "地址不能包含空白或控制字符。"
            )),
    }
}

#[cfg(test)]
mod tests {
    use super::provider_address_problem;

    #[test]
    fn addresses() {
        let check = |address: &str, is_fit| {
            let problem = provider_address_problem(address);
            assert_eq!(problem.is_none(), is_fit, "{address}");
        };
        check("https://provider.example/v1", true);
        check(" http://127.0.0.1:8080 ", true);
        check("https://h/v1?version=2", true);
        check("https://h/a@b", true);
        check("provider.example", false);
        check("ftp://h", false);
        check("https://", false);
        check("https://?x", false);
        check("https://user:pass@h/v1", false);
        check("https://h/v1#x", false);
        check("https://h/v 1", false);
        check("https://h\\@evil", false);
    }
}
