//! The browser's clock and timers. Never formats a time.

use std::cell::RefCell;

use js_sys::{Date, Function, Intl, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::device::{Clock, Local};
use crate::domain::time::UnixMillis;

thread_local! {
    /// The zone's name and the minute it was asked for in. Asking takes longer than drawing a row
    /// that shows an instant, and a machine that travels gets a new zone.
    static ZONE: RefCell<Option<(i64, String)>> = const { RefCell::new(None) };
}

/// The clock of the machine that the browser runs on.
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> UnixMillis {
        UnixMillis(Date::now() as i64)
    }

    fn offset_minutes(&self, at: UnixMillis) -> i32 {
        // A browser counts the other way round: UTC+01:00 is -60. An instant beyond its calendar
        // gives NaN, which becomes 0.
        -(Date::new(&JsValue::from_f64(at.0 as f64)).get_timezone_offset() as i32)
    }

    fn zone(&self) -> String {
        let minute = self.now().0.div_euclid(60_000);
        ZONE.with_borrow_mut(|known| match known {
            Some((asked, zone)) if *asked == minute => zone.clone(),
            _ => known.insert((minute, zone())).1.clone(),
        })
    }

    fn sleep(&self, millis: u32) -> Local<'static, ()> {
        Box::pin(sleep(millis))
    }
}

/// The name of the zone as the browser says it now: `Europe/Lisbon`; empty when it says none.
fn zone() -> String {
    zone_at_once().or_else(|_| zone_of_format()).map_or_else(
        |_| String::new(),
        |zone| zone.as_string().unwrap_or_default(),
    )
}

/// As newer browsers say it, without making anything.
fn zone_at_once() -> Result<JsValue, JsValue> {
    let temporal = Reflect::get(&js_sys::global(), &"Temporal".into())?;
    let now = Reflect::get(&temporal, &"Now".into())?;
    let ask: Function = Reflect::get(&now, &"timeZoneId".into())?.dyn_into()?;
    ask.call0(&now)
}

/// As every browser says it. The first format that a page makes loads the language's tables, which
/// takes longer than drawing a list.
fn zone_of_format() -> Result<JsValue, JsValue> {
    let options = Intl::DateTimeFormat::default().resolved_options();
    Reflect::get(&options, &"timeZone".into())
}

/// Resolves after `millis`, in a task of its own even for 0.
pub(super) async fn sleep(millis: u32) {
    let timer = Promise::new(&mut |resolve, reject| {
        let millis = i32::try_from(millis).unwrap_or(i32::MAX);
        let set = web_sys::window().map(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis)
        });
        if !matches!(set, Some(Ok(_))) {
            // Without timers nothing can be waited for; going on at once is what is left.
            drop(reject.call0(&JsValue::UNDEFINED));
        }
    });
    drop(JsFuture::from(timer).await);
}
