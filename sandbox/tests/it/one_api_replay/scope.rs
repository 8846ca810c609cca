//! Which recordings concern the routes that the sandbox has, by path and method.

use super::recording::Recording;

/// Paths below these are routes of other resources, which the sandbox does not have.
const OTHERS: [&str; 9] = [
    "/api/token/",
    "/api/admin/tokens/",
    "/api/redemption/",
    "/api/topup",
    "/api/debug/",
    "/api/trace/",
    "/api/cost/",
    "/api/mcp_servers",
    "/api/user/dashboard",
];

/// Recordings below those paths that prove how an absent route is refused.
fn is_about_absence(recording: &Recording) -> bool {
    recording.name.ends_with("-absent") && recording.status() == 404
}

/// Whether a recording concerns these routes: channels, groups, options, models, status, self,
/// sign-in, users and logs as they are read, and how the transport behaves.
pub(super) fn concerns(recording: &Recording) -> bool {
    if is_about_absence(recording) {
        return true;
    }
    let path = recording.path();
    if OTHERS.iter().any(|other| path.starts_with(other)) {
        return false;
    }
    // Users are read here, not changed; signing in and minting a token are.
    let is_user = path.starts_with("/api/user/");
    !is_user || recording.method() == "GET" || path == "/api/user/login"
}
