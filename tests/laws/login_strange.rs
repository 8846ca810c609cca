//! A login at a gateway whose every shape differs from the sandbox's.

use std::cell::RefCell;

use headgate::call::{Lost, Reply, Request};
use headgate::gate::{After, Live, Outcome, Transport, conclude_login};

use crate::gateway::DIALECT;
use crate::login_steps::{Begun, at, begin, gateway, run};

/// A gateway of another shape: camelCase, ISO times, ids as numbers, errors of RFC 8628 with HTTP 400, a
/// success without a body, and one 502 in the middle.
struct Strange {
    polls: RefCell<Vec<(u16, &'static str)>>,
    list: RefCell<Vec<(u16, String)>>,
    sent: RefCell<Vec<String>>,
}

impl Transport for Strange {
    async fn read(&self, _: &Request) -> Result<Reply, Lost> {
        let mut list = self.list.borrow_mut();
        let (status, body) = if list.len() > 1 {
            list.remove(0)
        } else {
            list[0].clone()
        };
        Ok(reply(status, &body))
    }

    async fn write(&self, request: &Request, _: Live<'_>) -> Result<Reply, Lost> {
        self.sent
            .borrow_mut()
            .push(format!("{} {}", request.method.word(), request.target));
        let (status, body) = self.polls.borrow_mut().remove(0);
        Ok(reply(status, body))
    }

    async fn pause(&self, _: u32) {}
}

fn reply(status: u16, body: &str) -> Reply {
    Reply {
        status,
        body: body.to_owned(),
        ..Reply::default()
    }
}

#[tokio::test(start_paused = true)]
async fn a_gateway_of_another_shape() {
    let resource = DIALECT.resource("codex-accounts").expect("it is listed");
    let action = resource.action("add-codex-account").expect("an action");
    let sandbox = gateway();
    let begun = Begun {
        reply: Some(reply(
            200,
            r#"{"success":true,"data":{"flowId":77,"userCode":"QX7M-KT05R","verificationUrl":"https://auth.openai.com/codex/device","interval":"2","expiresAt":"2024-03-26T17:00:33Z"}}"#,
        )),
        ..begin(resource, action, &sandbox).await
    };
    let login = begun.device(at(0));
    assert_eq!(login.seconds_left(at(0)), 900);
    assert_eq!(
        login.code().map(|code| code.user_code.as_str()),
        Some("QX7M-KT05R")
    );
    let strange = Strange {
        polls: RefCell::new(vec![
            (400, r#"{"error":"authorization_pending","error_description":"Not yet."}"#),
            (400, r#"{"error":"slow_down"}"#),
            (502, "<html>Bad gateway</html>"),
            (204, ""),
            (200, r#"{"success":true,"data":{"state":"CONNECTED","account":{"id":901,"createdAt":"2024-03-26T16:50:00Z"}}}"#),
        ]),
        list: RefCell::new(vec![(
            200,
            r#"{"accounts":[{"id":901,"email":"grace@example.com","createdAt":"2024-03-26T16:50:00Z"}]}"#.to_owned(),
        )]),
        sent: RefCell::default(),
    };
    let (end, polls) = run(&begun, &sandbox, &strange, async |_| {}).await;
    assert_eq!(polls, 5);
    let to = "POST /v1/organization/codex_accounts/device_code/77/poll";
    assert!(strange.sent.borrow().iter().all(|sent| sent == to));
    let of = resource.id.into();
    let outcome = conclude_login(DIALECT, &of, &begun.checks, &end, 200, &strange).await;
    let created = Outcome::Applied {
        after: vec![After::Created(vec!["901".to_owned()])],
        reported_success: true,
    };
    assert_eq!(outcome, created);
}
