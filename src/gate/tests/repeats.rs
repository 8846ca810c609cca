//! A gateway that ignores the cursor, and calls the page that it gives again the last one.

use pollster::block_on;

use super::sample::word;
use crate::api::call::{Lost, Reply, Request};
use crate::api::gateway::Dialect;
use crate::gate::check::Check;
use crate::gate::earlier::Earlier;
use crate::gate::perform::{Transport, reconcile};

/// Its only page, whatever is asked for; the first time it says that there are more.
struct Repeating(&'static str);

impl Transport for Repeating {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        let first = request.query.iter().all(|(name, _)| *name != "after");
        Ok(Reply {
            status: 200,
            body: format!(r#"{{"data":[{}],"has_more":{first}}}"#, self.0),
            ..Reply::default()
        })
    }

    async fn write(&self, _: &Request) -> Result<Reply, Lost> {
        Err(Lost::NotSent)
    }

    async fn pause(&self, _: u32) {}
}

#[test]
fn what_is_on_no_page_of_it_may_be_there() {
    let check = |name: &str, expect| {
        let check = Check::PoolAppears {
            name: name.into(),
            earlier: Earlier {
                ids: vec!["pool_1".into()],
                whole: true,
            },
        };
        let gateway = Repeating(r#"{"id":"pool_1","name":"Old"},{"id":"pool_2","name":"Seen"}"#);
        let looked = reconcile(&check, Dialect::OneKeyLlm, false, 60_000, &gateway);
        assert_eq!(word(&block_on(looked)), expect, "{name}");
    };
    check("Fresh", "cannot-tell");
    check("Seen", "cannot-tell");
}
