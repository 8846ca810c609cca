//! Which recordings concern the routes that the sandbox has, by path.

use super::recording::Recording;

/// Paths below these are routes of other resources, which the sandbox does not have.
const OTHERS: [&str; 5] = [
    "/api/debug/",
    "/api/trace/",
    "/api/cost/",
    "/api/mcp_servers",
    // A route for relay keys instead of users.
    "/api/token/balance",
];

/// Recordings below those paths that prove how an absent route is refused.
fn is_about_absence(recording: &Recording) -> bool {
    recording.name.ends_with("-absent") && recording.status() == 404
}

/// Whether a recording concerns these routes: channels, groups, options, models, status, users,
/// tokens, redemption codes, top-ups, logs, the dashboard, sign-in, and how the transport behaves.
pub(super) fn concerns(recording: &Recording) -> bool {
    let path = recording.path();
    is_about_absence(recording) || !OTHERS.iter().any(|other| path.starts_with(other))
}
