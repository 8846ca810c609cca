//! Tests with names as compilers write them, and with a module of two functions.

use super::*;
use crate::wasm::{push_number, push_sized};

#[test]
fn crates_and_rooms_of_functions() {
    let check = |name: &str, of: &str, room: Option<&str>| {
        let name = plain(name);
        assert_eq!((crate_of(&name), room_of(&name)), (of, room), "{name}");
    };
    check("headgate::ui::live::draw::h01ab", "headgate", Some("ui"));
    check(
        "<headgate::gate::Plan as core::fmt::Debug>::fmt::h1",
        "headgate",
        Some("gate"),
    );
    check(
        "<F as headgate::ui::live::Draw>::draw::hd",
        "headgate",
        Some("ui"),
    );
    check("<F as leptos::View>::build", "leptos", None);
    check(
        "<&mut dyn headgate::call::Sends as T>::send",
        "headgate",
        Some("call"),
    );
    check(
        "<alloc::vec::Vec<headgate::schema::Value> as core::clone::Clone>::clone",
        "core",
        Some("schema"),
    );
    check(
        "<alloc::vec::Vec<T,A> as headgate::records::Rows>::rows",
        "headgate",
        Some("records"),
    );
    check("<alloc::vec::Vec<T>>::push", "alloc", None);
    check(
        "<[headgate[1f]::ui::A]>::sort_by_key::<u8>",
        "core",
        Some("ui"),
    );
    check("<fn(u8) -> u8 as tachys::Render>::build", "tachys", None);
    check(
        "core::ptr::drop_in_place<headgate::session::Session>::h2",
        "core",
        Some("session"),
    );
    check(
        "core[8c0a]::ptr::drop_in_place::<[headgate[1f]::ui::A; 2]>",
        "core",
        Some("ui"),
    );
    check("any_spawner::other_headgate::x", "any_spawner", None);
    check("headgate::main::h1", "headgate", Some("main"));
    check("dlmalloc::dlmalloc::Dlmalloc<A>::malloc", "dlmalloc", None);
    check("memcpy", "(no crate)", None);
    check("", "(no crate)", None);
}

fn module(names: &[(usize, &str)]) -> Vec<u8> {
    let mut imports = vec![1];
    push_sized(&mut imports, b"glue");
    push_sized(&mut imports, b"a");
    imports.extend([0, 5]);
    let mut code = vec![2];
    push_sized(&mut code, &[0; 10]);
    push_sized(&mut code, &[0; 300]);
    let mut functions = Vec::new();
    push_number(&mut functions, names.len());
    for (index, name) in names {
        push_number(&mut functions, *index);
        push_sized(&mut functions, name.as_bytes());
    }
    let mut custom = b"\x04name\x00\x02ab\x01".to_vec();
    push_sized(&mut custom, &functions);
    wasm::module([
        (CUSTOM, b"\x09producers".as_slice()),
        (IMPORTS, &imports),
        (CODE, &code),
        (DATA, &[7; 20]),
        (CUSTOM, &custom),
    ])
}

#[test]
fn functions_are_weighed_by_their_names() {
    let bytes = weigh(&module(&[
        (0, "imported"),
        (1, "core::ptr::drop_in_place<headgate::ui::A>"),
        (2, "headgate::ui::draw"),
    ]));
    let room = Room {
        own: 300,
        compiled_for: 10,
    };
    let expect = Bytes {
        crates: [("core".to_owned(), 10), ("headgate".to_owned(), 300)].into(),
        rooms: [("ui".to_owned(), room)].into(),
        code: 310,
        data: 20,
    };
    assert_eq!(bytes, Some(expect));
}

#[test]
fn a_module_without_names_cannot_be_weighed() {
    assert_eq!(weigh(&wasm::module([(CODE, [0_u8].as_slice())])), None);
    assert_eq!(weigh(b"text"), None);
}
