//! A gateway that ignores the cursor, and calls the page that it gives again the last one.

use pollster::block_on;

use super::catalogue::DIALECT;
use super::sample::word;
use crate::call::{Lost, Reply, Request};
use crate::gate::{Live, Transport, verify_again};
use crate::schema::{Baseline, appears};

/// Its only page, whatever is asked for; the first time it says that there are more.
struct Repeating(&'static str);

impl Transport for Repeating {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        let first = !request.target.contains("after=");
        Ok(Reply {
            status: 200,
            body: format!(r#"{{"data":[{}],"has_more":{first}}}"#, self.0),
            ..Reply::default()
        })
    }

    async fn write(&self, _: &Request, _: Live<'_>) -> Result<Reply, Lost> {
        Err(Lost::NotSent)
    }

    async fn pause(&self, _: u32) {}
}

#[test]
fn what_is_on_no_page_of_it_may_be_there() {
    let check = |name: &str, expect| {
        let baseline = Baseline {
            ids: vec!["item_1".into()],
            whole: true,
        };
        let checks = [appears("items", name, &baseline)];
        let gateway = Repeating(r#"{"id":"item_1","name":"Old"},{"id":"item_2","name":"Seen"}"#);
        let outcome = verify_again(&DIALECT, &checks, false, 60_000, &gateway);
        assert_eq!(word(&block_on(outcome)), expect, "{name}");
    };
    check("Fresh", "unknown");
    check("Seen", "unknown");
}
