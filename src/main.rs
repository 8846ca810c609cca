//! Mounts the app; nothing else.

fn main() {
    headgate::browser::panic_screen::install();
    leptos::mount::mount_to_body(headgate::app::App);
}
