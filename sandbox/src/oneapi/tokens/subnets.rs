//! The networks that a token may be used from, as they are checked when a token is written.

use std::net::IpAddr;

/// The network of a list that is none, if there is one.
pub(super) fn invalid(subnets: &str) -> Option<&str> {
    let mut networks = subnets.split(',').map(str::trim);
    networks.find(|network| !is_network(network))
}

fn is_network(text: &str) -> bool {
    let Some((address, bits)) = text.split_once('/') else {
        return false;
    };
    let most = match address.parse() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    bits.parse::<u8>().is_ok_and(|bits| bits <= most)
}

#[cfg(test)]
mod tests {
    use super::invalid;

    #[test]
    fn networks_have_an_address_and_a_length() {
        for good in ["10.0.0.0/8", "10.0.0.0/8, fd00::/8", "0.0.0.0/0"] {
            assert_eq!(invalid(good), None);
        }
        for bad in ["nope", "10.0.0.0", "10.0.0.0/33", "10.0.0/8"] {
            assert_eq!(invalid(&format!("10.0.0.0/8,{bad}")), Some(bad));
        }
    }
}
