//! The servers that an operator would put before the app, for tests. Starts none of them; their
//! configurations are in deploy/.

use std::path::PathBuf;

use crate::debian::{self, Need};
use crate::step::Outcome;

const NEEDED: [Need; 3] = [
    Need {
        variable: "HEADGATE_NGINX",
        // Where an ordinary user's PATH does not look.
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

/// The variables that tell tests where each file is, and the files.
pub type Hosts = [(&'static str, PathBuf); 3];

/// Finds nginx, its brotli module and Caddy, installing them where that is ours to do.
pub fn ready() -> Outcome<Hosts> {
    let [nginx, brotli, caddy] = debian::ready(&NEEDED, &[])?;
    let [for_nginx, for_brotli, for_caddy] = NEEDED.map(|need| need.variable);
    Ok([(for_nginx, nginx), (for_brotli, brotli), (for_caddy, caddy)])
}
