//! Tests with glue as wasm-bindgen generates it, and with other code.

use super::{letters, shortened};
use crate::wasm::{self, CODE, EXPORTS, IMPORTS, push_number, push_sized};

const GLUE: &str = "\
function start() {
    wasm.start(1);
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_alert_1f: function(arg0) {
            alert(passed(wasm.memory.buffer, wasm.__wbindgen_malloc));
        },
        __wbg_alert_1f2: function(arg0) { return handleError(function () {}, arguments); },
        __wbg_odd: function() { return import0.__wbg_odd; },
    };
    return { \"./app_bg.js\": import0 };
}
const free = new FinalizationRegistry(ptr => wasm.__wbg_thing_free(ptr, 1));
other.wasm.__wbg_other(wasm['__wbg_quoted'], wasm.__wbg_quoted);
";

fn module(imports: &[&str], exports: &[&str]) -> Vec<u8> {
    let mut taken = Vec::new();
    push_number(&mut taken, imports.len());
    for (index, name) in imports.iter().enumerate() {
        push_sized(&mut taken, b"./app_bg.js");
        push_sized(&mut taken, name.as_bytes());
        taken.push(0);
        push_number(&mut taken, index + 200);
    }
    let mut given = Vec::new();
    push_number(&mut given, exports.len());
    for (index, name) in exports.iter().enumerate() {
        push_sized(&mut given, name.as_bytes());
        given.push(u8::try_from(index % 4).expect("a kind"));
        push_number(&mut given, index);
    }
    wasm::module([
        (IMPORTS, taken.as_slice()),
        (EXPORTS, &given),
        (CODE, b"code"),
    ])
}

#[test]
fn module_and_glue_are_renamed_alike() {
    let long = module(
        &["__wbg_alert_1f", "__wbg_alert_1f2"],
        &["start", "memory", "__wbindgen_malloc", "__wbg_thing_free"],
    );
    let (short, glue) = shortened(&long, GLUE).expect("a module of wasm-bindgen");
    assert_eq!(short, module(&["a", "b"], &["a", "memory", "b", "c"]));
    for part in [
        "function start() {\n    wasm.a(1);",
        "        a: function(arg0) {\n            alert(passed(wasm.memory.buffer, wasm.b));",
        "        b: function(arg0) { return handleError(",
        "ptr => wasm.c(ptr, 1)",
        "\"./app_bg.js\": import0",
    ] {
        assert!(glue.contains(part), "{part:?} is missing from {glue}");
    }
    assert_eq!(glue.lines().count(), GLUE.lines().count());
}

#[test]
fn a_name_that_is_used_otherwise_stays() {
    let check = |imports: &[&str], exports: &[&str]| {
        let long = module(imports, exports);
        let (short, glue) = shortened(&long, GLUE).expect("a module of wasm-bindgen");
        assert!(short == long, "{imports:?} {exports:?}");
        assert_eq!(glue, GLUE);
    };
    // Uses it twice, in quotes, as a field of another object, and not at all.
    check(&["__wbg_odd"], &[]);
    check(&[], &["__wbg_quoted"]);
    check(&[], &["__wbg_other"]);
    check(&["__wbg_missing"], &["__wbg_missing"]);
}

#[test]
fn a_short_name_is_given_once() {
    let long = module(&[], &["a", "start", "b", "__wbindgen_malloc"]);
    let (short, _) = shortened(&long, GLUE).expect("a module of wasm-bindgen");
    assert_eq!(short, module(&[], &["a", "c", "b", "d"]));
}

#[test]
fn other_modules_are_not_changed() {
    let memory = [1, 1, b'm', 1, b'n', 2, 0, 1];
    let check = |module: &[u8]| assert_eq!(shortened(module, GLUE), None);
    let unpacked = format!("{GLUE}const {{ memory }} = wasm;");
    assert_eq!(shortened(&module(&[], &["memory"]), &unpacked), None);
    check(b"");
    check(&wasm::module([(CODE, b"code".as_slice())]));
    check(&wasm::module([
        (IMPORTS, memory.as_slice()),
        (EXPORTS, &[0]),
    ]));
}

#[test]
fn letters_are_counted() {
    let check = |number, expect: &str| assert_eq!(letters(number), expect);
    check(0, "a");
    check(25, "z");
    check(26, "aa");
    check(701, "zz");
    check(702, "aaa");
}
