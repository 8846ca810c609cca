//! Work that must not overlap.

use std::cell::RefCell;
use std::rc::Rc;

use headgate::browser::devices::devices;
use headgate::browser::tabs::with_lock;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn work_of_one_name_waits_its_turn() {
    let steps = Rc::new(RefCell::new(Vec::new()));
    let noted = Rc::clone(&steps);
    spawn_local(with_lock("headgate-test", async move {
        noted.borrow_mut().push("first begins");
        devices().clock.sleep(100).await;
        noted.borrow_mut().push("first ends");
    }));
    // The first one requests the lock before the second one does.
    devices().clock.sleep(20).await;
    let answer = with_lock("headgate-test", async {
        steps.borrow_mut().push("second");
        7
    });
    assert_eq!(answer.await, 7);
    assert_eq!(*steps.borrow(), ["first begins", "first ends", "second"]);
}

#[wasm_bindgen_test]
async fn a_lock_is_given_back_by_work_that_was_dropped() {
    let mut waiting = Box::pin(with_lock("headgate-dropped", std::future::pending::<()>()));
    let began = std::future::poll_fn(|context| {
        assert!(waiting.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    });
    began.await;
    drop(waiting);
    with_lock("headgate-dropped", async {}).await;
}
