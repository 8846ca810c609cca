//! The browser's clock and timers. Never formats a time.

use std::cell::RefCell;

use js_sys::{Date, Function, Intl, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::device::{Clock, Local};
use crate::domain::time::UnixMillis;

thread_local! {
    /// The zone's name and the minute in which it was read. Reading it takes longer than drawing a
    /// row with an instant, but a travelling machine changes its zone.
    static ZONE: RefCell<Option<(i64, String)>> = const { RefCell::new(None) };
}

/// The clock of the machine that the browser runs on.
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> UnixMillis {
        UnixMillis(Date::now() as i64)
    }

    fn steady_millis(&self) -> i64 {
        let performance = web_sys::window().and_then(|window| window.performance());
        performance.map_or_else(|| self.now().0, |performance| performance.now() as i64)
    }

    fn offset_minutes(&self, at: UnixMillis) -> i32 {
        // A browser counts with the opposite sign: UTC+01:00 is -60. An instant outside its
        // calendar gives NaN, which becomes 0.
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

/// Returns the name of the current zone: `Europe/Lisbon`; empty if the browser does not report it.
fn zone() -> String {
    zone_at_once().or_else(|_| zone_of_format()).map_or_else(
        |_| String::new(),
        |zone| zone.as_string().unwrap_or_default(),
    )
}

/// Reads it as newer browsers report it, without creating an object.
fn zone_at_once() -> Result<JsValue, JsValue> {
    let temporal = Reflect::get(&js_sys::global(), &"Temporal".into())?;
    let now = Reflect::get(&temporal, &"Now".into())?;
    let ask: Function = Reflect::get(&now, &"timeZoneId".into())?.dyn_into()?;
    ask.call0(&now)
}

/// Reads it as every browser reports it. The first format that a page creates loads the language's
/// tables, which takes longer than drawing a list.
fn zone_of_format() -> Result<JsValue, JsValue> {
    let options = Intl::DateTimeFormat::default().resolved_options();
    Reflect::get(&options, &"timeZone".into())
}

/// Resolves after `millis`, in a separate task even for 0.
pub(super) async fn sleep(millis: u32) {
    let timer = Promise::new(&mut |resolve, reject| {
        let millis = i32::try_from(millis).unwrap_or(i32::MAX);
        let set = web_sys::window().map(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis)
        });
        if !matches!(set, Some(Ok(_))) {
            // Without timers waiting is impossible, so it ends immediately.
            drop(reject.call0(&JsValue::UNDEFINED));
        }
    });
    drop(JsFuture::from(timer).await);
}
