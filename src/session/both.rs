//! Awaits two futures concurrently.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Waits for both results.
pub async fn both<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut of_a, mut of_b) = (None, None);
    poll_fn(|context| {
        // A completed future must not be polled again.
        if of_a.is_none()
            && let Poll::Ready(result) = a.as_mut().poll(context)
        {
            of_a = Some(result);
        }
        if of_b.is_none()
            && let Poll::Ready(result) = b.as_mut().poll(context)
        {
            of_b = Some(result);
        }
        match (of_a.take(), of_b.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (a, b) => {
                (of_a, of_b) = (a, b);
                Poll::Pending
            }
        }
    })
    .await
}
