//! The clock against the browser's own dates and timers.

use headgate::browser::devices::devices;
use headgate::domain::time::UnixMillis;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn time_passes() {
    let clock = devices().clock;
    let before = clock.now();
    clock.sleep(50).await;
    let passed = clock.now().0 - before.0;
    assert!((45..5_000).contains(&passed), "{passed} ms");
    // 2020-01-01: a clock in seconds, or one that returns zero, is far below.
    assert!(before > UnixMillis(1_577_836_800_000));
}

#[wasm_bindgen_test]
fn the_offset_makes_the_wall_clock() {
    let clock = devices().clock;
    // A day in summer and one in winter, so that daylight saving is covered.
    for at in [1_720_000_000_000, 1_704_067_200_000] {
        let date = js_sys::Date::new(&(at as f64).into());
        let expect = format!(
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
            date.get_full_year(),
            date.get_month() + 1,
            date.get_date(),
            date.get_hours(),
            date.get_minutes(),
            date.get_seconds()
        );
        let instant = UnixMillis(at);
        assert_eq!(
            instant.seconds().wall_clock(clock.offset_minutes(instant)),
            expect
        );
    }
    assert_eq!(clock.offset_minutes(UnixMillis(i64::MAX)), 0);
}

#[wasm_bindgen_test]
fn the_zone_has_a_name() {
    assert!(!devices().clock.zone().is_empty());
}
