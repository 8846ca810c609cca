//! Finds the servers that an operator puts before the app, for tests. Starts none of them; their
//! configurations are in deploy/.

use std::path::PathBuf;

use crate::debian::{self, Need};
use crate::step::Outcome;

const NEEDED: [Need; 3] = [
    Need {
        variable: "HEADGATE_NGINX",
        // This path is not on an ordinary user's PATH.
        names: &["nginx", "/usr/sbin/nginx"],
        package: "nginx",
    },
    Need {
        variable: "HEADGATE_NGINX_BROTLI",
        names: &["/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"],
        package: "libnginx-mod-http-brotli-static",
    },
    Need {
        variable: "HEADGATE_CADDY",
        names: &["caddy"],
        package: "caddy",
    },
];

/// The paths of the servers, with the variables that pass them to the tests.
pub type Hosts = [(&'static str, PathBuf); 3];

/// Finds nginx, its brotli module and Caddy, and installs them where that is possible.
pub fn ready() -> Outcome<Hosts> {
    let [nginx, brotli, caddy] = debian::ready(&NEEDED, &[])?;
    let [for_nginx, for_brotli, for_caddy] = NEEDED.map(|need| need.variable);
    Ok([(for_nginx, nginx), (for_brotli, brotli), (for_caddy, caddy)])
}
