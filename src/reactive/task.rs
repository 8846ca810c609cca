//! Background tasks.

use std::pin::Pin;

/// Starts a task that runs in this tab until it ends.
pub fn spawn_local(work: impl Future<Output = ()> + 'static) {
    fn begin(work: Pin<Box<dyn Future<Output = ()>>>) {
        leptos::task::spawn_local(work);
    }
    begin(Box::pin(work));
}
