//! Responses of differently shaped gateways to the start, the polls and the end of a login.

use super::{completion, device_poll, device_start, link_start};
use crate::call::Reply;
use crate::domain::table::check_table;
use crate::flows::deadline::Told;

/// A line `status body`.
fn reply(line: &str) -> Reply {
    let (status, body) = line.split_once(' ').unwrap_or((line, ""));
    Reply {
        status: status.parse().expect("a status"),
        body: body.to_owned(),
        ..Reply::default()
    }
}

fn or_dash(text: Option<impl ToString>) -> String {
    text.map_or("-".to_owned(), |text| text.to_string())
}

fn ends(told: Told) -> String {
    let at = told.expires_at.map(|at| at.0);
    format!("{}/{}", or_dash(told.expires_in), or_dash(at))
}

#[test]
fn a_device_login_starts() {
    check_table(
        r##"
        200 {"login_id":"login_01","status":"authorization_pending","user_code":"FWK1-91A0I","verification_uri":"https://auth.openai.com/codex/device","verification_uri_complete":null,"interval":5,"expires_in":900,"expires_at":1711472433,"account":null,"error":null} => login_01 FWK1-91A0I https://auth.openai.com/codex/device 5 900/1711472433 -
        200 {"data":{"flowId":17,"userCode":"ABCD-1234","verificationUrl":"https://auth.openai.com/codex/device","intervalSeconds":"5","expiresAt":"2024-03-26T17:00:33Z"}} => 17 ABCD-1234 https://auth.openai.com/codex/device 5 -/1711472433 -
        200 {"success":true,"data":{"sessionId":"s","userCode":"A","verificationUriComplete":"https://a/?c=A","verificationUri":"https://a/","expiresIn":"600","interval":3}} => s A https://a/?c=A 3 600/- -
        200 {"login":{"id":"x","code":"qx7m-kt05r","verify_url":"https://a/"}} => x qx7m-kt05r https://a/ - -/- -
        200 {} => - - - - -/- -
        503 {"error":{"message":"Off.","code":"device_login_unavailable"}} => - - - - -/- device_login_unavailable
        400 {"error":"slow_down","error_description":"Too fast."} => - - - - -/- slow_down
        200 {"success":false,"error":{"code":"busy","message":"No."}} => - - - - -/- busy
        502 <html>Bad gateway</html> => - - - - -/- -
        "##,
        |line| {
            let start = device_start(&reply(line));
            let id = start.login_id.as_ref().map(|id| id.as_str().to_owned());
            let said = [
                or_dash(id),
                or_dash(start.user_code),
                or_dash(start.address),
                or_dash(start.interval),
                ends(start.told),
                or_dash(start.error),
            ];
            said.join(" ")
        },
    );
}

#[test]
fn how_a_device_login_stands() {
    check_table(
        r##"
        200 {"login_id":"l","status":"authorization_pending","user_code":null,"interval":5,"expires_in":893} => authorization_pending - 893/- 5 - -
        200 {"status":"complete","reconnected":true,"account":{"id":"codex_01"},"error":null} => complete - -/- - codex_01 again -
        200 {"status":"complete","account":{"email":"a@x","workspace_id":null}} => complete - -/- - ? new -
        200 {"accountId":7} => - - -/- - 7 new -
        400 {"error":"authorization_pending"} => - authorization_pending -/- - - -
        400 {"error":"slow_down"} => - slow_down -/- - - -
        403 {"error":{"code":"deviceauth_authorization_pending","message":"Not yet."}} => - deviceauth_authorization_pending -/- - - -
        404 => - - -/- - - -
        204 => - - -/- - - -
        200 {"success":false,"pending":true,"error":"authorization_pending","retryAfter":5,"expiresIn":80} => - authorization_pending 80/- 5 - -
        200 {"status":"error","error":{"message":"denied"}} => error - -/- - - -
        200 {"success":true,"data":{"state":"wait","userCode":"AB-CD"}} => wait - -/- - - AB-CD
        502 <html> => - - -/- - - -
        "##,
        |line| {
            let poll = device_poll(&reply(line));
            let account = poll.account.map(|account| {
                let id = account
                    .id
                    .map_or("?".to_owned(), |id| id.as_str().to_owned());
                format!("{id} {}", if account.reconnected { "again" } else { "new" })
            });
            let said = [
                or_dash(poll.word),
                or_dash(poll.error),
                ends(poll.told),
                or_dash(poll.interval),
                or_dash(account),
                or_dash(poll.code_shown.map(|code| code.user_code)),
            ];
            said.join(" ")
        },
    );
}

#[test]
fn a_sign_in_by_a_link_starts() {
    check_table(
        r##"
        200 {"login_id":"login_02","mode":"oauth","authorize_url":"https://claude.ai/oauth/authorize?state=S","state":"S","expires_in":600} => login_02 https://claude.ai/oauth/authorize?state=S login_id=login_02,state=S 600/- -
        200 {"success":true,"data":{"authUrl":"https://claude.ai/oauth/authorize","sessionId":12}} => 12 https://claude.ai/oauth/authorize session_id=12 -/- -
        200 {"status":"ok","url":"https://claude.ai/oauth/authorize","state":"S"} => S https://claude.ai/oauth/authorize state=S -/- -
        200 {"code":0,"message":"ok","data":{"auth_url":"https://claude.ai/x","session_id":"a"}} => a https://claude.ai/x session_id=a -/- -
        429 {"error":{"code":"too_many_logins","message":"Wait."}} => - - - -/- too_many_logins
        "##,
        |line| {
            let start = link_start(&reply(line));
            let fields = start.correlation.iter();
            let fields: Vec<String> = fields
                .map(|(name, id)| format!("{name}={}", id.as_str()))
                .collect();
            let id = start.login_id.as_ref().map(|id| id.as_str().to_owned());
            let fields = (!fields.is_empty()).then(|| fields.join(","));
            let said = [
                or_dash(id),
                or_dash(start.link),
                or_dash(fields),
                ends(start.told),
                or_dash(start.error),
            ];
            said.join(" ")
        },
    );
}

#[test]
fn what_comes_of_a_paste() {
    let code = |code: &str| format!("{{\"error\":{{\"code\":\"{code}\",\"message\":\"M\"}}}}");
    let check = |status: u16, body: &str, expect: &str| {
        let got = completion(&reply(&format!("{status} {body}")));
        assert_eq!(format!("{got:?}"), expect, "{status} {body}");
    };
    let done =
        |id: &str, reconnected| format!("Done(Account {{ id: {id}, reconnected: {reconnected} }})");
    let text = |id: &str| format!("Some(Text(\"{id}\"))");
    check(
        200,
        r#"{"id":"claude_1","reconnected":false}"#,
        &done(&text("claude_1"), false),
    );
    check(
        200,
        r#"{"success":true,"data":{"account":{"id":"c"},"reconnected":true}}"#,
        &done(&text("c"), true),
    );
    check(204, "", &done("None", false));
    check(
        409,
        &code("login_already_completed"),
        "AlreadyDone(Some(\"M\"))",
    );
    check(400, &code("invalid_code"), "WrongCode(Some(\"M\"))");
    check(400, &code("state_mismatch"), "OtherAttempt");
    check(400, &code("invalid_grant"), "CodeRefused(Some(\"M\"))");
    check(409, &code("login_consumed"), "CodeRefused(Some(\"M\"))");
    check(410, &code("login_expired"), "Expired");
    check(410, "", "Expired");
    check(404, &code("login_not_found"), "Gone");
    check(409, &code("identity_mismatch"), "OtherPerson(Some(\"M\"))");
    check(
        502,
        &code("provider_rejected_network"),
        "NetworkBlocked(Some(\"M\"))",
    );
    check(
        502,
        &code("token_exchange_failed"),
        "NotExchanged(Some(\"M\"))",
    );
    check(
        200,
        r#"{"success":false,"error":"invalid_grant","message":"M"}"#,
        "CodeRefused(Some(\"M\"))",
    );
    check(
        200,
        r#"{"success":false,"message":"M"}"#,
        "Refused(200, Some(\"M\"))",
    );
    check(401, &code("invalid_api_key"), "KeyRefused(401)");
    check(403, "", "KeyRefused(403)");
    check(429, "", "Limited(None)");
    check(502, "<html>", "Failing(502)");
    check(404, "", "Refused(404, None)");
}
